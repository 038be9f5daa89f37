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
import org.ranvier.simulator.random.RandomStream;

/**
 * Evidence accumulation by spiking units of which half adapt (Liu, Smith, Mihalas, Shea-Brown &amp; Sümbül 2021, doi:10.1073/pnas.2111821118): learning by
 * what reaches a unit directly, and by what types of cells secrete besides.
 */
public final class MdglEvidence extends ModulatedCredit {
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
    all.add(new Comparison("right", TYPES, EPROP));
    all.add(new Comparison("late", TYPES, EPROP));
    all.addAll(super.comparisons());
    return all;
  }

  @Override
  CreditCells cells(Plan plan) {
    double dt = EvidenceTask.STEP_MS;
    return new CreditCells(true, plan.whole("units"), Math.exp(-dt / 20), Math.exp(-dt / 2000), 0.1, Math.exp(-dt / 50));
  }

  @Override
  double connectivity() {
    return 0.1;
  }

  @Override
  double inputScale() {
    return 2;
  }

  @Override
  int inputs() {
    return EvidenceTask.INPUTS;
  }

  @Override
  Function<RandomStream, CreditTask> tasks(Plan plan) {
    int delay = (int) Math.round(plan.get("delay") / EvidenceTask.STEP_MS);
    return random -> EvidenceTask.drawn(delay, random);
  }

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<>(settings(100, 0.02, 500));
    all.add(new Setting("delay", "ms", 500, 0, 10_000, "from the last cue's pause to the question"));
    return all;
  }

  @Override
  List<Claim> gaps() {
    return List.of();
  }

  @Override
  public Proof proof(boolean fast) {
    var frozen = new Claim("frozen", "right", r -> r.median("right", "frozen"), 0.75, "readouts that need no memory");
    var exact = new Claim(TRUE, "0.85 / right", r -> 0.85 / Math.max(1e-9, r.median("right", TRUE)), 1, "gradients that do not reach back to the cues");
    return fast
        ? new Proof(1, 0, List.of("frozen"), Map.of("iterations", "30"), List.of(frozen))
        : new Proof(2, 0, List.of(TRUE, "frozen"), Map.of(), List.of(exact, frozen));
  }
}
