package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.space.Layout;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Factors that learn, against a loop over all pairs, against the same rule at single synapses, and against their twins. */
final class FactorLearningTest {
  private static final int TARGETS = 30;
  private static final int SOURCES = 20; // the first of the same neurons
  private static final int MODES = 3;
  private static final int DELAY = 12;
  private static final double H = 0.1;
  private static final double[] GAINS = {0.5, 1, -1.5};

  private static double[][] random(long seed, int neurons) {
    var random = new Random(seed);
    return random.doubles(MODES).mapToObj(x -> random.doubles(neurons, -1, 1).toArray()).toArray(double[][]::new);
  }

  private static Network driven() {
    var net = new Network("plastic factors");
    var n = net.population("n", TARGETS, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
    net.poisson("drive", n).receptor("excitatory").rate(Hz(9000)).weight(pA(90));
    return net;
  }

  private static LowRankProjection loop(Network net, double weight) {
    Population n = net.population("n");
    return net.lowRank("loop", n.range(0, SOURCES), n).factors(random(1, TARGETS), random(2, SOURCES)).gains(GAINS).weight(pA(weight)).delay(ms(DELAY * H))
        .receptor("excitatory");
  }

  /** One that changes spikes, whose gains and third factor follow modulators. */
  static Network rewarded(FactorSide side, Consumer<LowRankProjection> more) {
    Network net = driven();
    LowRankProjection l = loop(net, 25).tau(ms(5)).recorded(ms(1));
    net.modulator("dopamine").decay(ms(30)).releasedBy(net.population("n").range(5, 15)).amount(0.05).delay(ms(2));
    net.modulator("gate").clamp(ms(10), ms(50), 1).receptor("r", new Response.Proportional(1)).gates(l, 0, new Effect.Between(0.2, 1)).every(ms(0.5));
    l.plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(0.05)).tauEligibilityMs(50).dependence(WeightDependence.additive(0.02, 0.015)).bounds(Bounds.NONE),
        side);
    more.accept(l);
    return net;
  }

  /** All pairs, one by one: their changes as the rule says, projected on factors by the definition. */
  private static final class AllPairs {
    private final double[][] left = random(1, TARGETS);
    private final double[][] right = random(2, SOURCES);
    private final double[] x = new double[SOURCES];
    private final double[] y = new double[TARGETS];
    private final double[][] eligibleLeft = new double[MODES][TARGETS];
    private final double[][] eligibleRight = new double[MODES][SOURCES];
    private final double plus;
    private final double minus;
    private final FactorSide side;

    AllPairs(double tauPlus, double tauMinus, FactorSide side) {
      plus = Math.exp(-H / tauPlus);
      minus = Math.exp(-H / tauMinus);
      this.side = side;
    }

    /** {@code dW_ij} of a step, for all pairs. */
    private double[][] changes(boolean[] fired, double a, double b, double c) {
      double[][] d = new double[TARGETS][SOURCES];
      for (int i = 0; i < TARGETS; i++) {
        for (int j = 0; j < SOURCES; j++) {
          d[i][j] = (fired[i] ? a * x[j] : 0) + (fired[j] ? b * y[i] + c : 0);
        }
      }
      return d;
    }

    private void decay() {
      Arrays.setAll(x, j -> x[j] * plus);
      Arrays.setAll(y, i -> y[i] * minus);
    }

    private void count(boolean[] fired) {
      Arrays.setAll(x, j -> x[j] + (fired[j] ? 1 : 0));
      Arrays.setAll(y, i -> y[i] + (fired[i] ? 1 : 0));
    }

    private void project(double[][] d, double[][] toLeft, double[][] toRight) {
      double[][] l = Arrays.stream(left).map(double[]::clone).toArray(double[][]::new);
      double[][] r = Arrays.stream(right).map(double[]::clone).toArray(double[][]::new);
      for (int k = 0; k < MODES; k++) {
        for (int i = 0; i < TARGETS; i++) {
          for (int j = 0; j < SOURCES; j++) {
            toLeft[k][i] += side == FactorSide.RIGHT ? 0 : GAINS[k] * r[k][j] * d[i][j];
            toRight[k][j] += side == FactorSide.LEFT ? 0 : GAINS[k] * l[k][i] * d[i][j];
          }
        }
      }
    }
  }

  /** Which neurons' spikes arrive in a step, for each step. */
  private static boolean[][] arrivals(SpikeTrains spikes, int steps) {
    boolean[][] fired = new boolean[steps + 1][TARGETS];
    for (int s = 0; s < spikes.size(); s++) {
      int at = (int) spikes.steps()[s] + DELAY;
      if (at <= steps) {
        fired[at][spikes.ids()[s]] = true;
      }
    }
    return fired;
  }

  private static void assertClose(double[][] expected, double[][] actual) {
    for (int k = 0; k < expected.length; k++) {
      double size = Arrays.stream(expected[k]).map(Math::abs).max().orElseThrow();
      assertArrayEquals(expected[k], actual[k], 1e-12 * size);
    }
  }

  private static double distance(double[][] a, double[][] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      for (int n = 0; n < a[k].length; n++) {
        sum += Math.abs(a[k][n] - b[k][n]);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void isWhatAllPairsProject(FactorSide side) {
    Network net = driven();
    check(net, loop(net, 20), Stdp.homeostatic(0.0004, 0.3).tauPlusMs(17).tauMinusMs(23).bounds(Bounds.NONE), new AllPairs(17, 23, side),
        new double[] {0.0004, 0.0004, -0.00012});
  }

  @ParameterizedTest
  @EnumSource
  void hebbianPairsToo(FactorSide side) {
    Network net = driven();
    check(net, loop(net, 20), pair(), new AllPairs(20, 31, side), new double[] {0.004, -0.005, 0});
  }

  private static Stdp pair() {
    return Stdp.pair().dependence(WeightDependence.additive(0.004, 0.005)).tauMinusMs(31).bounds(Bounds.NONE);
  }

  private static void check(Network net, LowRankProjection l, Stdp rule, AllPairs plain, double[] numbers) {
    l.plastic(rule, plain.side);
    int steps = 3000;
    try (var sim = Simulation.of(net)) {
      sim.run(ms(steps * H));
      assertTrue(sim.spikes().size() > 100, "a silent network shows nothing");
      boolean[][] fired = arrivals(sim.spikes(), steps);
      for (int t = 1; t <= steps; t++) {
        plain.decay();
        plain.project(plain.changes(fired[t], numbers[0], numbers[1], numbers[2]), plain.left, plain.right);
        plain.count(fired[t]);
      }
      assertClose(plain.left, sim.factors(l).get(0));
      assertClose(plain.right, sim.factors(l).get(1));
      assertTrue(distance(plain.left, random(1, TARGETS)) + distance(plain.right, random(2, SOURCES)) > 0.5, "nothing was learned");
    }
  }

  /** {@code de/dt = -e/τ + …} for each factor, {@code dL/dt = g·M·e}: with M held at a value, a step of h gives {@code g·M·τ·(1 - e^(-h/τ))} of e. */
  @ParameterizedTest
  @EnumSource
  void eligibilitiesGatherWhatAllPairsProject(FactorSide side) {
    Network net = driven();
    net.modulator("dopamine").clamp(ms(50), ms(1000), 0.7);
    var trace = new EligibilityTrace(60, 0.8, 1.3, 0.05, ThirdFactor.of("dopamine").minus(0.1));
    LowRankProjection l = loop(net, 20).plastic(ThreeFactor.of(trace).dependence(WeightDependence.additive(0.02, 0.03)).tauPlusMs(15).tauMinusMs(25).bounds(Bounds.NONE),
        side);
    var plain = new AllPairs(15, 25, side);
    int steps = 3000;
    double whole = 60 * -Math.expm1(-H / 60);
    try (var sim = Simulation.of(net)) {
      sim.run(ms(steps * H));
      boolean[][] fired = arrivals(sim.spikes(), steps);
      for (int t = 1; t <= steps; t++) {
        double m = (t > 500 ? 0.7 : 0) - 0.1;
        for (int k = 0; k < MODES; k++) {
          for (int i = 0; i < TARGETS; i++) {
            plain.left[k][i] += 0.05 * m * whole * plain.eligibleLeft[k][i];
            plain.eligibleLeft[k][i] *= Math.exp(-H / 60);
          }
          for (int j = 0; j < SOURCES; j++) {
            plain.right[k][j] += 0.05 * m * whole * plain.eligibleRight[k][j];
            plain.eligibleRight[k][j] *= Math.exp(-H / 60);
          }
        }
        plain.decay();
        plain.project(plain.changes(fired[t], 0.8 * 0.02, -1.3 * 0.03, 0), plain.eligibleLeft, plain.eligibleRight);
        plain.count(fired[t]);
      }
      assertClose(plain.left, sim.factors(l).get(0));
      assertClose(plain.right, sim.factors(l).get(1));
      assertTrue(distance(plain.left, random(1, TARGETS)) + distance(plain.right, random(2, SOURCES)) > 0.5, "nothing was learned");
    }
  }

  static List<LearningRule> rules() {
    var dopamine = ThirdFactor.of("dopamine");
    return List.of(
        pair(), Stdp.antiHebbian().bounds(Bounds.NONE), Stdp.homeostatic(0.01, 0.2).bounds(Bounds.NONE), ThreeFactor.rewardStdp(dopamine).bounds(Bounds.NONE),
        ThreeFactor.mstdp("dopamine", 0.1), ThreeFactor.mstdpet("dopamine", 0.2), ThreeFactor.tdLtp(dopamine.minus(0.2)).bounds(Bounds.NONE),
        ThreeFactor.fastWeights(dopamine.activating(new Response.Hill(0.5, 2)), 0.3, 40));
  }

  /**
   * The same rule at single synapses, whose spikes come to them after the same time from both sides: its changes of all weights, projected on the side that stays,
   * are those of the side that learns.
   */
  @ParameterizedTest
  @MethodSource("rules")
  void isTheRuleOfSynapsesProjected(LearningRule rule) {
    Network net = driven();
    Population n = net.population("n");
    net.modulator("dopamine").decay(ms(30)).releasedBy(n.range(5, 15)).amount(0.05).delay(ms(2));
    LowRankProjection left = loop(net, 1e-9).plastic(rule, FactorSide.LEFT);
    LowRankProjection right = net.lowRank("other", n.range(0, SOURCES), n).factors(random(1, TARGETS), random(2, SOURCES)).gains(GAINS).weight(pA(1e-9))
        .delay(ms(DELAY * H)).receptor("excitatory").plastic(rule, FactorSide.RIGHT);
    int[] sources = new int[SOURCES * TARGETS];
    int[] targets = new int[sources.length];
    Arrays.setAll(sources, q -> q / TARGETS);
    Arrays.setAll(targets, q -> q % TARGETS);
    var synapses = net.connect(n.range(0, SOURCES), n).rule(explicit(sources, targets)).weight(pA(1e-9)).delay(ms(2 * DELAY * H)).receptor("excitatory")
        .plastic(rule).axonalDelay(ms(DELAY * H)).doubleWeights();
    try (var sim = Simulation.of(net)) {
      sim.run(ms(300));
      assertTrue(sim.spikes().size() > 100, "a silent network shows nothing");
      Weights weights = sim.weights(synapses);
      double[][] l = random(1, TARGETS);
      double[][] r = random(2, SOURCES);
      double[][] expectedLeft = random(1, TARGETS);
      double[][] expectedRight = random(2, SOURCES);
      for (int q = 0; q < weights.size(); q++) {
        int i = weights.targets()[q];
        int j = weights.sources()[q];
        for (int k = 0; k < MODES; k++) {
          expectedLeft[k][i] += GAINS[k] * r[k][j] * (weights.values()[q] - 1e-9);
          expectedRight[k][j] += GAINS[k] * l[k][i] * (weights.values()[q] - 1e-9);
        }
      }
      assertTrue(distance(expectedLeft, l) > 1e-3, "nothing was learned");
      assertClose(expectedLeft, sim.factors(left).get(0));
      assertClose(expectedRight, sim.factors(right).get(1));
      for (int k = 0; k < MODES; k++) {
        assertArrayEquals(r[k], sim.factors(left).get(1)[k]);
        assertArrayEquals(l[k], sim.factors(right).get(0)[k]);
      }
    }
  }

  @Test
  void doesNotDependOnThreads() {
    List<double[][]> first = List.of();
    for (int threads = 1; threads <= 3; threads++) {
      Network net = rewarded(FactorSide.BOTH, l -> {});
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        sim.run(ms(40));
        sim.run(ms(60.3));
        List<double[][]> now = sim.factors(net.lowRanks().getFirst());
        first = threads == 1 ? now : first;
        for (int k = 0; k < MODES; k++) {
          assertArrayEquals(first.get(0)[k], now.get(0)[k]);
          assertArrayEquals(first.get(1)[k], now.get(1)[k]);
        }
        assertTrue(distance(now.get(0), random(1, TARGETS)) > 0.01, "nothing was learned");
      }
    }
  }

  private static List<double[][]> after(Network net, double ms) {
    try (var sim = Simulation.of(net)) {
      sim.run(ms(ms));
      return sim.factors(net.lowRanks().getFirst());
    }
  }

  private static void assertUnchanged(List<double[][]> factors) {
    assertEquals(0, distance(factors.get(0), random(1, TARGETS)));
    assertEquals(0, distance(factors.get(1), random(2, SOURCES)));
  }

  private static Network dosed(ThirdFactor factor, Consumer<Modulator> more) {
    Network net = driven();
    Modulator dopamine = net.modulator("dopamine").decay(ms(30));
    more.accept(dopamine);
    dopamine.releasedBy(net.population("n")).amount(0.05);
    loop(net, 20).plastic(ThreeFactor.rewardStdp(factor).rate(1e-4).bounds(Bounds.NONE));
    return net;
  }

  /** Twins: without a rate, without the modulator, behind a receptor that has been knocked out, and frozen, factors keep every bit. */
  @Test
  void whatShallNotLearnDoesNot() {
    var dopamine = ThirdFactor.of("dopamine");
    assertTrue(distance(after(dosed(dopamine.activating(new Response.Proportional(2)), m -> {}), 100).get(0), random(1, TARGETS)) > 0, "an intact receptor learns");
    assertUnchanged(after(dosed(dopamine.activating(new Response.Proportional(0)), m -> {}), 100));
    assertUnchanged(after(dosed(dopamine, m -> m.clamp(ms(0), ms(1000), 0)), 100));
    Network still = driven();
    loop(still, 20).plastic(Stdp.pair().dependence(WeightDependence.additive(0, 0)).bounds(Bounds.NONE));
    assertUnchanged(after(still, 100));
    assertUnchanged(after(rewarded(FactorSide.BOTH, LowRankProjection::frozen), 100));
  }

  @Test
  void freezesAndThaws() {
    Network net = rewarded(FactorSide.BOTH, l -> {});
    LowRankProjection l = net.lowRanks().getFirst();
    LearningRule rule = l.plan().plasticity().rule();
    try (var sim = Simulation.of(net)) {
      sim.run(ms(60));
      assertFalse(sim.isFrozen(l));
      for (Consumer<Boolean> freeze : List.<Consumer<Boolean>>of(
          f -> set(f, () -> sim.freeze(l), () -> sim.thaw(l)), f -> set(f, () -> sim.freeze(rule), () -> sim.thaw(rule)), f -> set(f, sim::freeze, sim::thaw))) {
        freeze.accept(true);
        assertTrue(sim.isFrozen(l));
        double[][] before = sim.factors(l).get(0);
        sim.run(ms(20));
        assertEquals(0, distance(before, sim.factors(l).get(0)));
        freeze.accept(false);
        sim.run(ms(20));
        assertTrue(distance(before, sim.factors(l).get(0)) > 0);
      }
      double[][] learned = sim.factors(l).get(1);
      sim.resetKeepingWeights();
      assertEquals(0, distance(learned, sim.factors(l).get(1)));
      sim.reset();
      assertUnchanged(sim.factors(l));
    }
  }

  private static void set(boolean on, Runnable freeze, Runnable thaw) {
    (on ? freeze : thaw).run();
  }

  @Test
  void keepsNorms() {
    Network net = rewarded(FactorSide.BOTH, LowRankProjection::keepingNorms);
    List<double[][]> factors = after(net, 150);
    for (int k = 0; k < MODES; k++) {
      assertEquals(norm(random(1, TARGETS)[k]), norm(factors.get(0)[k]), 1e-13);
      assertEquals(norm(random(2, SOURCES)[k]), norm(factors.get(1)[k]), 1e-13);
    }
    assertTrue(distance(random(1, TARGETS), factors.get(0)) > 0.01, "nothing was learned");
  }

  private static double norm(double[] of) {
    return Math.sqrt(Arrays.stream(of).map(f -> f * f).sum());
  }

  /** A spike is delivered by the factors that its own arrival has made, as a plastic synapse delivers its weight: 1 - 0.25·1·1 after one spike of the target. */
  @Test
  void deliversWhatItHasLearned() {
    var net = new Network("one pair");
    var in = net.spikeSource("in", new double[][] {{20}});
    var kick = net.spikeSource("kick", new double[][] {{8.9}});
    var out = net.population("out", 1, "iaf_psc_delta").set("tau_m", ms(1e12)).set("V_reset", mV(-70)).initial("V_m", mV(-70));
    net.connect(kick, out).weight(mV(100)).delay(ms(1)).rule(explicit(new int[] {0}, new int[] {0}));
    net.lowRank("l", in, out).factors(new double[][] {{1}}, new double[][] {{1}}).weight(mV(2)).delay(ms(1)).doubleWeights()
        .plastic(Stdp.pair().dependence(WeightDependence.additive(0, 0.25)).tauMinusMs(10).bounds(Bounds.NONE), FactorSide.LEFT);
    net.record(out, "V_m").every(ms(1));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(25));
      int step = Math.toIntExact(sim.spikes().steps()[Arrays.asList(Arrays.stream(sim.spikes().ids()).boxed().toArray()).indexOf(2)]);
      double y = Math.exp(-(200 - step) * H / 10);
      double[] v = sim.traces().getFirst().values()[0];
      assertEquals(-70 + 2 * (1 - 0.25 * y), v[v.length - 1], 1e-10);
    }
  }

  /**
   * A volley of 20 sources, 60 targets that fire by chance, one mode. More spikes of the first half than of the second are rewarded, compared with the trials before:
   * R-STDP on the left factors turns them towards that pattern. Its twins get the same rewards in another order, or behind a receptor that does nothing.
   */
  @Test
  void rewardTurnsTheModeTowardsWhatItRewards() {
    double learned = 0;
    double shuffled = 0;
    double knockedOut = 0;
    for (long seed = 311; seed <= 313; seed++) {
      var rewards = new double[TRIALS];
      learned += taught(seed, 1, null, rewards) / 3;
      var order = new ArrayList<>(Arrays.stream(rewards).boxed().toList());
      Collections.shuffle(order, new Random(seed));
      shuffled += taught(seed, 1, order.stream().mapToDouble(r -> r).toArray(), new double[TRIALS]) / 3;
      knockedOut += taught(seed, 0, null, new double[TRIALS]) / 3;
    }
    assertTrue(learned > 0.45, "overlap " + learned);
    assertEquals(0, shuffled, 0.2, "without contingency");
    assertEquals(0, knockedOut, 0.2, "without the receptor");
  }

  private static final int TRIALS = 300;

  /** @return the cosine between the left factors and the rewarded pattern */
  private static double taught(long seed, double receptor, double @Nullable [] given, double[] rewards) {
    var net = new Network("taught factors");
    double[][] volleys = new double[SOURCES][TRIALS];
    for (double[] of : volleys) {
      Arrays.setAll(of, t -> 100 * t + 20);
    }
    var in = net.spikeSource("in", volleys);
    var out = net.population("out", 60, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
    net.poisson("drive", out).receptor("excitatory").rate(Hz(6000)).weight(pA(85));
    Modulator reward = net.modulator("reward").signed().decay(ms(20));
    double[] right = new double[SOURCES];
    Arrays.fill(right, 1 / Math.sqrt(SOURCES));
    double[] left = new Random(seed).doubles(60, -0.02, 0.02).toArray();
    LowRankProjection mode = net.lowRank("mode", in, out).factors(new double[][] {left}, new double[][] {right}).weight(pA(60)).delay(ms(1)).receptor("excitatory")
        .plastic(ThreeFactor.rewardStdp(ThirdFactor.of("reward").times(receptor)).tauEligibilityMs(50).dependence(WeightDependence.additive(RATE, 0)).bounds(Bounds.NONE),
            FactorSide.LEFT);
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed).keepSpikes(false))) {
      SpikeCounts wanted = sim.count(out.range(0, 30));
      SpikeCounts others = sim.count(out.range(30, 60));
      double expected = 0;
      for (int t = 0; t < TRIALS; t++) {
        sim.run(ms(20));
        double before = wanted.total() - others.total();
        sim.run(ms(40));
        double outcome = wanted.total() - others.total() - before;
        rewards[t] = outcome - expected;
        expected += 0.1 * (outcome - expected);
        sim.release(reward, given == null ? rewards[t] : given[t]);
        sim.run(ms(40));
      }
      double[] now = sim.factors(mode).get(0)[0];
      double sum = 0;
      for (int i = 0; i < 60; i++) {
        sum += i < 30 ? now[i] : -now[i];
      }
      return sum / (norm(now) * Math.sqrt(60));
    }
  }

  private static final double RATE = 2e-5;

  @Test
  void eachNumberChangesTheDigest() {
    List<Consumer<LowRankProjection>> ways = List.of(
        l -> {}, l -> l.plastic(pair()), l -> l.plastic(pair(), FactorSide.LEFT), l -> l.plastic(pair(), FactorSide.RIGHT), l -> l.plastic(pair()).keepingNorms(),
        l -> l.plastic(pair()).frozen(), l -> l.plastic(pair().tauPlusMs(21)), l -> l.plastic(pair().tauMinusMs(32)),
        l -> l.plastic(pair().dependence(WeightDependence.additive(0.004, 0.006))));
    assertEquals(ways.size(), ways.stream().map(way -> {
      Network net = driven();
      way.accept(loop(net, 20));
      Network read = Network.fromJson(net.toJson());
      assertEquals(PlanDigest.of(net.plan()), PlanDigest.of(read.plan()));
      assertEquals(Descriptions.of(net), Descriptions.of(read));
      return PlanDigest.of(net.plan());
    }).distinct().count());
  }

  private static void refuses(String part, Consumer<Network> of) {
    Network net = driven();
    String message = assertThrows(RanvierException.class, () -> {
      of.accept(net);
      Simulation.of(net).close();
    }).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void refusesWhatIsWrong() {
    refuses("pair STDP keeps the weight of each pair within [0.0, Infinity], and a projection of low rank has no weights of pairs; add .bounds(Bounds.NONE)",
        net -> loop(net, 1).plastic(Stdp.pair()));
    refuses("depend on the weight of the pair", net -> loop(net, 1).plastic(Stdp.pair().dependence(WeightDependence.vanRossum(0.1, 0.1)).bounds(Bounds.NONE)));
    refuses("of nearest spikes cannot be projected", net -> loop(net, 1).plastic(pair().pairing(Pairing.NEAREST_SYMMETRIC)));
    refuses("triplet STDP cannot be projected on factors, for its changes follow from more than pairs", net -> loop(net, 1).plastic(Stdp.triplet()));
    refuses("cannot be projected on factors", net -> loop(net, 1).plastic(Calcium.between(0, 1)));
    refuses("static cannot be projected on factors", net -> loop(net, 1).plastic(LearningRule.none()));
    refuses("tau_plus = -3.0 ms must be above 0", net -> loop(net, 1).plastic(pair().tauPlusMs(-3)));
    refuses("needs the modulator 'dopamine', which the network does not have; add net.modulator", net -> loop(net, 1).plastic(ThreeFactor.mstdpet("dopamine", 1)));
    refuses("differs from voxel to voxel", net -> {
      var placed = net.population("placed", TARGETS, "iaf_psc_exp").positions(Layout.scattered(mm(1), mm(1)));
      net.modulator("dopamine").diffusing(placed, mm(0.25), 0.3).decay(ms(100));
      net.lowRank("l", placed, placed).factors(random(1, TARGETS), random(1, TARGETS)).weight(pA(1)).delay(ms(1)).receptor("excitatory")
          .plastic(ThreeFactor.mstdpet("dopamine", 1));
    });
    refuses(".keepingNorms() is of factors that learn", net -> loop(net, 1).keepingNorms());
    refuses(".frozen() is of factors that learn", net -> loop(net, 1).frozen());
    refuses("all target factors of mode 0 are 0, and their norm is kept",
        net -> loop(net, 1).factors(new double[MODES][TARGETS], random(1, SOURCES)).plastic(pair()).keepingNorms());
    Network fixed = driven();
    LowRankProjection l = loop(fixed, 1);
    try (var sim = Simulation.of(fixed)) {
      assertTrue(assertThrows(RanvierException.class, () -> sim.freeze(l)).getMessage().contains("does not learn"));
      String none = assertThrows(RanvierException.class, () -> sim.freeze(pair())).getMessage();
      assertTrue(none.contains("learns by this pair STDP"), none);
    }
    String json = rewarded(FactorSide.LEFT, x -> {}).toJson().replace("\"LEFT\"", "\"UP\"");
    String unknown = assertThrows(RanvierException.class, () -> Network.fromJson(json)).getMessage();
    assertTrue(unknown.contains("lowRank[0].plasticity.side") && unknown.contains("'UP'") && unknown.contains("RIGHT"), unknown);
  }
}
