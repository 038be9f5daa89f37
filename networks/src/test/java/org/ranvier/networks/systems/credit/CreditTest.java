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
    var cells = new CreditCells(true, 12, 0.9, 0.98, 0.3, 0.5);
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
        next[i] = cells.alpha() * dv[i] + (i == p ? course.z()[t - 1][q] : 0);
        for (int j = 0; j < n; j++) {
          next[i] += net.w[i][j] * dz[j];
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

  /** Of seven cues on two sides, the label is the side of four or more; rates are 40 and 10 spikes/s. */
  @Test
  void evidenceIsWhatCuesSay() {
    int steps = EvidenceTask.CUES * (EvidenceTask.CUE + EvidenceTask.PAUSE);
    double[] fired = new double[4];
    for (int n = 0; n < 50; n++) {
      var task = EvidenceTask.drawn(20, random("evidence " + n));
      assertEquals(steps + 20 + EvidenceTask.ASKED, task.input().length);
      int right = 0;
      for (int c = 0; c < EvidenceTask.CUES; c++) {
        double[] cue = new double[2];
        for (int t = 0; t < EvidenceTask.CUE; t++) {
          double[] x = task.input()[c * (EvidenceTask.CUE + EvidenceTask.PAUSE) + t];
          for (int k = 0; k < 2 * EvidenceTask.GROUP; k++) {
            cue[k / EvidenceTask.GROUP] += x[k];
          }
        }
        assertEquals(0, Math.min(cue[0], cue[1]), "one side at a time");
        right += cue[1] > cue[0] ? 1 : 0;
        fired[0] += cue[0] + cue[1];
      }
      assertEquals(right >= 4 ? 1 : 0, task.label());
      for (double[] x : task.input()) {
        for (int k = 2 * EvidenceTask.GROUP; k < EvidenceTask.INPUTS; k++) {
          fired[k / EvidenceTask.GROUP] += x[k];
        }
      }
    }
    double cells = 50 * EvidenceTask.GROUP * EvidenceTask.STEP_MS / 1000;
    assertEquals(40, fired[0] / (cells * EvidenceTask.CUES * EvidenceTask.CUE), 1);
    assertEquals(40, fired[2] / (cells * EvidenceTask.ASKED), 2.5);
    assertEquals(10, fired[3] / (cells * (steps + 20 + EvidenceTask.ASKED)), 0.5);
  }
}
