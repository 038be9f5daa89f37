package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.curves.WeightCurve;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;

/** Weights on curves: what is expressed, how changes are split, and the metric. */
final class CurvedProjectionTest {
  /** The integral of the products of expressions over all positions, by the midpoint rule with n points in each direction. */
  private static double[][] integral(WeightCurve curve, int n, java.util.function.BiFunction<Double, Double, double[]> position) {
    double[][] m = new double[curve.components()][curve.components()];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double[] phi = curve.expressions(position.apply((a + 0.5) / n, (b + 0.5) / n));
        for (int k = 0; k < m.length; k++) {
          for (int l = 0; l < m.length; l++) {
            m[k][l] += phi[k] * phi[l] / n / n;
          }
        }
      }
    }
    return m;
  }

  @Test
  void theMetricIsTheIntegral() {
    double full = 2 * Math.PI;
    check(new WeightCurve.Line(), integral(new WeightCurve.Line(), 400, (s, u) -> new double[] {s}), 1e-5);
    check(new WeightCurve.Ellipse(), integral(new WeightCurve.Ellipse(), 40, (s, u) -> new double[] {Math.cos(full * s), Math.sin(full * s)}), 1e-12);
    check(
        new WeightCurve.Torus(),
        integral(new WeightCurve.Torus(), 40, (s, u) -> new double[] {Math.cos(full * s), Math.sin(full * s), Math.cos(full * u), Math.sin(full * u)}), 1e-12);
  }

  private static void check(WeightCurve curve, double[][] integral, double tolerance) {
    for (int k = 0; k < integral.length; k++) {
      assertArrayEquals(integral[k], curve.metric()[k], tolerance);
      for (int l = 0; l < integral.length; l++) {
        double product = 0;
        for (int j = 0; j < integral.length; j++) {
          product += curve.metric()[k][j] * curve.inverse()[j][l];
        }
        assertEquals(k == l ? 1 : 0, product, 1e-12);
      }
    }
  }

  private static Network network(WeightCurve curve, double[] position, double[] weights) {
    var net = new Network("curve");
    var in = net.spikeSource("in", new double[][] {{5, 20}});
    var out = net.population("out", 1, "iaf_psc_delta").set("tau_m", ms(1e12)).initial("V_m", mV(-70));
    var modulators = new Modulator[position.length];
    for (int m = 0; m < position.length; m++) {
      modulators[m] = net.modulator("m" + m).signed().clamp(ms(0.1), ms(1000), position[m]);
    }
    var curved = net.curve(in, out, curve, modulators).rule(oneToOne()).delay(ms(1));
    for (int k = 0; k < weights.length; k++) {
      curved.weight(k, mV(weights[k]));
    }
    net.record(out, "V_m").every(ms(1));
    return net;
  }

  /** Each spike delivers Σ φ·P: (1-s)·P1 + s·P2; P1 + m1·P2 + m2·P3; the product of two ellipses. */
  @Test
  void expressesThePointOfTheCurve() {
    check(new WeightCurve.Line(), new double[] {0.3}, new double[] {2, 1}, 0.7 * 2 + 0.3);
    check(new WeightCurve.Ellipse(), new double[] {0.6, -0.8}, new double[] {1, 2, 0.5}, 1 + 0.6 * 2 - 0.8 * 0.5);
    check(
        new WeightCurve.Torus(), new double[] {0.6, -0.8, 0, 1}, new double[] {1, 1, 2, 1, 1, 3, 1, 1, 4},
        (1 + 2) + 0.6 * (1 + 3) - 0.8 * (1 + 4));
  }

  private static void check(WeightCurve curve, double[] position, double[] weights, double expected) {
    try (var sim = Simulation.of(network(curve, position, weights))) {
      sim.run(ms(10));
      double[] v = sim.traces().getFirst().values()[0];
      assertEquals(-70 + expected, v[v.length - 1], 1e-5);
    }
  }

  /** Of a change Δw, which the first component of an ellipse gets, the others get 2·m1·Δw and 2·m2·Δw. */
  @Test
  void splitsChanges() {
    var net = new Network("split");
    var in = net.spikeSource("in", new double[][] {{10, 30, 50}});
    var out = net.spikeSource("out", new double[][] {{15, 33, 58}});
    var relay = net.population("relay", 1, "iaf_psc_delta");
    net.connect(out, relay).rule(oneToOne()).weight(mV(30)).delay(ms(1));
    var cosine = net.modulator("cosine").signed().clamp(ms(0.1), ms(1000), 0.6);
    var sine = net.modulator("sine").signed().clamp(ms(0.1), ms(1000), -0.8);
    net.modulator("reward").clamp(ms(0.1), ms(1000), 1);
    var curved = net.curve(in, relay, new WeightCurve.Ellipse(), cosine, sine).rule(oneToOne()).weight(0, mV(0.1)).weight(1, mV(0.1)).weight(2, mV(0.1)).delay(ms(1))
        .plastic(ThreeFactor.rewardStdp(ThirdFactor.of("reward")).rate(0.01).bounds(Bounds.NONE));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(200));
      double[] change = curved.components().stream().mapToDouble(c -> sim.weights(c).values()[0] - 0.1f).toArray();
      assertTrue(Math.abs(change[0]) > 1e-2, "nothing was learnt");
      assertEquals(2 * 0.6 * change[0], change[1], 1e-5);
      assertEquals(-2 * 0.8 * change[0], change[2], 1e-5);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    var net = new Network("refused");
    var n = net.population("n", 20, "iaf_psc_delta");
    var m = net.modulator("m");
    assertTrue(message(() -> net.curve(n, n, new WeightCurve.Ellipse(), m)).contains("1 modulators for Ellipse[], whose position has 2"));
    assertTrue(message(() -> net.curve(n, n, new WeightCurve.Ellipse(), m, m)).contains("modulator 'm' is named twice"));
    var other = new Network("other").modulator("m");
    assertTrue(message(() -> net.curve(n, n, new WeightCurve.Line(), other)).contains("belongs to another network"));
    assertTrue(net.projections().isEmpty());
    var line = net.curve(n, n, new WeightCurve.Line(), m);
    assertTrue(message(() -> line.rule(fixedInDegree(3))).contains("draws other synapses for each component"));
    assertTrue(message(() -> line.weight(2, mV(1))).contains("has 2 components"));
    assertTrue(message(() -> line.plastic(Stdp.pair())).contains("has no third factor"));
  }

  private static String message(org.junit.jupiter.api.function.Executable refused) {
    return String.valueOf(assertThrows(RanvierException.class, refused).getMessage());
  }
}
