package org.ranvier.networks.systems.xor;

import static org.ranvier.networks.systems.xor.XorNetwork.WEIGHTS;
import static org.ranvier.networks.systems.xor.XorNetwork.WITHOUT_TRACE;
import static org.ranvier.networks.systems.xor.XorSchedule.PATTERNS;
import static org.ranvier.networks.systems.xor.XorSchedule.PATTERN_MS;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Measure;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The exclusive or of two rate-coded inputs by modulated STDP (Florian 2007, doi:10.1162/neco.2007.19.6.1468, section 4.2): 30 input neurons
 * for each bit, half of them inhibitory, fire at 40 spikes/s where it is 1 and are silent where it is 0; 60 hidden integrate-and-fire neurons
 * and an output one follow, each layer connected with all of the next. Weights are bounded by 0 and w_max, or by -w_max and 0. In each round
 * all four patterns are shown for 500 ms each, in random order. Each spike of the output is worth r = 1 where the exclusive or is 1, and r = -1
 * where it is 0.
 *
 * <p>It differs from the publication in that the reward of a spike comes 5 ms later, so that a rule needs its trace to know what the reward is for;
 * at once, it meets the very pairing that made the spike. Weights go up to 10 mV, not 5, and the learning rate is about half. With {@code
 * reward_latency} 0, {@code w_max} 5 and {@code gamma} 0.625 it is as published.
 *
 * <p>After the training, with frozen weights, each pattern is shown 20 times more; a presentation of all four is right if the output fires more
 * for each of 01 and 10 than for any of 00 and 11. The twins: {@code shuffled} learns from rewards whose sign has nothing to do with the
 * pattern, {@code mstdp} learns without an eligibility trace, {@code untrained} not at all.
 */
public final class RateXor implements Study {
  private static final String REWARDS = "rewards";

  private static final Condition MSTDPET = Condition.of("mstdpet", "modulated STDP with an eligibility trace");
  private static final List<Condition> CONDITIONS =
      List.of(
          MSTDPET,
          MSTDPET.as("mstdp", "without an eligibility trace, at the published learning rate", new Change.Feature(WITHOUT_TRACE)),
          MSTDPET.as("shuffled", "the sign of the reward is drawn for each presentation", new Change.Shuffled(REWARDS, "")),
          MSTDPET.as("untrained", "weights stay as they were drawn", new Change.Frozen(WEIGHTS)));

  private static final int ROUND_MS = PATTERNS * PATTERN_MS;
  private static final int TESTS = 20;
  private static final int ENOUGH = 19;
  private static final int ROUNDS_OF_A_POINT = 10;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("gamma", "1", 0.3, 0, 1000, "learning rate with eligibility trace, in mV per ms; published: 0.625"),
          new Setting("gamma_mstdp", "1", 0.1, 0, 1000, "learning rate without eligibility trace, in mV"),
          new Setting("tau_z", "ms", 25, 1, 10_000, "time constant of the eligibility"),
          new Setting("reward_latency", "ms", 5, 0, 400, "from the step after a spike of the output to its reward; published: 0"),
          new Setting("w_max", "mV", 10, 0.1, 100, "bound of the weights' magnitudes; published: 5"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("passed", "right of " + TESTS, "%.0f"),
          new Measure("rate_00_hz", "00", "%.1f"),
          new Measure("rate_01_hz", "01", "%.1f"),
          new Measure("rate_10_hz", "10", "%.1f"),
          new Measure("rate_11_hz", "11", "%.1f"));

  @Override
  public String name() {
    return "xor";
  }

  @Override
  public String summary() {
    return "Learning task: the exclusive or of two rates, by reward for each spike of the output";
  }

  @Override
  public String source() {
    return "Florian 2007, doi:10.1162/neco.2007.19.6.1468 (rate-coded input)";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).rewards(REWARDS).features(WITHOUT_TRACE);
  }

  @Override
  public List<Measure> measures() {
    return MEASURES;
  }

  @Override
  public String criterion() {
    return "learnt: with frozen weights at least " + ENOUGH + " of " + TESTS
        + " presentations are right; 00 … 11: spikes/s of the output, mean over the presentations";
  }

  @Override
  public String lineLabel() {
    return "output (spikes/s)";
  }

  @Override
  public OptionalDouble durationMs() {
    return OptionalDouble.of(200 * ROUND_MS);
  }

  @Override
  public boolean keepsLogs() {
    return true;
  }

  @Override
  public Network network(Plan plan) {
    return XorNetwork.of(plan, XorSchedule.of(rounds(plan.durationMs()) + TESTS, plan.seed())).net();
  }

  private static int rounds(double durationMs) {
    if (durationMs % ROUND_MS != 0) {
      throw new RanvierException(
          "xor: duration " + TimeGrid.trim(durationMs) + " ms is not a multiple of " + ROUND_MS + " ms, in which each pattern is shown once");
    }
    return (int) (durationMs / ROUND_MS);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    int rounds = plan.freezes(WEIGHTS) ? 0 : rounds(plan.durationMs());
    String condition = plan.condition().name();
    long seed = plan.seed();
    var schedule = XorSchedule.of(rounds + TESTS, seed);
    XorNetwork network = XorNetwork.of(plan, schedule);
    int[][] spikes = new int[schedule.rounds()][PATTERNS];
    try (var sim = Simulation.of(network.net(), plan.options())) {
      int id = sim.populations().stream().filter(p -> p.name().equals(network.output().name())).findFirst().orElseThrow().firstId();
      listener.begins(condition, seed, sim);
      var counter = new NeuronCounter(id);
      sim.addListener(counter);
      var random = new SplittableRandom(~seed);
      double delayMs = XorNetwork.rewardDelayMs(plan);
      double seconds = 0;
      for (int round = 0; round < schedule.rounds(); round++) {
        for (int k = round * PATTERNS; k < (round + 1) * PATTERNS; k++) {
          int pattern = schedule.patterns()[k];
          boolean odd = plan.shuffles(REWARDS) ? random.nextBoolean() : pattern == 1 || pattern == 2;
          if (round >= rounds) {
            network.rewards(sim, 0); // without reward nothing changes
          } else {
            seconds += sim.run(ms(delayMs)).seconds(); // rewards of the pattern before still come
            network.rewards(sim, odd ? 1 : -1);
          }
          seconds += sim.run(ms(round >= rounds ? PATTERN_MS : PATTERN_MS - delayMs)).seconds();
          listener.goesOn(sim);
          spikes[round][pattern] = counter.take();
          listener.point(condition, seed, line(pattern), (k + 1) * PATTERN_MS / 1000.0, spikes[round][pattern] * 1000.0 / PATTERN_MS);
        }
      }
      listener.ends(sim);
      return trial(plan, rounds, spikes).cost(seconds * 1000 / ((double) schedule.rounds() * ROUND_MS));
    }
  }

  private static Trial trial(Plan plan, int rounds, int[][] spikes) {
    int passed = 0;
    for (int round = rounds; round < spikes.length; round++) {
      int[] n = spikes[round];
      passed += Math.min(n[1], n[2]) > Math.max(n[0], n[3]) ? 1 : 0;
    }
    var measures = new ArrayList<Double>();
    measures.add((double) passed);
    var lines = new ArrayList<Line>();
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      measures.add(rate(spikes, pattern, rounds, spikes.length));
      var points = new ArrayList<double[]>();
      for (int from = 0; from < spikes.length; from += ROUNDS_OF_A_POINT) {
        int to = Math.min(spikes.length, from + ROUNDS_OF_A_POINT);
        points.add(new double[] {(from + to) / 2.0 * ROUND_MS / 1000, rate(spikes, pattern, from, to)});
      }
      lines.add(Line.of(line(pattern), points));
    }
    return plan.trial(passed >= ENOUGH, measures, lines);
  }

  private static String line(int pattern) {
    return "input " + (pattern >> 1) + (pattern & 1);
  }

  private static double rate(int[][] spikes, int pattern, int from, int to) {
    double sum = 0;
    for (int round = from; round < to; round++) {
      sum += spikes[round][pattern];
    }
    return sum / (to - from) / PATTERN_MS * 1000;
  }

  /** Ten networks, of which at least nine pass with an eligibility trace, and at most one without, or with random rewards, or untrained. */
  @Override
  public Proof proof(boolean fast) {
    int seeds = fast ? 1 : 10;
    return Proof.of(
        seeds, List.of(),
        new Claim("mstdpet", "seeds that fail", r -> seeds - r.learnt("mstdpet"), fast ? 0 : 1, "a reward whose sign is lost (gamma = 0)"),
        few("mstdp", "rewards at once, which need no trace (reward_latency = 0)", fast),
        few("shuffled", "patterns that the network tells apart without learning", fast),
        few("untrained", "weights that solve the task as they are drawn", fast));
  }

  private static Claim few(String condition, String catches, boolean fast) {
    return new Claim(condition, "seeds that pass", r -> r.learnt(condition), fast ? 0 : 1, catches);
  }
}
