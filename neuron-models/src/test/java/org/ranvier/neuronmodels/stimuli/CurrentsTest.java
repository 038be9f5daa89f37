package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;

/** Currents that vary, seen through a leaky membrane that does not fire, or recovered from it. Seeds are fixed. */
final class CurrentsTest {
  private static final double TAU = 10; // ms
  private static final double R = TAU / 250; // mV/pA

  private static Rig rig(int neurons, InputKernel.Factory... currents) {
    var rig = new Rig().population("n", Library.model("iaf_psc_exp"), neurons, Rig.parameters("V_th", 1e9));
    for (InputKernel.Factory c : currents) {
      rig.current("n", c);
    }
    return rig.sample("n", "V_m");
  }

  /** What flowed in each step, from the potentials at its ends: {@code v' = v·d + R·(1 - d)·I}. */
  private static double[] recovered(double[] v) {
    double d = Math.exp(-0.1 / TAU);
    double[] current = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      current[k] = (v[k] + 70 - d * (k == 0 ? 0 : v[k - 1] + 70)) / (R * (1 - d));
    }
    return current;
  }

  @Test
  void anAlternatingCurrentGivesTheFilteredSine() {
    double[] v = rig(1, new CourseCurrent("ac", 1, TimeCourse.Sinusoid.of(100, 200, 25, 0.4))).run(5000).trace();
    double w = 2 * Math.PI * 0.025; // per ms
    double gain = 1 / Math.sqrt(1 + w * TAU * w * TAU);
    double lag = Math.atan(w * TAU);
    for (int k = 0; k < v.length; k++) {
      double t = (k + 1) * 0.1;
      double transient0 = -R * (100 + 200 * gain * Math.sin(0.4 - lag));
      double expected = R * (100 + 200 * gain * Math.sin(w * t + 0.4 - lag)) + transient0 * Math.exp(-t / TAU);
      assertEquals(expected, v[k] + 70, 1e-4, "at " + t); // a current that is constant in a step: error of order (ωh)²
    }
  }

  @Test
  void aStepTakesTheMeanOfTheSine() {
    double[] current = recovered(rig(1, new CourseCurrent("ac", 1, TimeCourse.Sinusoid.of(5, 70, 900, 0))).run(200).trace());
    double w = 2 * Math.PI * 0.9;
    for (int k = 0; k < current.length; k++) {
      double mean = 5 - 70 / w / 0.1 * (Math.cos(w * 0.1 * (k + 1)) - Math.cos(w * 0.1 * k));
      assertEquals(mean, current[k], 1e-7);
    }
  }

  @Test
  void manyCurrentsAddUpAndLeaveNothingBehind() {
    var step = new StepCurrent("s", 1, new double[] {0, 3, 5}, new double[][] {{0.1}, {0.3}, {0}});
    var big = new StepCurrent("b", 1, new double[] {0, 4}, new double[][] {{1e9}, {0}});
    double[] current = recovered(rig(1, step, big, step).run(80).trace());
    assertEquals(1e9 + 0.2, current[20], 1e-2);
    double[] alone = rig(1, new StepCurrent("s", 1, new double[] {4, 5}, new double[][] {{0.6}, {0}})).run(80).trace();
    double[] after = rig(1, step, big, step).sample("n", "V_m").run(80).trace();
    double d = Math.exp(-4 / TAU); // from 4 to 8 ms the trace of the big one decays, and that of the small ones is exact
    assertEquals(alone[79] + 70 + (after[39] + 70) * d, after[79] + 70, Math.abs(after[79]) * 1e-14 * 40);
  }

  @Test
  void aWindowSwitchesOnAndOff() {
    var ac = new CourseCurrent("ac", 1, TimeCourse.Sinusoid.of(10, 0, 0, 0), 20, 30);
    double[] current = recovered(rig(1, ac).run(50).trace());
    for (int k = 0; k < 50; k++) {
      assertEquals(k >= 20 && k < 30 ? 10 : 0, current[k], 1e-9);
    }
  }

  @Test
  void noiseIsGaussianIndependentAndConstantForItsInterval() {
    int n = 300;
    double[][] v = rig(n, new NoiseCurrent("noise", n, new double[] {30}, new double[] {80}, 5, 0, Long.MAX_VALUE)).run(2000).traces().getFirst();
    double[][] current = new double[n][];
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    double next = 0;
    double other = 0;
    for (int i = 0; i < n; i++) {
      double[] all = recovered(v[i]);
      for (int k = 0; k < all.length; k++) {
        assertEquals(all[k / 5 * 5], all[k], 1e-6);
      }
      int me = i;
      current[i] = java.util.stream.IntStream.range(0, 400).mapToDouble(k -> (recoveredAt(all, k) - 30) / 80).toArray();
      for (int k = 0; k < 400; k++) {
        double x = current[me][k];
        sum += x;
        squares += x * x;
        fourth += x * x * x * x;
        next += k > 0 ? x * current[me][k - 1] : 0;
        other += me > 0 ? x * current[me - 1][k] : 0;
      }
    }
    double count = n * 400;
    assertEquals(0, sum / count, 4 / Math.sqrt(count));
    assertEquals(1, squares / count, 4 * Math.sqrt(2 / count));
    assertEquals(3, fourth / count, 4 * Math.sqrt(96 / count));
    assertEquals(0, next / count, 4 / Math.sqrt(count));
    assertEquals(0, other / count, 4 / Math.sqrt(count));
  }

  private static double recoveredAt(double[] all, int interval) {
    return all[5 * interval];
  }

  @Test
  void anOrnsteinUhlenbeckCurrentHasItsMeanVarianceAndAutocorrelation() {
    int n = 400;
    int steps = 3000;
    double tau = 5;
    var ou = new OrnsteinUhlenbeckCurrent("ou", n, OrnsteinUhlenbeck.of(50, 20, tau), 0, Long.MAX_VALUE);
    double[][] v = rig(n, ou).run(steps).traces().getFirst();
    int[] lags = {0, 1, 20, 50, 100};
    double[] sums = new double[lags.length];
    double mean = 0;
    double first = 0;
    double innovations = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      double[] x = Arrays.stream(recovered(v[i])).map(c -> (c - 50) / 20).toArray();
      first += x[0] * x[0];
      mean += Arrays.stream(x).average().orElseThrow();
      for (int k = 0; k + 100 < steps; k++) {
        for (int l = 0; l < lags.length; l++) {
          sums[l] += x[k] * x[k + lags[l]];
        }
        double innovation = x[k + 1] - Math.exp(-0.02) * x[k];
        innovations += innovation * innovation;
        pairs++;
      }
    }
    double independent = n * steps * 0.1 / (2 * tau);
    assertEquals(0, mean / n, 4 / Math.sqrt(independent));
    assertEquals(1, first / n, 4 * Math.sqrt(2.0 / n), "stationary from the first step on");
    for (int l = 0; l < lags.length; l++) {
      assertEquals(Math.exp(-lags[l] * 0.1 / tau), sums[l] / pairs, 5 * Math.sqrt(1 / independent), "lag " + lags[l]);
    }
    // exact: the decay of a step, and innovations of variance 1 - e^(-2h/τ), which an Euler step would miss by h/τ, 2 %
    assertEquals(Math.exp(-0.02), sums[1] / sums[0], 4 * Math.sqrt(0.04 / pairs));
    assertEquals(-Math.expm1(-0.04), innovations / pairs, 4 * Math.sqrt(2.0 / pairs) * 0.04);
  }

  @Test
  void randomCurrentsDependNeitherOnThePartitionNorOnTheDivisionOfTheRun() {
    double[][] once = random(1).run(300).traces().getFirst();
    for (int threads = 1; threads <= 4; threads++) {
      double[][] again = random(threads).run(1, 102, 197).traces().getFirst();
      for (int i = 0; i < once.length; i++) {
        assertArrayEquals(once[i], again[i], 0);
      }
    }
  }

  private static Rig random(int threads) {
    int n = 2500;
    double[] taus = new double[n];
    Arrays.setAll(taus, i -> 1 + 0.01 * i);
    return rig(
            n,
            new NoiseCurrent("noise", n, new double[] {30}, taus, 7, 0, Long.MAX_VALUE),
            new OrnsteinUhlenbeckCurrent("ou", n, new OrnsteinUhlenbeck(new double[] {1}, new double[] {20}, taus), 50, 250))
        .threads(threads);
  }

  @Test
  void badCurrentsAreRefused() {
    refused("2 amplitudes", () -> new CourseCurrent("c", 3, new TimeCourse.Constant(1, 2)));
    refused("NaN", () -> new CourseCurrent("c", 3, TimeCourse.Sinusoid.of(0, Double.NaN, 1, 0)));
    refused("2 means", () -> new NoiseCurrent("c", 3, new double[2], new double[1], 1, 0, 1));
    refused("-1 pA", () -> new NoiseCurrent("c", 3, new double[1], new double[] {-1}, 1, 0, 1));
    refused("0 steps", () -> new NoiseCurrent("c", 3, new double[1], new double[1], 0, 0, 1));
    refused("0 ms", () -> new OrnsteinUhlenbeckCurrent("c", 3, OrnsteinUhlenbeck.of(0, 1, 0), 0, 1));
    refused("-2 pA", () -> new OrnsteinUhlenbeckCurrent("c", 3, OrnsteinUhlenbeck.of(0, -2, 1), 0, 1));
    refused("Infinity", () -> new OrnsteinUhlenbeckCurrent("c", 3, OrnsteinUhlenbeck.of(Double.POSITIVE_INFINITY, 1, 1), 0, 1));
  }

  private static void refused(String why, Runnable work) {
    String message = assertThrows(RanvierException.class, work::run).getMessage();
    assertTrue(message.contains("'c'") && message.contains(why), message);
  }

  @Test
  void theStateOfAnOrnsteinUhlenbeckCurrentIsDeclared() {
    var context =
        new org.ranvier.simulator.kernel.SliceContext(
            "n", 0, 3, 16, 1, org.ranvier.simulator.time.TimeGrid.DEFAULT, new float[0], new int[0], new double[16]);
    var kernel = new OrnsteinUhlenbeckCurrent("ou", 3, OrnsteinUhlenbeck.of(50, 1, 5), 0, 9).create(context);
    assertEquals("pA", kernel.state().find("ou").orElseThrow().unit());
  }
}
