package org.ranvier.networks.systems.families;

import static org.ranvier.networks.systems.families.FamilyNetwork.WEIGHTS;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
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
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;

/**
 * Ten rules at one task, each with a twin that is told wrongly (after the list in Mazurek, Caputa, Argasiński & Wielgosz 2025, arXiv:2504.05341): two patterns
 * of forty inputs are shown for 200 ms each, in random order, and what teaches the rule tells which it was. Where modulators tell, all neurons are to prefer
 * the first pattern; where a readout does, each is to prefer that towards which the readout's weights, which stay, feed back.
 *
 * <p>Selectivity is measured with frozen weights: {@code Σ u·d / √(Σu²·Σ(n₁+n₂)²)}, with the differences {@code d = n₁ - n₂} of the spikes at the two patterns and
 * what is wished {@code u}; 1 where all neurons fire at their own pattern only, and in proportion to the wish.
 */
public final class RuleFamilies implements Study {
  private static final String TEACHING = "teaching";
  private static final String TWIN = "-shuffled";
  private static final int TESTS = 20; // of each pattern

  /** Presentations of which the selectivity while it learns is that of. */
  private static final int WINDOW = 20;

  private static final double ENOUGH = 0.3;
  private static final List<Condition> CONDITIONS = conditionsOf();

  private static List<Condition> conditionsOf() {
    var all = new ArrayList<Condition>();
    for (Family f : Family.values()) {
      var learns = Condition.of(f.word, f.rule().name() + ": " + f.taught, new Change.Feature(f.word));
      all.add(learns);
      all.add(learns.as(f.word + TWIN, "the same, told wrongly as often as rightly", new Change.Shuffled(TEACHING, "")));
    }
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "rule-families";
  }

  @Override
  public String summary() {
    return "Learning task: ten rules, by modulators or from a readout, tell two patterns apart";
  }

  @Override
  public String source() {
    return "after Mazurek, Caputa, Argasiński & Wielgosz 2025, arXiv:2504.05341; each rule has its own";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("presentations", "1", 200, 0, 100_000, "of a pattern, from which is learnt"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).rewards(TEACHING).features(Arrays.stream(Family.values()).map(f -> f.word).toArray(String[]::new));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("selectivity", "selectivity", "%.3f"), new Measure("before", "before", "%.3f"), new Measure("rate_hz", "spikes/s", "%.1f"));
  }

  @Override
  public String criterion() {
    return "learnt: selectivity above " + ENOUGH + " with frozen weights; before: selectivity without having learnt; spikes/s: of the layer, after learning";
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.stream(Family.values()).map(f -> new Comparison("selectivity", f.word, f.word + TWIN)).toList();
  }

  @Override
  public String timeLabel() {
    return "presentation";
  }

  @Override
  public String lineLabel() {
    return "selectivity while it learns";
  }

  /** The one that was named last. */
  private static Family family(Plan plan) {
    return Arrays.stream(Family.values()).filter(f -> plan.has(f.word)).findFirst().orElseThrow();
  }

  @Override
  public Network network(Plan plan) {
    return FamilyNetwork.of(plan, family(plan)).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var network = FamilyNetwork.of(plan, family(plan));
    var order = plan.random("patterns");
    var wrong = plan.random("wrong");
    int presentations = plan.whole("presentations");
    var points = new ArrayList<double[]>();
    try (var sim = Simulation.of(network.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      long begin = System.nanoTime();
      double[] wish = network.wish(sim);
      var before = tested(network, sim, wish);
      var recent = new Selectivity(wish);
      for (int k = 1; k <= presentations; k++) {
        int pattern = order.nextInt(2);
        int told = wrong.nextInt(2);
        recent.add(pattern, present(network, sim, pattern, plan.shuffles(TEACHING) ? told : pattern));
        if (k % WINDOW == 0) {
          points.add(new double[] {k, recent.value()});
          recent = new Selectivity(wish);
        }
        listener.goesOn(sim);
      }
      var after = tested(network, sim, wish);
      double rate = after.spikes() * 1000 / FamilyNetwork.SHOWN_MS;
      listener.ends(sim);
      return plan.trial(after.value() > ENOUGH, List.of(after.value(), before.value(), rate), List.of(Line.of("selectivity", points)))
          .cost((System.nanoTime() - begin) / 1e6 / sim.timeMs());
    }
  }

  private static double[] present(FamilyNetwork network, Simulation sim, int pattern, int told) {
    var counts = sim.count(network.layer());
    network.show(sim, pattern);
    network.want(sim, told);
    sim.run(ms(FamilyNetwork.SHOWN_MS));
    network.show(sim, -1);
    network.want(sim, -1);
    network.tell(sim, told);
    double[] spikes = counts.now();
    sim.remove(counts);
    sim.run(ms(FamilyNetwork.PAUSE_MS));
    return spikes;
  }

  /** With frozen weights, and nobody who teaches. */
  private static Selectivity tested(FamilyNetwork network, Simulation sim, double[] wish) {
    sim.freeze();
    var tested = new Selectivity(wish);
    for (int k = 0; k < 2 * TESTS; k++) {
      var counts = sim.count(network.layer());
      network.show(sim, k % 2);
      sim.run(ms(FamilyNetwork.SHOWN_MS));
      tested.add(k % 2, counts.now());
      sim.remove(counts);
      network.show(sim, -1);
      sim.run(ms(FamilyNetwork.PAUSE_MS));
    }
    sim.thaw();
    return tested;
  }

  /** The medians of the selectivities: each rule's is high, no twin's is. */
  @Override
  public Proof proof(boolean fast) {
    var claims = new ArrayList<Claim>();
    for (Family f : Family.values()) {
      claims.add(new Claim(f.word, "0.4 / selectivity", r -> 0.4 / Math.max(1e-9, r.median("selectivity", f.word)), 1, "a change of the wrong sign"));
      claims.add(
          new Claim(f.word + TWIN, "selectivity / 0.4", r -> Math.abs(r.median("selectivity", f.word + TWIN)) / 0.4, 1, "a task that needs no teacher"));
    }
    return Proof.of(fast ? 1 : 10, List.of(), claims.toArray(Claim[]::new));
  }
}
