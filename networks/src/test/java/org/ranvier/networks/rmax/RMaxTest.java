package org.ranvier.networks.rmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.Weights;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.recording.StateTrace;

/**
 * R-max: its eligibility is the gradient of the log-likelihood; its updates are those of synapses that are carried through
 * every step; it learns what is rewarded.
 */
final class RMaxTest {
  private static final double H = 0.5;

  private static int[][] steps(Simulation sim, String population) {
    double[][] ms = sim.spikes().trainsMs(sim.spikes().population(population));
    return Arrays.stream(ms).map(train -> Arrays.stream(train).mapToInt(t -> (int) Math.round(t / H)).toArray())
        .toArray(int[][]::new);
  }

  /** Logarithm of the probability that a neuron fires as it did, with its weights changed by some. */
  private static double logLikelihood(double[] weights, int[] delays, int[][] pre, int[] post, int steps) {
    double[] jump = new double[steps + 1];
    for (int i = 0; i < pre.length; i++) {
      for (int t : pre[i]) {
        if (t + delays[i] <= steps) {
          jump[t + delays[i]] += weights[i];
        }
      }
    }
    var fires = new boolean[steps + 1];
    for (int t : Arrays.stream(post).filter(s -> s <= steps).toArray()) {
      fires[t] = true;
    }
    double alpha = Math.exp(-H / 20);
    double v = 0;
    double after = 0;
    double sum = 0;
    for (int t = 1; t <= steps; t++) {
      v = alpha * v + jump[t];
      after = alpha * (fires[t - 1] ? -5 : after);
      double x = 0.060 * Math.exp((v + after - 16) / 2) * H;
      sum += fires[t] ? Math.log(-Math.expm1(-x)) : -x;
    }
    return sum;
  }

  @Property(tries = 10)
  void eligibilityIsTheGradientOfTheLogLikelihood(@ForAll long seed) {
    int inputs = 6;
    var net = new Network("likelihood").resolution(ms(H));
    net.modulator("reward").baseline(1);
    var in = net.population("in", inputs, "poisson_generator").set("rate", Hz(40));
    var out = net.population("out", 2, "srm0_psc_delta");
    var p =
        net.connect(in, out).rule(allToAll()).weight(normal(mV(4), mV(3))).delay(uniform(ms(H), ms(4))).doubleWeights()
            .plastic(RMax.of(ThirdFactor.of("reward")).rate(0).tauEligibilityMs(1e18));
    int steps = 800;
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
      // sums of them in 4 bytes are exact
      sim.setWeights(p, Arrays.stream(sim.weights(p).values()).map(w -> Math.rint(w * 256) / 256).toArray());
      sim.run(ms(steps * H));
      Weights found = sim.weights(p, "eligibility");
      Weights weights = sim.weights(p);
      int[][] pre = steps(sim, "in");
      int[][] post = steps(sim, "out");
      for (int j = 0; j < 2; j++) {
        double[] w = new double[inputs];
        int[] delays = new int[inputs];
        for (int q = 0; q < weights.size(); q++) {
          if (weights.targets()[q] == j) {
            w[weights.sources()[q]] = weights.values()[q];
            delays[weights.sources()[q]] = (int) Math.round(weights.delaysMs()[q] / H);
          }
        }
        for (int q = 0; q < weights.size(); q++) {
          if (weights.targets()[q] == j) {
            // What is read at a step's begin has not seen that step.
            double expected = derivative(w, delays, pre, post[j], steps - 1, weights.sources()[q]);
            assertEquals(expected, found.values()[q], 1e-8 * (1 + Math.abs(expected)), "seed " + seed + ", synapse " + q);
          }
        }
      }
    }
  }

  /** By differences of order 6. */
  private static double derivative(double[] w, int[] delays, int[][] pre, int[] post, int steps, int i) {
    double h = 2e-2;
    double[] side = new double[3];
    for (int k = 1; k <= 3; k++) {
      double[] more = w.clone();
      double[] less = w.clone();
      more[i] += k * h;
      less[i] -= k * h;
      side[k - 1] = (logLikelihood(more, delays, pre, post, steps) - logLikelihood(less, delays, pre, post, steps)) / (2 * k * h);
    }
    return 1.5 * side[0] - 0.6 * side[1] + 0.1 * side[2];
  }

  private record Net(Network net, Projection plastic, Modulator reward) {}

  private static Net network(int neurons, boolean wide, double tauE, Bounds bounds) {
    var net = new Network("rewarded").resolution(ms(H));
    var reward = net.modulator("reward").signed().decay(ms(30));
    net.modulator("mean").follows(reward, ms(200));
    for (int k = 1; k < 8; k++) {
      reward.release(ms(60 * k + k * H), k % 3 - 0.5);
    }
    var in = net.population("in", 40, "poisson_generator").set("rate", Hz(50));
    var out = net.population("out", neurons, "srm0_psc_delta");
    var p =
        net.connect(in, out).rule(fixedInDegree(12)).weight(uniform(mV(0.1), mV(3))).delay(uniform(ms(H), ms(3)))
            .plastic(RMax.covariance("reward", "mean").rate(3e-3).tauEligibilityMs(tauE).bounds(bounds));
    net.connect(out, out).rule(fixedInDegree(5)).weight(mV(-1)).delay(ms(1));
    if (wide) {
      p.doubleWeights();
    }
    net.record(out, "score").every(ms(H));
    net.record(reward).every(ms(H));
    return new Net(net, p, reward);
  }

  @Property(tries = 6)
  void equalsSynapsesThatAreCarriedThroughEveryStep(@ForAll long seed) {
    var random = new Random(seed);
    double tauE = 20 + 300 * random.nextDouble();
    Net n = network(10, true, tauE, Bounds.NONE);
    int steps = 1000;
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
      Weights before = sim.weights(n.plastic);
      sim.run(ms(steps * H));
      double[][] score = {};
      double[] reward = {};
      for (StateTrace t : sim.traces()) {
        if (t.variable().equals("score")) {
          score = t.values();
        } else {
          reward = t.values()[0];
        }
      }
      int[][] pre = steps(sim, "in");
      double alpha = Math.exp(-H / 20);
      double kappa = Math.exp(-H / tauE);
      double[] found = sim.weights(n.plastic).values();
      double moved = 0;
      for (int q = 0; q < found.length; q++) {
        int delay = (int) Math.round(before.delaysMs()[q] / H);
        int[] arrives = new int[steps + 1];
        for (int t : pre[before.sources()[q]]) {
          if (t + delay <= steps) {
            arrives[t + delay]++;
          }
        }
        double w = before.values()[q];
        double z = 0;
        double e = 0;
        double mean = 0;
        for (int t = 0; t < steps; t++) {
          z = alpha * z + arrives[t];
          e = kappa * e + (t == 0 ? 0 : score[before.targets()[q]][t - 1]) * z;
          // The reward decays over the step from its value at the begin; its mean follows dm/dt = (r - m)/200 ms. Both are averaged over the step.
          double r = t == 0 ? 0 : reward[t - 1];
          double x = H / 30;
          double y = H / 200;
          double meanReward = -r * Math.expm1(-x) / x;
          double c = r / 200 / (1.0 / 200 - 1.0 / 30); // m(u) = (mean - c)·e^(-u/200) + c·e^(-u/30)
          double meanOfMean = -(mean - c) * Math.expm1(-y) / y - c * Math.expm1(-x) / x;
          mean = (mean - c) * Math.exp(-y) + c * Math.exp(-x);
          w += 3e-3 * H * (meanReward - meanOfMean) * e;
        }
        moved += Math.abs(w - before.values()[q]);
        assertEquals(w, found[q], 1e-9 * Math.max(1, Math.abs(w)), "seed " + seed + ", synapse " + q);
      }
      assertTrue(moved / found.length > 1e-5, "seed " + seed + ": nothing was learnt, " + moved);
    }
  }

  private static double[] weights(Net n, int threads, int pieces) {
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads).seed(5))) {
      for (int k = 0; k < pieces; k++) {
        sim.run(ms(480.0 / pieces));
        sim.weights(n.plastic, "eligibility");
      }
      return sim.weights(n.plastic).values();
    }
  }

  @Test
  void threadsAndSplittingChangeNothing() {
    Net n = network(150, false, 100, Bounds.upTo(3));
    double[] one = weights(n, 1, 1);
    assertArrayEquals(one, weights(n, 3, 1));
    assertArrayEquals(one, weights(n, 2, 40));
    assertTrue(Arrays.stream(one).allMatch(w -> w >= 0 && w <= 3));
  }

  /**
   * How much more often the neurons fire at the pattern for which they are rewarded, after learning: in spikes a presentation.
   */
  private static double difference(double sign, boolean random) {
    var net = new Network("two patterns").resolution(ms(1));
    var reward = net.modulator("reward").signed().momentary();
    var in = net.population("in", 40, "poisson_generator");
    var out = net.population("out", 5, "srm0_psc_delta");
    net.connect(in, out).rule(allToAll()).weight(mV(0.9)).delay(ms(1))
        .plastic(RMax.of(ThirdFactor.of("reward")).rate(0.003).tauEligibilityMs(100).bounds(Bounds.upTo(3)));
    var first = in.range(0, 20);
    var second = in.range(20, 40);
    var coin = new Random(4);
    double[] mean = new double[2];
    double[] late = new double[2];
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      for (int k = 0; k < 300; k++) {
        int pattern = k % 2;
        sim.set(first, "rate", Hz(pattern == 0 ? 40 : 2));
        sim.set(second, "rate", Hz(pattern == 0 ? 2 : 40));
        sim.discardRecordings();
        sim.run(ms(200));
        double count = Arrays.stream(sim.spikes().trainsMs(sim.spikes().population("out"))).mapToInt(t -> t.length).sum() / 5.0;
        double r = sign * (random ? (coin.nextBoolean() ? 1 : -1) : pattern == 0 ? 1 : -1) * (count - mean[pattern]);
        mean[pattern] += 0.1 * (count - mean[pattern]);
        if (k > 3) {
          sim.release(reward, r);
        }
        late[pattern] += k >= 200 ? count / 50 : 0;
      }
    }
    return late[0] - late[1];
  }

  @Test
  void neuronsComeToFireWhenThatIsRewarded() {
    double learnt = difference(1, false);
    double reversed = difference(-1, false);
    double without = difference(0, false);
    double shuffled = difference(1, true);
    assertTrue(learnt > 4, "rewarded for firing at the first pattern: " + learnt);
    assertTrue(reversed < -4, "rewarded for firing at the second: " + reversed);
    assertTrue(Math.abs(without) < 2, "without reward: " + without);
    assertTrue(Math.abs(shuffled) < 2, "with rewards of random sign: " + shuffled);
  }
}
