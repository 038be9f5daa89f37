package org.ranvier.simulator.random;

import java.nio.charset.StandardCharsets;

/**
 * Keys of counter-based random streams: a 64-bit hash of a seed, a purpose and the names or numbers of the entities concerned.
 *
 * <p>Nothing in Ranvier draws from a shared generator. Each use of chance has a key of its own, and a draw is a pure function of
 * (key, counter): {@link #bits}. So a draw does not depend on which worker makes it, nor on what was drawn before elsewhere.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195, with Stafford's
 * variant 13 of the constants); with a counter in place of the running state it is a counter-based generator.
 */
public final class RandomKey {
  /** Odd constant by which counters are spread: 2^64 divided by the golden ratio. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private RandomKey() {}

  /** The key of a purpose, e.g. {@code of(seed, "projection", "exc→inh", "weights")}. */
  public static long of(long seed, String... names) {
    long key = mix(seed + GAMMA);
    for (String name : names) {
      key = mix(key ^ hash(name)) + GAMMA;
    }
    return mix(key);
  }

  /** The {@code counter}-th 64 random bits of a key. */
  public static long bits(long key, long counter) {
    return mix(key + counter * GAMMA);
  }

  /** Mixes 64 bits: {@code bits(key, counter)} is {@code mix(key + counter * GAMMA)}, for loops that vectorise. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long hash(String text) {
    long h = 0xCBF29CE484222325L; // FNV-1a
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return mix(h);
  }
}
