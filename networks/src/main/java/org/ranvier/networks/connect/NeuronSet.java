package org.ranvier.networks.connect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Neurons of one population, in ascending order: a range, or a list of indices. */
public final class NeuronSet {
  private final int first;
  private final int size;
  private final int @Nullable [] indices;

  private NeuronSet(int first, int size, int @Nullable [] indices) {
    this.first = first;
    this.size = size;
    this.indices = indices;
  }

  /** The neurons {@code first … end - 1}. */
  public static NeuronSet range(int first, int end) {
    return new NeuronSet(first, end - first, null);
  }

  /**
   * @param indices ascending, without repetition
   */
  public static NeuronSet of(int[] indices) {
    for (int k = 1; k < indices.length; k++) {
      if (indices[k] <= indices[k - 1]) {
        throw new IllegalArgumentException("index " + indices[k] + " comes after " + indices[k - 1] + ", but must be above it");
      }
    }
    return new NeuronSet(0, indices.length, indices.clone());
  }

  public int size() {
    return size;
  }

  /** Whether it was given as a range. */
  public boolean isRange() {
    return indices == null;
  }

  /** Index in the population of the k-th neuron of the set. */
  public int get(int k) {
    return indices == null ? first + k : indices[k];
  }

  /** How many neurons of the set have an index below {@code index}. */
  public int countBelow(int index) {
    if (indices == null) {
      return Math.clamp((long) index - first, 0, size);
    }
    int k = Arrays.binarySearch(indices, index);
    return k >= 0 ? k : -k - 1;
  }

  public boolean contains(int index) {
    return countBelow(index + 1) > countBelow(index);
  }

  /** How many neurons are in both sets. */
  public int common(NeuronSet other) {
    if (indices == null) {
      return other.countBelow(first + size) - other.countBelow(first);
    }
    int common = 0;
    for (int index : indices) {
      common += other.contains(index) ? 1 : 0;
    }
    return common;
  }

  /** Indices in the population. */
  public int[] toArray() {
    int[] all = new int[size];
    Arrays.setAll(all, this::get);
    return all;
  }

  /** Which neurons, in a few words that differ for different sets. */
  @Override
  public String toString() {
    return indices == null ? first + " … " + (first + size - 1) : size + " indices (#"
        + Integer.toHexString(Arrays.hashCode(indices)) + ")";
  }
}
