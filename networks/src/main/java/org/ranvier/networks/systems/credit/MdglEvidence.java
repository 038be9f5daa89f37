package org.ranvier.networks.systems.credit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.study.Comparison;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Evidence accumulation by spiking units of which half adapt (Liu, Smith, Mihalas, Shea-Brown &amp; Sümbül 2021, doi:10.1073/pnas.2111821118): learning by
 * what reaches a unit directly, and by what types of cells secrete besides.
 */
public final class MdglEvidence extends ModulatedCredit {
  static final String PUBLISHED = "published";

  private static final String PLAIN = "plain";
  private static final int INPUTS = EvidenceTask.INPUTS;
  private static final double CONNECTIVITY = 0.1;
  private static final double REFRACTORY_MS = 5;
  private static final String EPROP = "e-prop";
  private static final String TYPES = "mdgl-type";

  @Override
  public String name() {
    return "mdgl-evidence";
  }

  @Override
  public String summary() {
    return "Learning task: on which side there were more cues, by what types of cells secrete";
  }

  @Override
  public String source() {
    return "Liu, Smith, Mihalas, Shea-Brown & Sümbül 2021, doi:10.1073/pnas.2111821118";
  }

  @Override
  public List<Condition> usualConditions() {
    return conditions().stream().filter(c -> List.of(TRUE, EPROP, TYPES, "frozen").contains(c.name())).toList();
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    all.add(new Comparison("late", TYPES, EPROP));
    all.addAll(super.comparisons());
    return all;
  }

  private static boolean isPublished(Plan plan) {
    String network = plan.text("network");
    if (!network.equals(PLAIN) && !network.equals(PUBLISHED)) {
      throw new RanvierException("network = '" + network + "' is not known; give " + PLAIN + " or " + PUBLISHED);
    }
    return network.equals(PUBLISHED);
  }

  @Override
  CreditCells cells(Plan plan) {
    double dt = plan.get("step");
    int n = plan.whole("units");
    double alpha = Math.exp(-dt / 20);
    double rho = Math.exp(-dt / 2000);
    if (!isPublished(plan)) {
      return new CreditCells(true, n, alpha, rho, 0.1, Math.exp(-dt / 50));
    }
    double threshold = 0.01; // of the publication, in whose units weights are; potentials are in units of it
    double kappa = Math.exp(-dt / 20);
    var form = new CreditCells.Form((1 - alpha) / threshold, 1 - kappa, (int) Math.rint(REFRACTORY_MS / dt), true);
    return new CreditCells(true, n, alpha, rho, 1.8 * (1 - rho) / threshold, kappa, form);
  }

  @Override
  RecurrentNet net(Plan plan) {
    double readout = plan.get("readout");
    CreditCells cells = cells(plan);
    RandomStream random = plan.random("weights");
    if (!isPublished(plan)) {
      if (readout != 1) {
        throw new RanvierException("readout = " + TimeGrid.trim(readout) + " is for network=" + PUBLISHED + "; give that too, or leave readout at 1");
      }
      return new RecurrentNet(cells, INPUTS, CreditTask.CLASSES, CONNECTIVITY, 2, random);
    }
    boolean[] exciting = new boolean[INPUTS];
    for (int k = 0; k < INPUTS; k++) { // four fifths, anywhere
      exciting[k] = k < 4 * INPUTS / 5;
      int other = (int) ((k + 1) * random.nextDouble());
      boolean was = exciting[other];
      exciting[other] = exciting[k];
      exciting[k] = was;
    }
    boolean[] units = new boolean[cells.count()];
    for (int p = 0; p < units.length; p++) {
      units[p] = cells.type(p) == 0;
    }
    double[][] in = SignedWeights.drawn(exciting, units.length, CONNECTIVITY, random);
    double[][] w = SignedWeights.drawn(units, units.length, CONNECTIVITY, random);
    for (int p = 0; p < units.length; p++) {
      w[p][p] = 0;
    }
    return new RecurrentNet(cells, w, in, SignedWeights.drawn(units, CreditTask.CLASSES, readout, random));
  }

  @Override
  double shrunk(Plan plan) {
    return isPublished(plan) ? 0.01 : 0;
  }

  @Override
  int batch(Plan plan) {
    return plan.whole("batch");
  }

  @Override
  Function<RandomStream, CreditTask> tasks(Plan plan) {
    var times = EvidenceTask.Times.of(plan.get("step"), plan.get("delay"));
    return random -> EvidenceTask.drawn(times, random);
  }

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<>(settings(100, 0.02, 500));
    all.add(new Setting("delay", "ms", 500, 0, 10_000, "from the last cue's pause to the question"));
    all.add(new Setting("step", "ms", 5, 0.5, 10, "of time, a part of 50"));
    all.add(new Setting("batch", "1", BATCH, 1, 10_000, "trials"));
    all.add(Setting.text("network", PLAIN, PLAIN + ", or " + PUBLISHED + ": drawn, and with units, as in the publication's program"));
    all.add(new Setting("readout", "1", 1, 0.02, 1, "what part of the outputs' weights is there; 0.1 in the publication"));
    return all;
  }

  /** What ligands bring is in the direction of the gradient; in what the plain network learns it does not show. */
  @Override
  List<Claim> gaps() {
    return List.of(between(EPROP, TYPES, 0.01));
  }

  /** With a short delay and a larger learning rate e-prop is past any readout of fixed weights after 150 iterations. */
  @Override
  public Proof proof(boolean fast) {
    var frozen = new Claim("frozen", "right", r -> r.median("right", "frozen"), 0.75, "readouts that need no memory");
    var learns = new Claim(EPROP, "0.8 / right, last tenth", r -> 0.8 / Math.max(1e-9, r.median("late", EPROP)), 1, "errors of the wrong sign");
    var exact = new Claim(TRUE, "0.85 / right", r -> 0.85 / Math.max(1e-9, r.median("right", TRUE)), 1, "gradients that do not reach back to the cues");
    var gap = gaps().getFirst();
    return fast
        ? new Proof(1, 0, List.of(TRUE, EPROP, "frozen"), Map.of("iterations", "150", "delay", "100", "rate", "0.01"), List.of(gap, learns, frozen))
        : new Proof(2, 0, List.of(TRUE, EPROP, "frozen"), Map.of(), List.of(exact, gap, learns, frozen));
  }
}
