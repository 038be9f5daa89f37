package org.ranvier.networks.systems.modulateddistalreward;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.systems.distalreward.Coincidences;
import org.ranvier.networks.systems.distalreward.DesignatedSynapse;

/** A run of the {@link ModulatedDistalReward} under one condition. */
final class ModulatedRun {
  static final String NORADRENALINE = "noradrenaline";

  private static final String DESIGNATED = "designated synapse";
  private static final String FOUND = "found";
  private static final int LOOK_MS = 500; // fewer than from a coincidence to its reward
  private static final int SAMPLE_MS = 2000;
  private static final int WINDOW_STEPS = 20;
  private static final double KEPT = 0.9;
  private static final long OTHER_NETWORK = 1_000_000; // apart from seeds that are asked for

  private final Plan plan;
  private final TrialListener listener;
  private final SplittableRandom random;
  private final PriorityQueue<Double> due = new PriorityQueue<>();
  private final List<double[]> line = new ArrayList<>();
  private final OptionalDouble yokedMs;
  private double found = -1; // ms
  private int rewards;
  private long kept;
  private long watched;
  private double weight;
  private int synapse;

  ModulatedRun(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    random = new SplittableRandom(plan.seed());
    yokedMs = plan.yoked(NORADRENALINE).map(t -> OptionalDouble.of(t.recorded(FOUND).getFirst())).orElse(OptionalDouble.empty());
  }

  Trial trial() {
    var parts = ModulatedNetwork.of(plan);
    double searchMs = 1000 * plan.get("search");
    double watchMs = 1000 * plan.get("watch");
    long seed = plan.seed() + (yokedMs.isPresent() ? OTHER_NETWORK : 0);
    try (var sim = Simulation.of(parts.net(), plan.options().seed(seed))) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      var first = sim.weights(parts.plastic());
      double[] weights = first.values().clone();
      synapse = DesignatedSynapse.of(first);
      weights[synapse] = 0;
      sim.setWeights(parts.plastic(), weights);
      plan.clamp(sim);
      var watch = new Coincidences(first.sources()[synapse], first.targets()[synapse], WINDOW_STEPS, ModulatedNetwork.NEURONS);
      sim.addListener(watch);
      double seconds = 0;
      for (double end = LOOK_MS; end <= (found < 0 ? searchMs : found + watchMs); end += LOOK_MS) {
        seconds += sim.run(ms(LOOK_MS)).seconds();
        listener.goesOn(sim);
        reward(sim, parts, watch, end);
        if (end % SAMPLE_MS == 0) {
          look(sim, parts, end);
        }
        if (yokedMs.isPresent() && end == yokedMs.getAsDouble()) {
          sim.clamp(parts.noradrenaline(), 0);
        }
      }
      listener.ends(sim);
      double rate = watch.spikes() / (double) ModulatedNetwork.NEURONS / sim.timeMs() * 1000;
      double share = watched == 0 ? Double.NaN : kept / (double) watched;
      double slope = found < 0 ? 0 : ModulatedNetwork.BOUND_MV / found * 1000;
      return plan.trial(
              share > 0.5, List.of((found < 0 ? searchMs : found) / 1000, slope, share, weight, (double) rewards, rate), List.of(Line.of(DESIGNATED, line)))
          .record(FOUND, List.of(found < 0 ? searchMs : found))
          .cost(seconds * 1000 / sim.timeMs());
    }
  }

  private void reward(Simulation sim, ModulatedNetwork parts, Coincidences watch, double end) {
    for (long t : watch.take()) {
      due.add((double) t + random.nextLong(1000, 3000));
      rewards++;
    }
    while (!due.isEmpty() && due.peek() <= end) {
      due.poll();
    }
    sim.setSpikes(parts.reward(), new double[][] {due.stream().mapToDouble(x -> x).distinct().sorted().toArray()});
  }

  private void look(Simulation sim, ModulatedNetwork parts, double end) {
    weight = sim.weights(parts.plastic()).values()[synapse];
    if (found >= 0) {
      watched++;
      kept += weight >= KEPT * ModulatedNetwork.BOUND_MV ? 1 : 0;
    } else if (weight >= ModulatedNetwork.BOUND_MV) {
      found = end;
      sim.release(parts.acetylcholine(), 1);
    }
    line.add(new double[] {end / 1000, weight});
    listener.point(plan.condition().name(), plan.seed(), DESIGNATED, end / 1000, weight);
  }
}
