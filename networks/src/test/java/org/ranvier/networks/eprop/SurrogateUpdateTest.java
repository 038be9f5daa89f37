package org.ranvier.networks.eprop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Readout;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.Weights;
import org.ranvier.plasticity.rules.SurrogateGradient;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** Surrogate gradients, against synapses that are carried through every step by the equations of the publications. */
final class SurrogateUpdateTest {
  private static final int NEURONS = 12;
  private static final double TAU_OUT = 15;
  private static final double TAU_PAST = 9;
  private static final double SHARE = -0.4;
  private static final double RATE = 0.003;
  private static final int INTERVAL = 120; // steps

  private record Net(Network net, Projection in, Readout out, int rule) {}

  private static SurrogateGradient rule(int k) {
    return switch (k) {
      case 0 -> SurrogateGradient.superSpike("out");
      case 1 -> SurrogateGradient.onlineThroughTime("out").tauSourceMs(33);
      case 2 -> SurrogateGradient.deepContinuous("out");
      case 3 -> SurrogateGradient.eventBased("out");
      default -> SurrogateGradient.timingDependent("out", SHARE, TAU_PAST);
    };
  }

  private static Net network(int rule, double h, boolean wide, int neurons) {
    var net = new Network("layer").resolution(ms(h));
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(60));
    var layer = net.population("layer", neurons, "surrogate_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    var in = net.connect(source, layer).rule(fixedInDegree(10)).weight(normal(mV(3), mV(2))).delay(uniform(ms(1), ms(5)))
        .plastic(rule(rule).optimiser(Optimiser.descent(RATE)));
    if (wide) {
      in.doubleWeights();
    }
    var out = net.readout("out", layer).outputs(2).tau(ms(TAU_OUT)).interval(ms(INTERVAL * h))
        .feedback(rule == 3 ? Feedback.TARGET : Feedback.RANDOM).optimiser(Optimiser.descent(rule == 2 ? 0 : 0.01)).recorded(ms(h));
    net.record(layer, "V_m").every(ms(h));
    return new Net(net, in, out, rule);
  }

  /** Something is wanted in some steps only; in every tenth where there are teaching events. */
  private static double[][] wanted(int rule) {
    double[][] wanted = new double[2][INTERVAL];
    for (int t = 0; t < INTERVAL; t++) {
      boolean silent = rule == 3 ? t % 10 != 9 : t < 30;
      wanted[0][t] = silent ? Double.NaN : Math.sin(2 * Math.PI * t / INTERVAL);
      wanted[1][t] = silent ? Double.NaN : 1;
    }
    return wanted;
  }

  /** By the equations: weights after all steps. */
  private static double[] reference(Net n, Weights first, int[][] pre, double[][] psi, double[][] signal, double h, int steps) {
    double alpha = Math.exp(-h / (n.rule == 1 ? 33 : 20));
    double[] weights = first.values().clone();
    for (int q = 0; q < weights.length; q++) {
      int delay = (int) Math.round(first.delaysMs()[q] / h);
      double[] drive = psi[first.targets()[q]];
      double[] taught = signal[first.targets()[q]];
      int[] arrives = new int[steps + 1];
      for (int t : pre[first.sources()[q]]) {
        if (t + delay <= steps) {
          arrives[t + delay]++;
        }
      }
      double trace = 0;
      double filtered = 0;
      double past = 0;
      double sum = 0;
      for (int t = 0; t < steps; t++) {
        trace = alpha * trace + arrives[t];
        double e = drive[t] * trace;
        if (n.rule == 4 && arrives[t] > 0) {
          e += SHARE * past;
        }
        past = Math.exp(-h / TAU_PAST) * past + drive[t];
        filtered = (n.rule == 0 ? Math.exp(-h / TAU_OUT) * filtered : 0) + e;
        sum += taught[t + 1] * filtered;
        if ((t + 1) % INTERVAL == 0) {
          weights[q] -= RATE * sum;
          sum = 0;
        }
      }
    }
    return weights;
  }

  @Property(tries = 10)
  void equalsSynapsesThatAreCarriedThroughEveryStep(@ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int rule) {
    double h = new Random(seed).nextBoolean() ? 1 : 0.5;
    Net n = network(rule, h, true, NEURONS);
    int rounds = 5;
    int steps = INTERVAL * rounds;
    double[][] wanted = wanted(rule);
    double[][] signal = new double[NEURONS][steps + 1];
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
      sim.want(n.out, wanted);
      Weights first = sim.weights(n.in);
      sim.run(ms(steps * h));
      double[][] back = sim.readout(n.out).feedback(); // random, and stays
      double[][] psi = new double[NEURONS][steps + 1];
      for (StateTrace trace : sim.traces()) {
        for (int j = 0; j < NEURONS; j++) {
          for (int t = 1; t <= steps; t++) {
            if (trace.variable().equals("V_m")) {
              double x = 1 + Math.abs(trace.values()[j][t - 1] + 55); // steep = 1/mV, V_th = -55 mV
              psi[j][t] = 1 / (x * x);
            } else if (trace.variable().equals("error")) {
              for (int k = 0; k < 2; k++) {
                double y = wanted[k][(t - 1) % INTERVAL];
                signal[j][t] += back[k][j] * (rule == 3 ? Double.isNaN(y) ? 0 : -y : trace.values()[k][t - 1]);
              }
            }
          }
        }
      }
      double[][] trains = sim.spikes().trainsMs(sim.spikes().population("in"));
      int[][] pre = Arrays.stream(trains).map(train -> Arrays.stream(train).mapToInt(t -> (int) Math.round(t / h)).toArray()).toArray(int[][]::new);
      double[] expected = reference(n, first, pre, psi, signal, h, steps);
      double[] found = sim.weights(n.in).values();
      double moved = 0;
      for (int q = 0; q < expected.length; q++) {
        moved += Math.abs(expected[q] - first.values()[q]) / expected.length;
        assertEquals(expected[q], found[q], 1e-9 * Math.max(1, Math.abs(expected[q])), "rule " + rule + ", seed " + seed + ", synapse " + q);
      }
      assertTrue(moved > 1e-4, "rule " + rule + ", seed " + seed + ": nothing was learnt, " + moved);
    }
  }

  private static double[] weights(Net n, int threads, int pieces) {
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads).seed(4))) {
      sim.want(n.out, wanted(n.rule));
      for (int k = 0; k < pieces; k++) {
        sim.run(ms(600.0 / pieces));
        sim.weights(n.in, "gradient");
      }
      return sim.weights(n.in).values();
    }
  }

  @Test
  void threadsAndSplittingAndLookingChangeNothing() {
    for (int rule : new int[] {0, 3, 4}) {
      Net n = network(rule, 1, false, 100);
      double[] one = weights(n, 1, 1);
      assertArrayEquals(one, weights(n, 3, 1), "rule " + rule);
      assertArrayEquals(one, weights(n, 2, 50), "rule " + rule);
    }
  }

  @Test
  void refusesWhatIsNoTimeConstant() {
    var e = assertThrows(RanvierException.class, () -> SurrogateGradient.timingDependent("out", 1, 0));
    assertTrue(e.getMessage().contains("time constant 0 ms above 0"), e.getMessage());
  }
}
