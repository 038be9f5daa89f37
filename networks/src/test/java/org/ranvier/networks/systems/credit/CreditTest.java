package org.ranvier.networks.systems.credit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** With all hops, true derivatives and each synapse's own weight, credit is the gradient; with types, what they secrete carries it. */
final class CreditTest {
  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(3, "credit", purpose));
  }

  private static double loss(RecurrentNet net, MatchTask task) {
    double[][] output = net.run(task.input()).output();
    double[] o = output[output.length - 1];
    return Math.log(1 + Math.exp(o[1 - task.label()] - o[task.label()]));
  }

  /** Against central differences of the loss. */
  @Test
  void allHopsAreTheGradientOfRates() {
    var net = new RecurrentNet(new CreditCells(false, 20, 0.9, 0, 0, 0.5), 2, 2, 1, 1, random("weights"));
    MatchTask task = MatchTask.drawn(random("task"));
    TrialCourse course = net.run(task.input());
    double[][] g = Credit.EXACT.gradient(net, course, Training.direct(net, course, task), 0);
    double largest = 0;
    for (int k = 0; k < 60; k++) {
      int p = 7 * k % 20;
      int q = 11 * k % 20;
      double w = net.w[p][q];
      net.w[p][q] = w + 1e-6;
      double above = loss(net, task);
      net.w[p][q] = w - 1e-6;
      double below = loss(net, task);
      net.w[p][q] = w;
      assertEquals((above - below) / 2e-6, g[p][q], 1e-6);
      largest = Math.max(largest, Math.abs(g[p][q]));
    }
    assertTrue(largest > 1e-3, "a gradient of 0 shows nothing");
  }

  /** Against the derivatives of all states by one weight, carried forward in time, with the same derivative in place of a spike's. */
  @Test
  void allHopsAreTheGradientOfSpikes() {
    checkSpikes(new CreditCells(true, 12, 0.9, 0.98, 0.3, 0.5));
  }

  /** With resets that are differentiated, units that are refractory, and a gain. */
  @Test
  void allHopsAreTheGradientOfSpikesAndResets() {
    checkSpikes(new CreditCells(true, 12, 0.9, 0.98, 0.3, 0.5, new CreditCells.Form(1.4, 0.1, 2, true)));
  }

  private static void checkSpikes(CreditCells cells) {
    var net = new RecurrentNet(cells, 2, 2, 0.6, 0.7, random("spiking"));
    MatchTask task = MatchTask.drawn(random("task"));
    TrialCourse course = net.run(task.input());
    double[][] direct = new double[course.z().length][12];
    var drawn = random("direct");
    for (double[] row : direct) {
      java.util.Arrays.setAll(row, i -> drawn.nextGaussian());
    }
    double[][] g = Credit.EXACT.gradient(net, course, direct, 0);
    int checked = 0;
    for (int p = 0; p < 12; p++) {
      for (int q = 0; q < 12; q++) {
        if (net.w[p][q] != 0) {
          double forward = forward(net, course, direct, p, q);
          assertEquals(forward, g[p][q], 1e-6 * Math.max(1, Math.abs(forward)));
          checked++;
        }
      }
    }
    assertTrue(checked > 50);
  }

  private static double forward(RecurrentNet net, TrialCourse course, double[][] direct, int p, int q) {
    CreditCells cells = net.cells;
    int n = cells.count();
    double[] dv = new double[n];
    double[] da = new double[n];
    double[] dz = new double[n];
    double sum = 0;
    for (int t = 1; t < direct.length; t++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        da[i] = cells.rho() * da[i] + dz[i];
        next[i] = cells.alpha() * dv[i] + (i == p ? cells.gain() * course.z()[t - 1][q] : 0) - (cells.form().published() ? dz[i] : 0);
        for (int j = 0; j < n; j++) {
          next[i] += cells.gain() * net.w[i][j] * dz[j];
        }
      }
      dv = next;
      for (int i = 0; i < n; i++) {
        dz[i] = course.h()[t][i] * (dv[i] - cells.betaOf(i) * da[i]);
        sum += direct[t][i] * dz[i];
      }
    }
    return sum;
  }

  /** Two ligands and filter taps, forward in time, give what the sum over units, backward in time, gives. */
  @Test
  void ligandsAndTapsCarryTheCredit() {
    var net = new RecurrentNet(new CreditCells(false, 10, 0.9, 0, 0, 0), 2, 2, 1, 1, random("taps"));
    MatchTask task = MatchTask.drawn(random("task"));
    TrialCourse course = net.run(task.input());
    double[][] direct = Training.direct(net, course, task);
    double[][] backward = Credit.MODPROP_TYPE.gradient(net, course, direct, 0.3);
    double[][] forward = TypeTaps.gradient(net, course, direct, 0.3);
    for (int p = 0; p < 10; p++) {
      assertArrayEquals(backward[p], forward[p], 1e-12);
    }
  }
}
