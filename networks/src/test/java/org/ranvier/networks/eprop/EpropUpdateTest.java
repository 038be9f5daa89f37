package org.ranvier.networks.eprop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Readout;
import org.ranvier.networks.ReadoutState;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.Weights;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;

/**
 * E-prop in a recurrent network that learns, against synapses that are carried through every step; and what must not change
 * anything.
 */
final class EpropUpdateTest {
  private static final double TAU_A = 80;

  private record Net(Network net, Population rec, Projection in, Projection loop, Readout out) {
    Projection projection(int k) {
      return k == 0 ? in : loop;
    }
  }

  private static Net network(
      int neurons, boolean wide, Optimiser optimiser, boolean adapts, double regularisation, Feedback feedback,
          double resolution, int interval, Bounds bounds) {
    var net = new Network("recurrent").resolution(ms(resolution));
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(60));
    var rec = net.population("rec", neurons, adapts ? "eprop_iaf_adapt" : "eprop_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    if (adapts) {
      rec.set("beta", each(Units::mV, betas(neurons))).set("tau_a", ms(TAU_A));
    }
    var rule = Eprop.of("out").optimiser(optimiser).regularised(regularisation, 15).bounds(bounds);
    var delays = normal(ms(2), ms(1)).redraw(ms(1), ms(5));
    var in = net.connect(source, rec).rule(fixedInDegree(10)).weight(normal(mV(3), mV(2))).delay(delays).plastic(rule);
    var loop = net.connect(rec, rec).rule(fixedInDegree(8)).weight(normal(mV(0), mV(3))).delay(delays).plastic(rule);
    if (wide) {
      in.doubleWeights();
      loop.doubleWeights();
    }
    var out =
        net.readout("out", rec).outputs(2).tau(ms(15)).interval(ms(interval)).feedback(feedback)
            .decay(feedback == Feedback.ADAPTIVE ? 0.01 : 0)
            .loss(Loss.SQUARES).optimiser(Optimiser.adam(0.01)).recorded(ms(resolution));
    net.record(rec, "psi").every(ms(resolution));
    return new Net(net, rec, in, loop, out);
  }

  private static double[] betas(int neurons) {
    double[] beta = new double[neurons];
    for (int j = 0; j < neurons; j++) {
      beta[j] = j % 4 == 0 ? 0 : 0.3 + j % 5 * 0.4;
    }
    return beta;
  }

  private static double[][] pattern(int steps) {
    double[][] pattern = new double[2][steps];
    for (int t = 0; t < steps; t++) {
      pattern[0][t] = Math.sin(2 * Math.PI * t / steps);
      pattern[1][t] = t < 30 ? Double.NaN : Math.cos(6 * Math.PI * t / steps);
    }
    return pattern;
  }

  /** One synapse at a time, one step at a time. */
  private static double[] reference(
      Weights initial, int[][] pre, int[][] post, double[][] psi, double[][] signal, double[] beta, Optimiser optimiser,
          double regularisation, double h, int interval,
      int steps, Bounds bounds) {
    double alpha = Math.exp(-h / 20);
    double kappa = Math.exp(-h / 15);
    double rho = Math.exp(-h / TAU_A);
    double[] weights = initial.values().clone();
    for (int q = 0; q < weights.length; q++) {
      int delay = (int) Math.round(initial.delaysMs()[q] / h);
      int i = initial.sources()[q];
      int j = initial.targets()[q];
      var arrives = new int[steps + 1]; // a Poisson source may fire twice in a step
      for (int t : pre[i]) {
        if (t + delay <= steps) {
          arrives[t + delay]++;
        }
      }
      var fires = new boolean[steps + 1];
      for (int t : post[j]) {
        fires[t] = true;
      }
      double z = 0;
      double epsilon = 0;
      double trace = 0;
      double gradient = 0;
      double sum = 0;
      int spikes = 0;
      double[] means = new double[2];
      for (int t = 0; t < steps; t++) {
        z = alpha * z + arrives[t];
        double e = psi[j][t] * (z - beta[j] * epsilon);
        epsilon = rho * epsilon + e;
        trace = kappa * trace + e;
        sum += e;
        spikes += fires[t] ? 1 : 0;
        gradient += signal[j][t + 1] * trace;
        if ((t + 1) % interval == 0) {
          double perSpike = 1000 / (interval * h);
          gradient += regularisation * (spikes * perSpike - 15) * perSpike * sum;
          weights[q] = bounds.nearest(weights[q] + optimiser.change(gradient, means, 0, (t + 1) / interval));
          gradient = 0;
          sum = 0;
          spikes = 0;
        }
      }
    }
    return weights;
  }

  @Property(tries = 8)
  void equalsSynapsesThatAreCarriedThroughEveryStep(@ForAll long seed) {
    var random = new Random(seed);
    double h = random.nextBoolean() ? 1 : 0.5;
    boolean adapts = random.nextBoolean();
    var feedback = random.nextBoolean() ? Feedback.SYMMETRIC : Feedback.RANDOM;
    double regularisation = random.nextBoolean() ? 1e-4 : 0;
    var optimiser = random.nextBoolean() ? Optimiser.adam(0.02) : Optimiser.descent(0.002);
    int interval = 100 + random.nextInt(60);
    int trials = 6;
    Net n = network(12, true, optimiser, adapts, regularisation, feedback, h, interval, Bounds.NONE);
    int perTrial = (int) Math.round(interval / h);
    int steps = perTrial * trials;
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
      sim.want(n.out, pattern(perTrial));
      double[] beta = new double[12];
      Weights[] before = {sim.weights(n.in), sim.weights(n.loop)};
      double[][] signal = new double[12][steps + 1];
      for (int trial = 0; trial < trials; trial++) {
        sim.run(ms(h)); // the update of the readout shows in the first step
        double[][] back = sim.readout(n.out).feedback();
        sim.run(ms(interval - h));
        for (StateTrace t : sim.traces()) {
          if (t.variable().equals("error")) {
            for (int s = trial * perTrial + 1; s <= (trial + 1) * perTrial; s++) {
              for (int j = 0; j < 12; j++) {
                signal[j][s] = back[0][j] * t.values()[0][s - 1] + back[1][j] * t.values()[1][s - 1];
              }
            }
          }
        }
      }
      double[][] psi = new double[12][steps + 1];
      for (StateTrace t : sim.traces()) {
        if (t.variable().equals("psi")) {
          for (int j = 0; j < 12; j++) {
            System.arraycopy(t.values()[j], 0, psi[j], 1, steps);
          }
        }
      }
      if (adapts) {
        beta = betas(12);
      }
      SpikeTrains all = sim.spikes();
      int[][] post = steps(all, "rec", h);
      for (int k = 0; k < 2; k++) {
        double[] expected =
            reference(before[k], k == 0 ? steps(all, "in", h) : post, post, psi, signal, beta, optimiser, regularisation, h,
                perTrial, steps, Bounds.NONE);
        double[] found = sim.weights(n.projection(k)).values();
        double moved = 0;
        for (int q = 0; q < expected.length; q++) {
          moved += Math.abs(expected[q] - before[k].values()[q]);
          assertEquals(expected[q], found[q], 1e-9 * Math.max(1, Math.abs(expected[q])), "seed " + seed + ", projection " + k
              + ", synapse " + q);
        }
        assertTrue(moved / expected.length > 1e-4, "seed " + seed + ": nothing was learnt, " + moved);
      }
    }
  }

  private static int[][] steps(SpikeTrains trains, String population, double h) {
    double[][] ms = trains.trainsMs(trains.population(population));
    int[][] steps = new int[ms.length][];
    for (int i = 0; i < ms.length; i++) {
      steps[i] = java.util.Arrays.stream(ms[i]).mapToInt(t -> (int) Math.round(t / h)).toArray();
    }
    return steps;
  }

  private record Outcome(String spikes, double[] in, double[] loop, double[] gradients, ReadoutState out) {}

  private static Outcome outcome(Net n, int threads, boolean split, boolean look) {
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads).seed(3))) {
      sim.want(n.out, pattern(100));
      for (int k = 0; k < (split ? 90 : 1); k++) {
        sim.run(ms(split ? 7 : 630));
        if (look) {
          sim.weights(n.in);
          sim.weights(n.loop, "gradient");
          if (k % 10 == 3) {
            sim.setWeights(n.loop, sim.weights(n.loop).values()); // brings all synapses up to date
          }
        }
      }
      return new Outcome(
          java.util.Arrays.deepToString(sim.spikes().trainsMs(sim.spikes().population("rec"))), sim.weights(n.in).values(),
              sim.weights(n.loop).values(), sim.weights(n.loop, "gradient").values(), sim.readout(n.out));
    }
  }

  private static void same(Outcome a, Outcome b) {
    assertEquals(a.spikes, b.spikes);
    assertArrayEquals(a.in, b.in);
    assertArrayEquals(a.loop, b.loop);
    assertArrayEquals(a.gradients, b.gradients);
    assertArrayEquals(a.out.outputs(), b.out.outputs());
    assertArrayEquals(a.out.losses(), b.out.losses());
    for (int k = 0; k < 2; k++) {
      assertArrayEquals(a.out.weights()[k], b.out.weights()[k]);
    }
  }

  @Test
  void threadsAndSplittingAndLookingChangeNothing() {
    for (Feedback feedback : Feedback.values()) {
      Net n = network(200, false, Optimiser.adam(0.02), true, 1e-5, feedback, 1, 100, Bounds.NONE);
      Outcome one = outcome(n, 1, false, false);
      same(one, outcome(n, 2, false, false));
      same(one, outcome(n, 3, true, false));
      same(one, outcome(n, 1, true, true));
    }
  }
}
