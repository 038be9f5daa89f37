package org.ranvier.simulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomStreamTest {
  private static final int N = 200_000;

  private static RandomStream stream(String purpose) {
    return new RandomStream(RandomKey.of(11, purpose));
  }

  /** A bound just above 2^30 is the case in which a method that only takes remainders gives the lower numbers twice as often. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 100, 1000, 65_536, 65_537, (1 << 30) + 1, 1_431_655_766, Integer.MAX_VALUE})
  void integersBelowABoundAreUniform(int bound) {
    var stream = stream("bounded");
    int bins = Math.min(bound, 200);
    long[] seen = new long[bins];
    for (int i = 0; i < N; i++) {
      int x = stream.nextInt(bound);
      assertTrue(x >= 0 && x < bound);
      seen[(int) ((long) x * bins / bound)]++;
    }
    double[] expected = new double[bins];
    for (int b = 0; b < bins; b++) {
      long from = ((long) b * bound + bins - 1) / bins;
      long to = ((long) (b + 1) * bound + bins - 1) / bins;
      expected[b] = (double) N * (to - from) / bound;
    }
    likely(seen, expected);
  }

  @Test
  void aBoundThatIsNotPositiveIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> stream("x").nextInt(0));
    assertThrows(IllegalArgumentException.class, () -> stream("x").nextInt(-3));
  }

  @Test
  void everyBitIsFairAndIndependentOfTheSameBitOfTheNextDraw() {
    var stream = stream("bits");
    long[] ones = new long[64];
    long[] same = new long[64];
    long last = stream.nextLong();
    for (int i = 0; i < N; i++) {
      long bits = stream.nextLong();
      for (int b = 0; b < 64; b++) {
        ones[b] += bits >>> b & 1;
        same[b] += ~(bits ^ last) >>> b & 1;
      }
      last = bits;
    }
    for (int b = 0; b < 64; b++) {
      assertEquals(0.5, (double) ones[b] / N, 4.5 * 0.5 / Math.sqrt(N));
      assertEquals(0.5, (double) same[b] / N, 4.5 * 0.5 / Math.sqrt(N));
    }
  }

  @Test
  void gaussiansHaveTheirMomentsAndDistribution() {
    var stream = stream("gauss");
    double[] x = IntStream.range(0, N).mapToDouble(i -> stream.nextGaussian()).toArray();
    double[] moments = {0, 1, 0, 3, 0, 15};
    double[] variances = {1, 2, 15, 96, 945, 10170}; // of x^k
    for (int k = 1; k <= 6; k++) {
      int power = k;
      double found = Arrays.stream(x).map(v -> Math.pow(v, power)).average().orElseThrow();
      assertEquals(moments[k - 1], found, 4.5 * Math.sqrt(variances[k - 1] / N), "moment " + k);
    }
    kolmogorovSmirnov(x, new NormalDistribution()::cumulativeProbability);
  }

  @Test
  void exponentialsAndUniformsHaveTheirDistribution() {
    var stream = stream("others");
    var exponential = new ExponentialDistribution(1);
    double[] intervals = IntStream.range(0, N).mapToDouble(i -> stream.nextExponential()).toArray();
    kolmogorovSmirnov(intervals, exponential::cumulativeProbability);
    kolmogorovSmirnov(IntStream.range(0, N).mapToDouble(i -> stream.nextDouble()).toArray(), u -> u);
    double[] positive = IntStream.range(0, N).mapToDouble(i -> stream.nextPositiveDouble()).toArray();
    kolmogorovSmirnov(positive, u -> u);
    assertTrue(Arrays.stream(positive).allMatch(u -> u > 0 && u <= 1));
  }

  private static void kolmogorovSmirnov(double[] x, DoubleUnaryOperator distribution) {
    Arrays.sort(x);
    double d = 0;
    for (int i = 0; i < x.length; i++) {
      double f = distribution.applyAsDouble(x[i]);
      d = Math.max(d, Math.max(f - (double) i / x.length, (i + 1.0) / x.length - f));
    }
    assertTrue(d * Math.sqrt(x.length) < 1.95, "D·√n = " + d * Math.sqrt(x.length)); // exceeded once in 1000
  }

  /** First draws of neighbouring entities, as when each target neuron draws for itself. */
  @Test
  void streamsOfEntitiesAreIndependentOfEachOther() {
    var stream = stream("entities");
    long[] seen = new long[100];
    double products = 0;
    double last = 0;
    for (int e = 0; e < N; e++) {
      stream.select(e);
      double u = stream.nextDouble();
      seen[(int) (u * 100)]++;
      products += (u - 0.5) * (last - 0.5) * 12;
      last = u;
    }
    double[] expected = new double[100];
    Arrays.fill(expected, N / 100.0);
    likely(seen, expected);
    assertEquals(0, products / N, 4.5 / Math.sqrt(N));
  }

  @Test
  void anEntityDrawsTheSameWhoeverDrewBefore() {
    long key = RandomKey.of(3, "a");
    var one = new RandomStream(key, 17);
    var other = new RandomStream(RandomKey.of(3, "b"));
    other.nextGaussian();
    other.select(key, 17);
    for (int i = 0; i < 10; i++) {
      assertEquals(RandomKey.bits(key, (17L << 32) + i), one.nextLong());
      assertEquals(RandomKey.bits(key, (17L << 32) + i), other.nextLong());
    }
  }

  @Test
  void keysDifferWithSeedNamesAndTheirOrder() {
    var keys = new HashSet<Long>();
    for (long seed = -50; seed < 50; seed++) {
      keys.add(RandomKey.of(seed));
      keys.add(RandomKey.of(seed, ""));
      keys.add(RandomKey.of(seed, "", ""));
      keys.add(RandomKey.of(seed, "a", "b"));
      keys.add(RandomKey.of(seed, "b", "a"));
      keys.add(RandomKey.of(seed, "ab"));
      keys.add(RandomKey.of(seed, "ab", ""));
    }
    assertEquals(700, keys.size());
    assertNotEquals(RandomKey.of(1, "é"), RandomKey.of(1, "e"));
    assertEquals(RandomKey.of(1, "exc→inh"), RandomKey.of(1, "exc→inh"));
  }

  private static void likely(long[] seen, double[] expected) {
    double chi = 0;
    for (int b = 0; b < seen.length; b++) {
      chi += (seen[b] - expected[b]) * (seen[b] - expected[b]) / expected[b];
    }
    double limit = seen.length == 1 ? 1e-9 : new ChiSquaredDistribution(seen.length - 1.0).inverseCumulativeProbability(0.9995);
    assertTrue(chi < limit, "chi² = " + chi);
  }
}
