package org.ranvier.simulator.state;

import java.lang.reflect.Array;

/**
 * An array of a {@link Snapshot}.
 *
 * @param values of {@code double}, {@code float}, {@code int}, {@code long} or {@code char}
 */
public record SavedArray(String unit, Object values) {
  public SavedArray {
    Class<?> type = values.getClass().getComponentType();
    if (type == null || !type.isPrimitive() || type == boolean.class || type == byte.class || type == short.class) {
      throw new IllegalArgumentException("no array of numbers: " + values.getClass());
    }
  }

  /** Number of its values. */
  public int length() {
    return Array.getLength(values);
  }
}
