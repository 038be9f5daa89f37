package org.ranvier.networks.eprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Readout;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.Weights;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;

/** In one layer, without recurrent connections, e-prop is the gradient: by differences, and by going back through time. */
final class EpropGradientTest {
  private static final int STEPS = 160;
  private static final int INPUTS = 5;
  private static final int NEURONS = 4;
  private static final int OUTPUTS = 3;

  /** A random network, and what e-prop has found in it. */
  private static final class Case {
    final long seed;
    final Random random;
    final boolean adapts;
    final boolean classes;
    final int delay;
    final double[] beta = new double[NEURONS];
    final boolean[][] input;
    final double[][] readout = new double[OUTPUTS][NEURONS];
    final double[][] wanted = new double[OUTPUTS][STEPS];
    final double regularisation;
    final double[][] gradient = new double[NEURONS][INPUTS];
    double[][] readoutGradient = {};
    LinearTwin twin;

    Case(long seed, boolean classes) {
      this.seed = seed;
      this.classes = classes;
      random = new Random(seed);
      adapts = random.nextBoolean();
      delay = 1 + random.nextInt(3);
      regularisation = random.nextBoolean() ? 1e-3 : 0;
      input = LinearTwin.trains(random, INPUTS, STEPS, 0.12);
      for (int j = 0; j < NEURONS; j++) {
        beta[j] = adapts && random.nextInt(4) > 0 ? 3 * random.nextDouble() : 0;
        for (int k = 0; k < OUTPUTS; k++) {
          readout[k][j] = random.nextGaussian();
        }
      }
      for (int t = 0; t < STEPS; t++) {
        int of = random.nextInt(OUTPUTS);
        boolean silent = t < 20 || t / 10 % 5 == 0;
        for (int k = 0; k < OUTPUTS; k++) {
          wanted[k][t] = silent ? Double.NaN : classes ? (k == of ? 1 : 0) : random.nextGaussian();
        }
      }
      twin = run();
    }

    private LinearTwin run() {
      var net = new Network("one layer").resolution(ms(1));
      var in = net.spikeSource("in", LinearTwin.times(input, 1));
      var layer = net.population("layer", NEURONS, adapts ? "eprop_iaf_adapt" : "eprop_iaf");
      if (adapts) {
        layer.set("beta", each(Units::mV, beta)).set("tau_a", ms(60));
      }
      Readout out =
          net.readout("out", layer).outputs(OUTPUTS).tau(ms(10)).interval(ms(STEPS)).loss(classes ? Loss.CROSS_ENTROPY
              : Loss.SQUARES).weights(readout)
              .optimiser(Optimiser.descent(0));
      var rule = Eprop.of("out").optimiser(Optimiser.descent(1)).regularised(regularisation, 20);
      Projection p = net.connect(in, layer).rule(allToAll()).weight(normal(mV(6), mV(5))).delay(ms(delay)).plastic(rule)
          .doubleWeights();
      double[][] initial = new double[NEURONS][INPUTS];
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
        sim.want(out, wanted);
        Weights before = sim.weights(p);
        sim.run(ms(STEPS));
        Weights after = sim.weights(p);
        for (int q = 0; q < before.size(); q++) {
          initial[before.targets()[q]][before.sources()[q]] = before.values()[q];
          gradient[before.targets()[q]][before.sources()[q]] = before.values()[q] - after.values()[q];
        }
        readoutGradient = sim.readout(out).gradient();
        twin = new LinearTwin(STEPS, 1, 20, 60, 10, beta, delay, input, initial, readout, wanted, classes);
        twin.regularisation = regularisation;
        twin.rateHz = 20;
        assertEquals(twin.loss(initial, readout) - regularised(), sim.readout(out).losses()[0], 1e-9 * (1 + sim.readout(out)
            .losses()[0]), "loss");
      }
      return twin;
    }

    private double regularised() {
      double sum = 0;
      for (int j = 0; j < NEURONS; j++) {
        double spikes = 0;
        for (int t = 0; t < STEPS; t++) {
          spikes += twin.z[j][t];
        }
        double off = spikes * 1000 / STEPS - 20;
        sum += regularisation / 2 * off * off;
      }
      return sum;
    }
  }

  private static double size(double[][] m) {
    double sum = 0;
    for (double[] row : m) {
      for (double x : row) {
        sum += x * x;
      }
    }
    return Math.sqrt(sum);
  }

  @Property(tries = 30)
  void goingBackThroughTimeGivesTheSame(@ForAll long seed, @ForAll boolean classes) {
    var c = new Case(seed, classes);
    double[][] back = c.twin.backward();
    double scale = size(back);
    for (int j = 0; j < NEURONS; j++) {
      for (int i = 0; i < INPUTS; i++) {
        assertEquals(back[j][i], c.gradient[j][i], 1e-10 * scale + 1e-13, "seed " + seed + ": neuron " + j + ", input " + i);
      }
    }
  }

  @Property(tries = 20)
  void soDoDifferencesOfTheLoss(@ForAll long seed) {
    var c = new Case(seed, false);
    double scale = size(c.twin.backward());
    for (int j = 0; j < NEURONS; j++) {
      for (int i = 0; i < INPUTS; i++) {
        assertEquals(difference(c, c.twin.weights, j, i), c.gradient[j][i], 1e-8 * scale + 1e-12, "seed " + seed + ": neuron "
            + j + ", input " + i);
      }
    }
    for (int k = 0; k < OUTPUTS; k++) {
      for (int j = 0; j < NEURONS; j++) {
        double expected = difference(c, c.twin.readout, k, j);
        assertEquals(expected, c.readoutGradient[k][j], 1e-8 * (1 + Math.abs(expected)), "seed " + seed + ": output " + k
            + ", neuron " + j);
      }
    }
  }

  /** A central difference by one weight: exact but for rounding, for the loss is quadratic. */
  private static double difference(Case c, double[][] of, int row, int column) {
    double[] loss = new double[2];
    for (int side = 0; side < 2; side++) {
      double[][] changed = java.util.Arrays.stream(of).map(double[]::clone).toArray(double[][]::new);
      changed[row][column] += side == 0 ? -0.5 : 0.5;
      loss[side] = of == c.twin.weights ? c.twin.loss(changed, c.twin.readout) : c.twin.loss(c.twin.weights, changed);
    }
    return loss[1] - loss[0];
  }

  @Property(tries = 5)
  void theNetworksLive(@ForAll long seed) {
    assertTrue(new Case(seed, false).twin.spikes() > 10);
  }
}
