package org.ranvier.simulator.state;

import java.lang.reflect.Array;

/**
 * An array of a {@link Snapshot}, or what one process has of it.
 *
 * @param values of {@code double}, {@code float}, {@code int}, {@code long} or {@code char}
 * @param share where they stand in the whole
 */
public record SavedArray(String unit, Object values, Share share) {
  public SavedArray {
    Class<?> type = values.getClass().getComponentType();
    if (type == null || !type.isPrimitive() || type == boolean.class || type == byte.class || type == short.class) {
      throw new IllegalArgumentException("no array of numbers: " + values.getClass());
    }
  }

  /** All of an array. */
  public SavedArray(String unit, Object values) {
    this(unit, values, Share.ALL);
  }

  /** Number of its values here. */
  public int length() {
    return Array.getLength(values);
  }

  /** Number of values of the whole. */
  long total() {
    return share.isAll() ? length() : share.total();
  }
}
