package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.number;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.neuronmodels.equations.runtime.MatrixExponential;
import org.ranvier.simulator.recording.StateTrace;

/** Rate neurons: against closed forms, against a naive loop, and independent of threads. */
final class RateNetworkTest {
  private static final double TAU = 10;
  private static final double MU = 0.5;

  /** Weights that four bytes hold exactly, by target and source, some of them 0; stable. */
  private static double[][] weights(int n, long seed) {
    var random = new Random(seed);
    double[][] w = new double[n][n];
    for (double[] row : w) {
      Arrays.setAll(row, j -> random.nextInt(4) == 0 ? 0 : (random.nextInt(101) - 60) / 64.0 / Math.sqrt(n));
    }
    for (double[] row : w) {
      Arrays.setAll(row, j -> (float) row[j]);
    }
    return w;
  }

  private static double[] start(int n) {
    double[] r = new double[n];
    Arrays.setAll(r, i -> Math.sin(1 + i));
    return r;
  }

  private static Projection connect(Network net, double[][] w) {
    int n = w.length;
    int[] sources = new int[n * n];
    int[] targets = new int[n * n];
    double[] weights = new double[n * n];
    for (int k = 0; k < n * n; k++) {
      targets[k] = k / n;
      sources[k] = k % n;
      weights[k] = w[targets[k]][sources[k]];
    }
    var neurons = net.population("r");
    return net.connect(neurons, neurons).rule(explicit(sources, targets)).weight(each(weights));
  }

  private static Network linear(double[][] w, double h) {
    var net = new Network("linear").resolution(ms(h));
    net.population("r", w.length, "lin_rate").set("sigma", 0).set("mu", MU).initial("rate", each(start(w.length)));
    return net;
  }

  /** {@code τ dr/dt = -r + μ + W·r}, exactly. */
  private static double[] exact(double[][] w, double time) {
    int n = w.length;
    double[][] block = new double[n + 1][n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        block[i][j] = (w[i][j] - (i == j ? 1 : 0)) * time / TAU;
      }
      block[i][n] = MU * time / TAU;
    }
    double[][] e = MatrixExponential.of(block);
    double[] r = start(n);
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      result[i] = e[i][n];
      for (int j = 0; j < n; j++) {
        result[i] += e[i][j] * r[j];
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"false,1,0.02", "true,2,1e-4"})
  void aLinearNetworkConvergesToItsClosedForm(boolean interpolated, int order, double bound) {
    double[][] w = weights(8, 5);
    double[] expected = exact(w, 20);
    double[] errors = new double[3];
    for (int k = 0; k < errors.length; k++) {
      var net = linear(w, 0.4 / (1 << k));
      var coupling = connect(net, w);
      if (interpolated) {
        coupling.interpolated();
      }
      net.record(net.population("r"), "rate").every(ms(20));
      errors[k] = Courses.distance(expected, Courses.last(Courses.of(net, 1, 20)));
    }
    assertTrue(errors[1] < bound, Arrays.toString(errors));
    for (int k = 1; k < errors.length; k++) {
      assertEquals(order, Math.log(errors[k - 1] / errors[k]) / Math.log(2), 0.25, Arrays.toString(errors));
    }
  }

  /** The step of NEST's lin_rate_ipn, with couplings of 1 and of 1.5 ms. */
  @Test
  void eachStepIsThatOfANaiveLoop() {
    int n = 5;
    double h = 0.1;
    double[][] now = weights(n, 1);
    double[][] late = weights(n, 2);
    var net = linear(now, h);
    connect(net, now);
    connect(net, late).delay(each(x -> ms(x), delays(n)));
    net.record(net.population("r"), "rate").every(ms(h));
    double[][] traces = Courses.of(net, 2, 3, 1.7, 5.3)[0].values();
    int steps = 100;
    double[][] r = new double[steps + 1][];
    r[0] = start(n);
    double decay = Math.exp(-h / TAU);
    for (int t = 1; t <= steps; t++) {
      r[t] = new double[n];
      for (int i = 0; i < n; i++) {
        double heard = 0;
        for (int j = 0; j < n; j++) {
          heard += now[i][j] * r[t - 1][j];
        }
        for (int j = 0; j < n; j++) {
          int d = (int) Math.round(delays(n)[i * n + j] / h);
          heard += late[i][j] * r[Math.max(0, t - d)][j];
        }
        r[t][i] = decay * r[t - 1][i] + (1 - decay) * (MU + heard);
        assertEquals(r[t][i], traces[i][t - 1], 1e-12, "neuron " + i + ", step " + t);
      }
    }
  }

  private static double[] delays(int n) {
    double[] ms = new double[n * n];
    Arrays.setAll(ms, k -> k % 3 == 0 ? 1 : 1.5);
    return ms;
  }

  /** A source that rises as t, heard with a delay of 2 ms through a fast neuron: (t - 2 ms) exactly where values are interpolated. */
  @Test
  void anInterpolatedDelayIsTheDelayItself() {
    var net = new Network("delay").resolution(ms(0.5));
    var ramp = net.population("ramp", 1, "lin_rate").set("sigma", 0).set("lambda", 0).set("mu", 1).set("tau", ms(1));
    var follower = net.population("follower", 2, "lin_rate").set("sigma", 0).set("lambda", 0).set("tau", ms(1));
    net.connect(ramp, follower.range(0, 1)).rule(allToAll()).weight(1).delay(ms(2)).interpolated();
    net.connect(ramp, follower.range(1, 2)).rule(allToAll()).weight(1).delay(ms(2));
    net.record(follower, "rate").every(ms(10));
    double[] integral = Courses.last(Courses.of(net, 1, 10));
    assertEquals(8 * 8 / 2.0, integral[0], 0.04); // the kink at 2 ms lies in a step
    assertEquals(8.25 * 8.25 / 2.0, integral[1], 0.04); // held values come half a step early
  }

  /**
   * {@code τ dr = (-r + W·r) dt + √τ·σ dW} has the stationary covariance C with {@code A·C + C·Aᵀ = -σ²·1}, {@code A = W - 1}. Many
   * copies of one small network are sampled.
   */
  @Test
  void aNoisyLinearNetworkHasItsStationaryCovariance() {
    double[][] w = {{0.25, -0.5, 0.125}, {0.5, 0, 0.25}, {-0.25, 0.75, -0.5}};
    double sigma = 2;
    int n = 3;
    int copies = 400;
    int[] sources = new int[copies * n * n];
    int[] targets = new int[sources.length];
    double[] weights = new double[sources.length];
    for (int k = 0; k < sources.length; k++) {
      int copy = k / (n * n);
      targets[k] = copy * n + k % (n * n) / n;
      sources[k] = copy * n + k % n;
      weights[k] = w[targets[k] % n][sources[k] % n];
    }
    var net = new Network("noisy").resolution(ms(0.2));
    var rates = net.population("r", copies * n, "lin_rate").set("sigma", sigma);
    net.connect(rates, rates).rule(explicit(sources, targets)).weight(each(weights));
    net.record(rates, "rate").every(ms(25));
    double[][] traces = Courses.of(net, 2, 1000)[0].values();
    double[][] expected = covariance(w, sigma);
    int from = 8; // 200 ms
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double sum = 0;
        int count = 0;
        for (int copy = 0; copy < copies; copy++) {
          for (int s = from; s < traces[0].length; s++) {
            sum += traces[copy * n + a][s] * traces[copy * n + b][s];
            count++;
          }
        }
        double error = Math.sqrt((expected[a][a] * expected[b][b] + expected[a][b] * expected[a][b]) / (count / 2.0)); // neighbours are correlated
        assertEquals(expected[a][b], sum / count, 4 * error + 0.01, "covariance of " + a + " and " + b);
      }
    }
  }

  /** Integrates {@code τ dC/dt = A·C + C·Aᵀ + σ²·1} until nothing changes. */
  private static double[][] covariance(double[][] w, double sigma) {
    int n = w.length;
    double[][] c = new double[n][n];
    for (int step = 0; step < 40_000; step++) {
      double[][] next = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double slope = (i == j ? sigma * sigma : 0) - 2 * c[i][j];
          for (int k = 0; k < n; k++) {
            slope += w[i][k] * c[k][j] + c[i][k] * w[j][k];
          }
          next[i][j] = c[i][j] + 0.001 * slope;
        }
      }
      c = next;
    }
    return c;
  }

  /** Without coupling a rate is an Ornstein–Uhlenbeck process, which is exact however long the step. */
  @Test
  void noiseAloneIsExactForAnyStep() {
    var net = new Network("noise").resolution(ms(20));
    var rates = net.population("r", 20_000, "lin_rate").set("sigma", 3).set("mu", 1).set("lambda", 2);
    net.record(rates, "rate").every(ms(200));
    double[] last = Courses.last(Courses.of(net, 1, 200));
    double mean = Arrays.stream(last).average().orElseThrow();
    double variance = Arrays.stream(last).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertEquals(0.5, mean, 4 * Math.sqrt(9 / 4.0 / 20_000));
    assertEquals(9 / 4.0, variance, 4 * 9 / 4.0 * Math.sqrt(2 / 20_000.0));
  }

  /** With a gain above 1 a tanh neuron that excites itself has two stable rates, r = tanh(2·r); below 1 only 0. */
  @Test
  void selfExcitationOfATanhNeuronIsBistable() {
    var net = new Network("bistable");
    var rates = net.population("r", 3, "tanh_rate").set("sigma", 0).set("g", each(2, 2, 0.8)).initial("rate", each(0.1, -0.1, 0.5));
    net.connect(rates, rates).rule(explicit(new int[] {0, 1, 2}, new int[] {0, 1, 2})).weight(1);
    net.record(rates, "rate").every(ms(1000));
    double root = 1;
    for (int k = 0; k < 200; k++) {
      root = Math.tanh(2 * root);
    }
    assertArrayEquals(new double[] {root, -root, 0}, Courses.last(Courses.of(net, 1, 1000)), 1e-8);
  }

  /** A network of several slices with noise, drawn weights and delays, and a second population of another model. */
  private static Network large() {
    var net = new Network("large");
    var linear = net.population("linear", 300, "lin_rate").initial("rate", uniform(number(-1), number(1)));
    var sigmoid = net.population("tanh", 170, "tanh_rate").set("g", normal(number(1.5), number(0.2)).redraw(number(1), number(2)));
    net.connect(linear, sigmoid).rule(pairwiseBernoulli(0.1)).weight(normal(number(0.1), number(0.3))).delay(uniform(ms(0.3), ms(2)));
    net.connect(sigmoid, linear).rule(pairwiseBernoulli(0.1)).weight(normal(number(0), number(0.2))).delay(ms(0.5)).interpolated();
    net.connect(sigmoid, sigmoid).rule(pairwiseBernoulli(0.05)).weight(normal(number(0), number(0.3))).symmetric();
    net.record(linear, "rate", "input").every(ms(5));
    net.record(sigmoid, "rate").every(ms(5));
    return net;
  }

  @Test
  void theNumberOfThreadsAndTheDivisionOfARunChangeNothing() {
    StateTrace[] one = Courses.of(large(), 1, 50);
    assertTrue(Arrays.stream(one[0].values()).anyMatch(r -> Math.abs(r[9]) > 0.1));
    for (int threads : new int[] {2, 3, 7}) {
      StateTrace[] other = Courses.of(large(), threads, 50);
      StateTrace[] parts = Courses.of(large(), threads, 0.1, 17.3, 32.6);
      for (int k = 0; k < one.length; k++) {
        assertTrue(Arrays.deepEquals(one[k].values(), other[k].values()), threads + " threads");
        assertTrue(Arrays.deepEquals(one[k].values(), parts[k].values()), threads + " threads, in parts");
      }
    }
  }
}
