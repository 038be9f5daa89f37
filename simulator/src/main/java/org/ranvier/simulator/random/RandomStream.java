package org.ranvier.simulator.random;

import java.util.random.RandomGenerator;

/**
 * The sequence of draws of one entity under one key, e.g. of one target neuron in one projection.
 *
 * <p>Entity {@code e} owns the counters {@code e·2^32 … (e+1)·2^32 - 1} of the key's sequence, so the streams of two entities
 * never overlap. The distributions are those of {@link RandomGenerator}: {@link #nextGaussian()} and {@link #nextExponential()}
 * are McFarland's modified ziggurat (2016, doi:10.1080/00949655.2015.1060234).
 */
public final class RandomStream implements RandomGenerator {
  private long key;
  private long position;

  /** The stream of entity 0. */
  public RandomStream(long key) {
    this(key, 0);
  }

  public RandomStream(long key, int entity) {
    this.key = key;
    select(entity);
  }

  /** Starts the stream of another entity from its beginning. */
  public void select(int entity) {
    position = ((long) entity << 32) * RandomKey.GAMMA + key;
  }

  /** Starts the stream of another entity under another key. */
  public void select(long key, int entity) {
    this.key = key;
    select(entity);
  }

  /**
   * Starts the stream of one of very many items, which owns 2^20 counters: {@code i·2^20 … (i+1)·2^20 - 1}. A key serves entities or items, not both.
   *
   * @param item 0 … 2^44 - 1
   */
  public void selectItem(long item) {
    position = (item << 20) * RandomKey.GAMMA + key;
  }

  @Override
  public long nextLong() {
    long bits = RandomKey.mix(position);
    position += RandomKey.GAMMA;
    return bits;
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /** Uniform in {@code 0 … bound - 1}, without bias (Lemire 2019, doi:10.1145/3230636). */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound + " must be positive");
    }
    long product = (nextLong() >>> 32) * bound;
    int low = (int) product;
    if (Integer.compareUnsigned(low, bound) < 0) {
      int threshold = Integer.remainderUnsigned(-bound, bound);
      while (Integer.compareUnsigned(low, threshold) < 0) {
        product = (nextLong() >>> 32) * bound;
        low = (int) product;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in (0, 1]: never zero, so that its logarithm is finite. */
  public double nextPositiveDouble() {
    return ((nextLong() >>> 11) + 1) * 0x1.0p-53;
  }
}
