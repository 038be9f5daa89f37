package org.ranvier.networks.systems.distalreward;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;

/** A run of the {@link DistalReward} under one condition. */
final class DistalRewardRun {
  static final String REWARDS = "rewards";

  /** The share of synapses among which the designated one is to be. */
  static final double TOP = 0.03;

  private static final String DESIGNATED = "designated synapse";
  private static final String MEAN = "mean of all";
  private static final int WINDOW_STEPS = 20;
  private static final int SAMPLES = 180;
  private static final int LEAST_BETWEEN_SAMPLES = 1000;

  /** Steps of 1 ms after which it is asked for coincidences; fewer than those from a coincidence to its reward. */
  private static final int LOOK = 500;

  private final Plan plan;
  private final boolean shuffled;
  private final String condition;
  private final long seed;
  private final TrialListener listener;
  private final SplittableRandom random;
  private final PriorityQueue<Long> due = new PriorityQueue<>();
  private final List<Long> given = new ArrayList<>(); // steps at which it was rewarded, or would have been
  private final List<double[]> designated = new ArrayList<>(); // time and weight
  private final List<double[]> mean = new ArrayList<>();
  private int synapse;

  DistalRewardRun(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    condition = plan.condition().name();
    seed = plan.seed();
    random = new SplittableRandom(seed);
    var earlier = plan.shuffled(REWARDS).map(t -> t.recorded(REWARDS).stream().map(Double::longValue).toList());
    shuffled = earlier.isPresent();
    earlier.ifPresent(rewards -> due.addAll(RewardTimes.shuffled(rewards, random)));
  }

  Trial trial(long end) {
    var parts = DistalRewardNetwork.of(plan);
    try (var sim = Simulation.of(parts.net(), plan.options())) {
      listener.begins(condition, seed, sim);
      plan.clamp(sim);
      var before = sim.weights(parts.plastic());
      double[] weights = before.values().clone();
      synapse = DesignatedSynapse.of(before);
      weights[synapse] = 0;
      sim.setWeights(parts.plastic(), weights);
      var watch = new Coincidences(before.sources()[synapse], before.targets()[synapse], WINDOW_STEPS, DistalRewardNetwork.NEURONS);
      sim.addListener(watch);
      long sample = Math.max(LEAST_BETWEEN_SAMPLES, end / SAMPLES);
      sample(sim, parts, 0);
      double seconds = 0;
      for (long now = 0; now < end; ) {
        reward(sim, parts.dopamine(), now);
        long next = Math.min(end, Math.min((now / LOOK + 1) * LOOK, (now / sample + 1) * sample));
        next = due.isEmpty() ? next : Math.min(next, due.peek());
        seconds += sim.run(ms(next - now)).seconds();
        now = next;
        listener.goesOn(sim);
        take(watch);
        if (now % sample == 0 || now == end) {
          sample(sim, parts, now);
        }
      }
      listener.ends(sim);
      return trial(sim.weights(parts.plastic()).values(), watch.spikes() / (double) DistalRewardNetwork.NEURONS / end * 1000, 1000 * seconds / end);
    }
  }

  private void reward(Simulation sim, Modulator dopamine, long now) {
    while (!due.isEmpty() && due.peek() <= now) {
      given.add(due.poll());
      sim.release(dopamine, plan.get("reward"));
    }
  }

  private void take(Coincidences watch) {
    for (long t : watch.take()) {
      long reward = t + random.nextLong((long) plan.get("soonest"), (long) plan.get("latest"));
      if (!shuffled) {
        due.add(reward);
      }
    }
  }

  private void sample(Simulation sim, DistalRewardNetwork parts, long now) {
    var weights = sim.weights(parts.plastic());
    designated.add(new double[] {now / 1000.0, weights.values()[synapse]});
    mean.add(new double[] {now / 1000.0, weights.mean()});
    listener.point(condition, seed, DESIGNATED, now / 1000.0, weights.values()[synapse]);
    listener.point(condition, seed, MEAN, now / 1000.0, weights.mean());
  }

  private Trial trial(double[] w, double rate, double realTimeFactor) {
    long rank = Arrays.stream(w).filter(x -> x >= w[synapse]).count();
    double share = (double) rank / w.length;
    double average = Arrays.stream(w).average().orElseThrow();
    List<Double> measures = List.of(w[synapse], (double) rank, (double) w.length, 100 * share, average, (double) given.size(), rate);
    return plan.trial(share <= TOP, measures, List.of(Line.of(DESIGNATED, designated), Line.of(MEAN, mean)))
        .record(REWARDS, given.stream().map(Long::doubleValue).toList())
        .cost(realTimeFactor);
  }
}
