package org.ranvier.networks.systems.credit;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ranvier.networks.Network;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Comparison;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Measure;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomStream;

/**
 * Credit that types of cells send by what they secrete, at a delayed match: {@link ModProp} with rate units, {@link Mdgl} with spiking ones; and at evidence
 * accumulation, {@link MdglEvidence}. Trials run in plain loops.
 *
 * <p>In the first condition the network learns by backpropagation through time, and at twelve times the gradients that the others would follow are
 * compared with the true one. In
 * the others it learns by their own.
 */
abstract class ModulatedCredit implements Study {
  static final String TRUE = "bptt";
  static final String WEIGHTS = "recurrent";

  static final int BATCH = 16;

  private static final int COMPARED = 12;
  private static final Credit[] OTHERS = {Credit.EPROP, Credit.MDGL, Credit.MDGL_TYPE, Credit.MODPROP, Credit.MODPROP_TYPE, Credit.EXCHANGED};
  private static final List<String> NAMES = List.of("e-prop", "mdgl", "mdgl-type", "modprop", "modprop-type", "exchanged");

  private static final List<Condition> CONDITIONS = conditionsOf();

  private static List<Condition> conditionsOf() {
    var all = new ArrayList<Condition>();
    var first = Condition.of(TRUE, "learns by backpropagation through time; the others' gradients are compared with it");
    all.add(first);
    List<String> meanings =
        List.of(
            "own errors only", "one hop, each synapse's own weight", "one hop, a weight for each pair of types", "all hops, each synapse's own weight",
            "all hops, filter taps for each pair of types", "the same, but each type of receivers has the weights of the other");
    for (int k = 0; k < NAMES.size(); k++) {
      all.add(first.as(NAMES.get(k), meanings.get(k), new Change.Feature(NAMES.get(k))));
    }
    all.add(first.as("frozen", "recurrent weights and those of inputs stay as they were drawn", new Change.Frozen(WEIGHTS)));
    return List.copyOf(all);
  }

  /** The units. */
  abstract CreditCells cells(Plan plan);

  /** The network before it learns. */
  abstract RecurrentNet net(Plan plan);

  /** Trials of a batch. */
  int batch(Plan plan) {
    return BATCH;
  }

  /** By which part of the learning rate weights go towards 0 after each batch. */
  double shrunk(Plan plan) {
    return 0;
  }

  /** Draws trials. */
  Function<RandomStream, CreditTask> tasks(Plan plan) {
    return MatchTask::drawn;
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public List<Condition> usualConditions() {
    return CONDITIONS.subList(0, 1);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).features(NAMES.toArray(String[]::new));
  }

  List<Setting> settings(int units, double mu, int iterations) {
    return List.of(
        new Setting("units", "1", units, 10, 1000, "four fifths of them excitatory"),
        new Setting("mu", "1", mu, 0, 10, "derivative that stands for those of units on the way"),
        new Setting("iterations", "1", iterations, COMPARED, 100_000, "batches of trials, of " + BATCH + " each where nothing else is set"),
        new Setting("rate", "1", 0.002, 1e-6, 1, "learning rate of Adam"));
  }

  @Override
  public List<Measure> measures() {
    var all = new ArrayList<Measure>();
    all.add(new Measure("right", "right", "%.3f"));
    all.add(new Measure("reached", "to 95 %", "%.0f"));
    all.add(new Measure("late", "right, last tenth", "%.3f"));
    NAMES.forEach(n -> all.add(new Measure(n, n, "%.3f")));
    return all;
  }

  @Override
  public String criterion() {
    return "learnt: at least 0.95 of 200 new trials are right; to 95 %: iterations until eight batches in a row had that in the mean; last tenth: of the batches; by "
        + "rule: cosine of the angle to the true gradient, mean"
        + " of 12 times";
  }

  @Override
  public String timeLabel() {
    return "iteration";
  }

  @Override
  public String lineLabel() {
    return "right, or cosine to the true gradient";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    all.add(new Comparison("right", "mdgl-type", "e-prop"));
    all.add(new Comparison("right", "modprop-type", "e-prop"));
    all.add(new Comparison("right", "modprop-type", "mdgl-type"));
    CONDITIONS.stream().skip(1).forEach(c -> all.add(new Comparison("right", TRUE, c.name())));
    return all;
  }

  @Override
  public Network network(Plan plan) {
    tasks(plan);
    batch(plan);
    net(plan);
    var net = new Network(name()).resolution(ms(1));
    net.population("units", plan.whole("units"), cells(plan).spiking() ? "eprop_iaf_adapt" : "lin_rate");
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    Credit by = Credit.EXACT;
    for (int k = 0; k < OTHERS.length; k++) {
      by = plan.has(NAMES.get(k)) ? OTHERS[k] : by;
    }
    var how = new Training.How(by, plan.get("mu"), plan.get("rate"), batch(plan), shrunk(plan));
    try (var team = new Team(plan.threads())) {
      return trained(plan, listener, new Training(net(plan), how, tasks(plan), plan.random("trials"), team));
    }
  }

  private Trial trained(Plan plan, TrialListener listener, Training training) {
    training.freeze(plan.freezes(WEIGHTS));
    boolean compares = plan.condition().name().equals(TRUE);
    int iterations = plan.whole("iterations");
    double[] sum = new double[OTHERS.length];
    var lines = new ArrayList<List<double[]>>();
    for (int k = 0; k <= OTHERS.length; k++) {
      lines.add(new ArrayList<>());
    }
    var compared = plan.random("compared");
    double reached = Double.NaN;
    double mean = 0;
    double late = 0;
    int tenth = (iterations + 9) / 10;
    for (int n = 1; n <= iterations; n++) {
      listener.requireGoing();
      double batch = training.step();
      late += n > iterations - tenth ? batch / tenth : 0;
      mean += (batch - mean) / Math.min(n, 8);
      reached = Double.isNaN(reached) && n >= 8 && mean >= 0.95 ? n : reached;
      lines.getFirst().add(new double[] {n, mean});
      if (compares && n % (iterations / COMPARED) == 0 && n / (iterations / COMPARED) <= COMPARED) {
        double[] now = training.alignments(OTHERS, compared);
        for (int k = 0; k < now.length; k++) {
          sum[k] += now[k] / COMPARED;
          lines.get(k + 1).add(new double[] {n, now[k]});
        }
      }
    }
    double right = training.right(plan.random("test"));
    var measures = new ArrayList<Double>(List.of(right, reached, late));
    for (double s : sum) {
      measures.add(compares ? s : Double.NaN);
    }
    var drawn = new ArrayList<Line>();
    if (!compares) {
      drawn.add(Line.of("right", lines.getFirst()));
    }
    for (int k = 0; k < OTHERS.length && compares; k++) {
      drawn.add(Line.of(NAMES.get(k), lines.get(k + 1)));
    }
    return plan.trial(right >= 0.95, measures, drawn);
  }

  static Claim between(String less, String more, double by) {
    return new Claim(TRUE, by + " / (alignment of " + more + " above " + less + ")", r -> by / Math.max(1e-9, mean(r, more) - mean(r, less)), 1,
        "credit that does not come, or comes with a wrong sign");
  }

  private static double mean(StudyResult r, String measure) {
    return r.mean(measure, TRUE);
  }

  /** The gaps between rules that were found. */
  abstract List<Claim> gaps();

  @Override
  public Proof proof(boolean fast) {
    List<Claim> claims = gaps();
    return new Proof(fast ? 1 : 4, 0, List.of(TRUE), Map.of(), fast ? claims.subList(0, 1) : claims);
  }
}
