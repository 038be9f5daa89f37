package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * A random permutation of the numbers {@code 0 … n - 1} of which nothing is stored: images and preimages are computed from a key. One object serves
 * one thread. Of few numbers, whose halves would be too small to mix, all images are drawn and kept.
 *
 * <p>It is a Feistel network (Luby & Rackoff 1988, doi:10.1137/0217022) whose halves are the digits of {@code x = l·b + r}, {@code b} a power of two
 * and {@code a·b ≥ n}: in turn {@code l += f(r) mod a} and {@code r ^= g(l)}, six times in all, with functions that mix 32 bits. What falls outside
 * {@code 0 … n - 1} is mapped again until it falls inside (Black & Rogaway 2002, doi:10.1007/3-540-45760-7_9). Halves take 32 bits and no branch, so
 * that the rounds of many numbers are done at a time by vector instructions.
 */
final class Permutation {
  /** Numbers that are mapped together. */
  static final int MOST = 512;

  /** Below this {@code l·a} fits 32 bits with 17 of a function's bits. */
  private static final int LEFT_BITS = 15;

  /** Up to so many numbers are kept. */
  private static final int FEW = 1 << 12;

  private final long n;
  private final short[] kept; // images of few numbers
  private final short[] keptBack;
  private final int a;
  private final int rightBits;
  private final int rightMask;
  private final int[] key = new int[6];
  private final int[] left = new int[MOST];
  private final int[] right = new int[MOST];

  /**
   * @param n at most 2^44
   */
  Permutation(long n, long key) {
    this.n = n;
    kept = n <= FEW ? drawn((int) n, new RandomStream(key)) : new short[0];
    keptBack = new short[kept.length];
    for (int k = 0; k < kept.length; k++) {
      keptBack[kept[k]] = (short) k;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, n - 1));
    rightBits = Math.max((bits + 1) / 2, bits - LEFT_BITS);
    rightMask = (1 << rightBits) - 1;
    a = (int) Math.max(1, Math.ceilDiv(n, 1L << rightBits));
    for (int k = 0; k < this.key.length; k++) {
      this.key[k] = (int) (RandomKey.bits(key, k) >>> 32);
    }
  }

  /** Each permutation with the same probability (Durstenfeld 1964, doi:10.1145/364520.364540). */
  private static short[] drawn(int n, RandomStream random) {
    short[] all = new short[n];
    for (int k = 0; k < n; k++) {
      int j = random.nextInt(k + 1);
      all[k] = all[j];
      all[j] = (short) k;
    }
    return all;
  }

  private static void copy(short[] of, long from, int count, long[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = of[(int) from + k];
    }
  }

  /** The images of {@code from … from + count - 1}, at most {@link #MOST}. */
  void images(long from, int count, long[] out) {
    if (n <= FEW) {
      copy(kept, from, count, out);
      return;
    }
    split(from, count);
    forward(left, right, count, a, rightMask, key);
    for (int k = 0; k < count; k++) {
      long y = (long) left[k] << rightBits | right[k];
      out[k] = y < n ? y : walk(y, true);
    }
  }

  /** The numbers whose images are {@code from … from + count - 1}, at most {@link #MOST}. */
  void preimages(long from, int count, long[] out) {
    if (n <= FEW) {
      copy(keptBack, from, count, out);
      return;
    }
    split(from, count);
    backward(left, right, count, a, rightMask, key);
    for (int k = 0; k < count; k++) {
      long x = (long) left[k] << rightBits | right[k];
      out[k] = x < n ? x : walk(x, false);
    }
  }

  private void split(long from, int count) {
    for (int k = 0; k < count; k++) {
      left[k] = (int) (from + k >>> rightBits);
      right[k] = (int) (from + k) & rightMask;
    }
  }

  private long walk(long from, boolean forward) {
    int[] l = new int[1];
    int[] r = new int[1];
    long x = from;
    while (x >= n) {
      l[0] = (int) (x >>> rightBits);
      r[0] = (int) x & rightMask;
      if (forward) {
        forward(l, r, 1, a, rightMask, key);
      } else {
        backward(l, r, 1, a, rightMask, key);
      }
      x = (long) l[0] << rightBits | r[0];
    }
    return x;
  }

  private static void forward(int[] left, int[] right, int count, int a, int mask, int[] key) {
    int k0 = key[0];
    int k1 = key[1];
    int k2 = key[2];
    int k3 = key[3];
    int k4 = key[4];
    int k5 = key[5];
    for (int k = 0; k < count; k++) {
      int l = add(left[k], below(a, right[k], k0), a);
      int r = right[k] ^ mix(l, k1) & mask;
      l = add(l, below(a, r, k2), a);
      r ^= mix(l, k3) & mask;
      l = add(l, below(a, r, k4), a);
      left[k] = l;
      right[k] = r ^ mix(l, k5) & mask;
    }
  }

  private static void backward(int[] left, int[] right, int count, int a, int mask, int[] key) {
    int k0 = key[0];
    int k1 = key[1];
    int k2 = key[2];
    int k3 = key[3];
    int k4 = key[4];
    int k5 = key[5];
    for (int k = 0; k < count; k++) {
      int r = right[k] ^ mix(left[k], k5) & mask;
      int l = subtract(left[k], below(a, r, k4), a);
      r ^= mix(l, k3) & mask;
      l = subtract(l, below(a, r, k2), a);
      r ^= mix(l, k1) & mask;
      left[k] = subtract(l, below(a, r, k0), a);
      right[k] = r;
    }
  }

  /** In {@code 0 … bound - 1}, nearly uniform. */
  private static int below(int bound, int x, int key) {
    return (mix(x, key) >>> LEFT_BITS) * bound >>> 32 - LEFT_BITS;
  }

  /** Mixes 32 bits: multiplications by odd numbers without order in their bits, and shifts that bring high bits down. */
  private static int mix(int x, int key) {
    int z = (x + key) * 0x9E3779B1;
    z ^= z >>> 15;
    z *= 0x85EBCA77;
    return z ^ z >>> 13;
  }

  private static int add(int x, int y, int bound) {
    int z = x + y - bound;
    return z + (z >> 31 & bound);
  }

  private static int subtract(int x, int y, int bound) {
    int z = x - y;
    return z + (z >> 31 & bound);
  }
}
