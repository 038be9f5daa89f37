package org.ranvier.simulator.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All state of a simulation at one moment: arrays by name. It knows nothing of workers. */
public final class Snapshot {
  private final Map<String, SavedArray> arrays = new LinkedHashMap<>();

  /** All arrays, by name; not copies. */
  public Map<String, SavedArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** Adds an array, as a file is read. */
  public void put(String name, SavedArray array) {
    arrays.put(name, array);
  }

  /** Where owners list what is to be taken out. */
  public StatePort saving() {
    return new SnapshotPort(arrays, false);
  }

  /** Where owners list what is to be put in. */
  public StatePort restoring() {
    return new SnapshotPort(arrays, true);
  }
}
