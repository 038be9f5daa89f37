package org.ranvier.networks.batched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.images.Glyphs;
import org.ranvier.networks.images.Images;

/** The batched form of e-prop against the published one, in which each synapse carries its traces through every step. */
final class EpropNetworkTest {
  private static final EpropShape SHAPE =
      new EpropShape(196, 30, 10, 25, 0.9f, 0.8f, 5, new EpropShape.Learning(0.01f, false, 0.5f, 0.1f));
  private static final Outputs ALL = new Outputs(0, 9);

  private static EpropNetwork network() {
    return new EpropNetwork(SHAPE, new Coding(0.5, SHAPE.steps()), new Random(4));
  }

  @Test
  void gradientsAreThoseOfSynapsesThatCarryTheirTraces() {
    EpropNetwork network = network();
    Images glyphs = Glyphs.draw(3, 5, "test", 0);
    double gain = 1.5;
    try (var team = new Team(2)) {
      network.gradients(glyphs, new EpropNetwork.Span(0, 3), new EpropNetwork.Draw(77, 10), (float) gain, ALL, team);
    }
    double[] in = new double[196 * 30];
    double[] out = new double[30 * 10];
    for (int k = 0; k < 3; k++) {
      long[] masks = new long[196];
      new Coding(0.5, SHAPE.steps()).draw(glyphs, k, 77, 10 + k, masks);
      reference(network, masks, glyphs.label(k), gain, in, out);
    }
    compare(in, network.in().gradient(), 1e-4);
    compare(out, network.out().gradient(), 1e-2);
  }

  private static void compare(double[] expected, float[] found, double least) {
    double largest = 0;
    for (int q = 0; q < expected.length; q++) {
      assertEquals(expected[q] / 3, found[q], 1e-5 + 1e-4 * Math.abs(expected[q]), "synapse " + q);
      largest = Math.max(largest, Math.abs(expected[q]));
    }
    assertTrue(largest > least);
  }

  /** Bellec et al. 2020, equations 24 to 28 and 13, in double precision. */
  private static void reference(EpropNetwork net, long[] x, int label, double gain, double[] in, double[] out) {
    int n = SHAPE.hidden();
    double alpha = SHAPE.keep();
    double kappa = SHAPE.keepOutput();
    double[] v = new double[n];
    double[] z = new double[n];
    double[] zBar = new double[n];
    double[] y = new double[10];
    double[] epsilon = new double[x.length];
    double[][] eBar = new double[x.length][n];
    double[] rate = new double[n];
    double[][] sumOfE = new double[x.length][n];
    for (int t = 0; t < SHAPE.steps(); t++) {
      double[] psi = new double[n];
      for (int j = 0; j < x.length; j++) {
        epsilon[j] = alpha * epsilon[j] + (x[j] >>> t & 1);
      }
      for (int i = 0; i < n; i++) {
        double input = 0;
        for (int j = 0; j < x.length; j++) {
          input += gain * (x[j] >>> t & 1) * net.in().values()[j * n + i];
        }
        v[i] = alpha * v[i] + input - z[i];
        z[i] = v[i] >= 1 ? 1 : 0;
        rate[i] += z[i] / SHAPE.steps();
        psi[i] = 0.3 * Math.max(0, 1 - Math.abs(v[i] - 1));
        zBar[i] = kappa * zBar[i] + z[i];
      }
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        y[k] *= kappa;
        for (int i = 0; i < n; i++) {
          y[k] += z[i] * net.out().values()[i * 10 + k];
        }
        sum += Math.exp(y[k]);
      }
      for (int i = 0; i < n; i++) {
        double signal = 0;
        for (int k = 0; k < 10; k++) {
          double error = t < SHAPE.from() ? 0 : Math.exp(y[k]) / sum - (k == label ? 1 : 0);
          signal += net.feedback()[k * n + i] * error;
          out[i * 10 + k] += error * zBar[i];
        }
        for (int j = 0; j < x.length; j++) {
          double e = psi[i] * gain * epsilon[j];
          eBar[j][i] = kappa * eBar[j][i] + e;
          sumOfE[j][i] += e;
          in[j * n + i] += signal * eBar[j][i];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < x.length; j++) {
        in[j * n + i] += 0.5 * (rate[i] - 0.1) * sumOfE[j][i];
      }
    }
  }

  @Test
  void glyphsAreLearnt() {
    EpropNetwork network = new EpropNetwork(
        new EpropShape(196, 60, 10, 20, 0.9f, 0.8f, 5, new EpropShape.Learning(0.005f, true, 0, 0)), new Coding(0.5, 20), new Random(4));
    Images glyphs = Glyphs.draw(1500, 5, "train", 0);
    Images test = Glyphs.draw(200, 5, "test", 0);
    try (var team = new Team(1)) {
      assertTrue(network.accuracy(test, 1, 1, ALL, team) < 0.3);
      for (int first = 0; first < 1500; first += 20) {
        network.gradients(glyphs, new EpropNetwork.Span(first, 20), new EpropNetwork.Draw(77, first), 1, ALL, team);
        network.step(1);
      }
      double right = network.accuracy(test, 1, 1, ALL, team);
      assertTrue(right > 0.8, right + " are right");
    }
  }
}
