package org.ranvier.simulator.state;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All state of a simulation at one moment: arrays by name. It knows nothing of workers. */
public final class Snapshot {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * An array.
   *
   * @param values of {@code double}, {@code float}, {@code int}, {@code long} or {@code char}
   */
  public record Entry(String unit, Object values) {
    public Entry {
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

  /** All arrays, by name; not copies. */
  public Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** Adds an array, as a file is read. */
  public void put(String name, Entry entry) {
    entries.put(name, entry);
  }

  @Nullable Entry find(String name) {
    return entries.get(name);
  }

  /** Where owners list what is to be taken out. */
  public StatePort saving() {
    return new SnapshotPort(this, false);
  }

  /** Where owners list what is to be put in. */
  public StatePort restoring() {
    return new SnapshotPort(this, true);
  }
}
