package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;

/**
 * Named rules of three factors, each against synapses that are carried through every step by the equations of its publication: spikes, traces and
 * eligibilities at each step, and the weight's integral over it by Gauss's formula of five points.
 */
final class NamedRulesTest {
  private static final double H = 0.5;
  private static final int STEPS = 1200;
  private static final double TAU_A = 40;
  private static final double TAU_B = 130;
  private static final double[] NODES = {0, -0.5384693101056831, 0.5384693101056831, -0.9061798459386640, 0.9061798459386640};
  private static final double[] SHARES = {0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891, 0.2369268850561891};

  /** A trace of the reference: what pairings add, how fast it decays, and what makes it a change. */
  private record Trace(double potentiation, double depression, double tauMs, double gain, Factor factor) {}

  private interface Factor {
    double of(double a, double b);
  }

  /** The rule as the library has it, and as it is published. */
  private record Case(ThreeFactor rule, Trace... traces) {}

  private static Case rule(int k) {
    var a = ThirdFactor.of("a");
    return switch (k) {
      // Legenstein, Pecevski & Maass 2008: (R - R̄)·c; here with a mean that comes as b
      case 0 -> new Case(ThreeFactor.covariance("a", "b"), new Trace(0.1, -0.1, 1000, 1, (x, y) -> x - y));
      // Faraji, Preuschoff & Gerstner 2018: g = mS/(1 + mS), coincidences in either order
      case 1 -> new Case(ThreeFactor.gatedHebb(a, 2), new Trace(0.1, 0.1, 200, 1, (x, y) -> x > 0 ? 2 * x / (1 + 2 * x) : 0));
      // He et al. 2015: a turns potentiation, b depression into changes
      case 2 -> new Case(
          ThreeFactor.dualTrace(a, ThirdFactor.of("b")), new Trace(0.1, 0, 5000, 1, (x, y) -> x), new Trace(0, -0.1, 2500, 1, (x, y) -> y));
      // Miconi et al. 2019: dH = M·E, τ·dE/dt = -E + x·x, w = w0 + α·H
      default -> new Case(
          ThreeFactor.fastWeights(a.minus(ThirdFactor.of("b")), 0.3, 60), new Trace(1.0 / 60, 1.0 / 60, 60, 0.3, (x, y) -> x - y));
    };
  }

  @Property(tries = 8)
  void equalsSynapsesThatAreCarriedThroughEveryStep(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int k) {
    Case c = rule(k);
    var net = new Network("named").resolution(ms(H));
    var first = net.modulator("a").decay(ms(TAU_A));
    var second = net.modulator("b").decay(ms(TAU_B));
    double[] givenA = new double[STEPS + 1];
    double[] givenB = new double[STEPS + 1];
    for (int m = 1; m < 9; m++) {
      givenA[m * 130] = 0.2 * m;
      givenB[m * 117] = 0.5;
      first.release(ms(m * 130 * H), 0.2 * m);
      second.release(ms(m * 117 * H), 0.5);
    }
    var in = net.population("in", 20, "poisson_generator").set("rate", Hz(50));
    var out = net.population("out", 6, "iaf_psc_delta");
    var p = net.connect(in, out).rule(fixedInDegree(12)).weight(uniform(mV(1), mV(3))).delay(uniform(ms(1), ms(4))).doubleWeights()
        .plastic(c.rule.bounds(Bounds.NONE));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
      Weights before = sim.weights(p);
      sim.run(ms(STEPS * H));
      double[] found = sim.weights(p).values();
      int[][] pre = counts(sim, "in");
      int[][] post = counts(sim, "out");
      double moved = 0;
      for (int q = 0; q < found.length; q++) {
        int delay = (int) Math.round(before.delaysMs()[q] / H);
        double change = change(c, pre[before.sources()[q]], post[before.targets()[q]], delay, givenA, givenB);
        moved += Math.abs(change) / found.length;
        assertEquals(before.values()[q] + change, found[q], 1e-9, "rule " + k + ", seed " + seed + ", synapse " + q);
      }
      assertTrue(moved > 1e-4, "rule " + k + ", seed " + seed + ": nothing was learnt, " + moved);
    }
  }

  private static int[][] counts(Simulation sim, String population) {
    double[][] trains = sim.spikes().trainsMs(sim.spikes().population(population));
    int[][] counts = new int[trains.length][STEPS + 1];
    for (int i = 0; i < trains.length; i++) {
      for (double t : trains[i]) {
        counts[i][(int) Math.round(t / H)]++;
      }
    }
    return counts;
  }

  /** A spike of the source is seen at once, one of the target after the delay, which is dendritic. */
  private static double change(Case c, int[] pre, int[] post, int delay, double[] givenA, double[] givenB) {
    double x = 0;
    double y = 0;
    double a = 0;
    double b = 0;
    double w = 0;
    double[] eligible = new double[c.traces.length];
    for (int t = 0; t < STEPS; t++) {
      int late = t >= delay ? post[t - delay] : 0;
      for (int k = 0; k < eligible.length; k++) {
        eligible[k] += late * c.traces[k].potentiation * x + pre[t] * c.traces[k].depression * y;
      }
      x += pre[t];
      y += late;
      a += givenA[t];
      b += givenB[t];
      for (int k = 0; k < eligible.length; k++) {
        Trace trace = c.traces[k];
        for (int g = 0; g < NODES.length; g++) {
          double s = H * (1 + NODES[g]) / 2;
          w += trace.gain * H / 2 * SHARES[g] * trace.factor.of(a * Math.exp(-s / TAU_A), b * Math.exp(-s / TAU_B)) * eligible[k] * Math.exp(-s / trace.tauMs);
        }
        eligible[k] *= Math.exp(-H / trace.tauMs);
      }
      x *= Math.exp(-H / 20);
      y *= Math.exp(-H / 20);
      a *= Math.exp(-H / TAU_A);
      b *= Math.exp(-H / TAU_B);
    }
    return w;
  }
}
