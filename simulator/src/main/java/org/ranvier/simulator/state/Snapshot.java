package org.ranvier.simulator.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All state of a simulation at one moment: arrays by name. It knows nothing of workers. Of a simulation on several ranks, each has the part that is its
 * own, and all together are the snapshot that one process has.
 */
public final class Snapshot {
  private final Map<String, SavedArray> arrays = new LinkedHashMap<>();
  private final @Nullable SnapshotStore store;

  public Snapshot() {
    store = null;
  }

  /** A snapshot that is elsewhere, and of which as much is read as is asked for. */
  public Snapshot(SnapshotStore store) {
    this.store = store;
  }

  /** The arrays that are here, by name; not copies. */
  public Map<String, SavedArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** The names of all arrays. */
  public Set<String> names() {
    var names = new TreeSet<>(arrays.keySet());
    if (store != null) {
      names.addAll(store.names());
    }
    return names;
  }

  /** Adds an array, or puts it in the place of another. */
  public void put(String name, SavedArray array) {
    arrays.put(name, array);
  }

  /** Where owners list what is to be taken out. */
  public StatePort saving() {
    return new SnapshotPort(arrays, null, false);
  }

  /** Where owners list what is to be put in. */
  public StatePort restoring() {
    return new SnapshotPort(arrays, store, true);
  }
}
