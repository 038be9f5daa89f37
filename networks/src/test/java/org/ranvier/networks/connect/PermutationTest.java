package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.Likely;

/** Computed permutations are permutations, and look like random ones. */
final class PermutationTest {
  private static long[] images(long n, long key) {
    var of = new Permutation(n, key);
    long[] all = new long[(int) n];
    long[] some = new long[Permutation.MOST];
    for (int from = 0; from < n; from += Permutation.MOST) {
      int count = (int) Math.min(Permutation.MOST, n - from);
      of.images(from, count, some);
      System.arraycopy(some, 0, all, from, count);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 10, 63, 64, 65, 1000, 32_768, 65_537, 1_000_003})
  void isOneToOne(long n) {
    for (int key = 0; key < 5; key++) {
      long[] images = images(n, key);
      var of = new Permutation(n, key);
      long[] back = new long[Permutation.MOST];
      int from = (int) Math.max(0, n - 100);
      of.preimages(from, (int) n - from, back);
      for (int k = from; k < n; k++) {
        assertEquals(k, images[(int) back[k - from]]);
      }
      Arrays.sort(images);
      for (int k = 0; k < n; k++) {
        assertEquals(k, images[k]);
      }
    }
  }

  /** Beyond what 32 bits number. */
  @ParameterizedTest
  @ValueSource(longs = {299_000_000, 5_000_000_000L, 1L << 40, (1L << 44) - 17})
  void largeOnesAreInverted(long n) {
    var of = new Permutation(n, 3);
    long[] images = new long[Permutation.MOST];
    long[] back = new long[1];
    of.images(n - Permutation.MOST, Permutation.MOST, images);
    for (int k = 0; k < images.length; k++) {
      of.preimages(images[k], 1, back);
      assertEquals(n - Permutation.MOST + k, back[0]);
    }
    long[] quarters = new long[4];
    long[] some = new long[Permutation.MOST];
    for (int from = 0; from < 40; from++) {
      of.images(from * (n / 41), Permutation.MOST, some);
      for (long image : some) {
        quarters[(int) (4.0 * image / n)]++;
      }
    }
    Likely.equalCounts(quarters);
  }

  /** Over many keys a number has every image as often, and so do two neighbours every pair of images. */
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 12, 17, 33})
  void allImagesAreEquallyLikely(int n) {
    long[] first = new long[n];
    long[] pairs = new long[n * n];
    for (int key = 0; key < 40_000; key++) {
      long[] images = images(n, key);
      first[(int) images[n / 2]]++;
      pairs[(int) (images[0] * n + images[1])]++;
    }
    Likely.equalCounts(first);
    long[] different = new long[n * (n - 1)];
    int k = 0;
    for (int p = 0; p < pairs.length; p++) {
      if (p / n != p % n) {
        different[k++] = pairs[p];
      }
    }
    Likely.equalCounts(different);
  }

  /** The same of many numbers, also just above those that are kept, and of numbers that differ in one half only. */
  @ParameterizedTest
  @ValueSource(ints = {4097, 5000, 8191, 8193, 20_000, 300_007})
  void partsOfManyAreEquallyLikely(int n) {
    int keys = 100_000;
    long[] first = new long[Math.min(n, 5000)];
    long[] neighbours = new long[30 * 30];
    long[] apart = new long[30 * 30];
    long[] some = new long[200];
    for (int key = 0; key < keys; key++) {
      new Permutation(n, key).images(n / 2, some.length, some);
      first[(int) (some[0] * first.length / n)]++;
      neighbours[(int) (some[0] * 30 / n * 30 + some[1] * 30 / n)]++;
      apart[(int) (some[0] * 30 / n * 30 + some[128] * 30 / n)]++;
    }
    Likely.counts(first, k -> keys * (Math.ceilDiv((k + 1L) * n, first.length) - Math.ceilDiv((long) k * n, first.length)) / (double) n);
    Likely.counts(neighbours, k -> keys * share(k / 30, n) * share(k % 30, n));
    Likely.counts(apart, k -> keys * share(k / 30, n) * share(k % 30, n));
  }

  /** The share of the numbers below n that lie in one of 30 parts. */
  private static double share(int part, long n) {
    return (Math.ceilDiv((part + 1) * n, 30L) - Math.ceilDiv(part * n, 30L)) / (double) n;
  }

  /** The images of a random permutation in one part of the range, of numbers in one part of it: hypergeometric, so nearly Poisson where the parts are small. */
  @Test
  void partsAreMixed() {
    int n = 1_000_000;
    long[] images = images(n, 11);
    long[] cells = new long[500 * 500]; // mean 4
    for (int k = 0; k < n; k++) {
      cells[(int) (k / 2000 * 500 + images[k] / 2000)]++;
    }
    var poisson = new PoissonDistribution(4);
    Likely.counts(Drawn.histogram(cells, 20), k -> cells.length * poisson.probability(k));
  }

  /** How many inputs two targets share: that of independent draws, whichever targets. */
  @Test
  void targetsShareSourcesByChance() {
    int sources = 400;
    int targets = 300;
    int degree = 100;
    long[] images = images((long) degree * targets, 4); // of what leaves the sources, 75 each, to what arrives
    boolean[][] connected = new boolean[targets][sources];
    for (int k = 0; k < images.length; k++) {
      connected[(int) (images[k] / degree)][k / 75] = true;
    }
    double p = 1 - Math.pow(1 - 1.0 / sources, degree);
    long[] shared = new long[100];
    for (int a = 0; a < targets; a += 2) { // each target once, so that counts are independent
      int common = 0;
      for (int s = 0; s < sources; s++) {
        common += connected[a][s] && connected[a + 1][s] ? 1 : 0;
      }
      shared[common]++;
    }
    double mean = sources * p * p;
    double seen = 0;
    for (int k = 0; k < shared.length; k++) {
      seen += k * shared[k] / (targets / 2.0);
    }
    double sd = Math.sqrt(new BinomialDistribution(sources, p * p).getNumericalVariance() / (targets / 2.0));
    assertFalse(Math.abs(seen - mean) > 4 * sd, seen + " shared, and not " + mean);
  }
}
