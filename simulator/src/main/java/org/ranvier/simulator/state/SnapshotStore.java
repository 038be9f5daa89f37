package org.ranvier.simulator.state;

import java.util.Set;

/** Where the arrays of a snapshot are read from when they are asked for. */
public interface SnapshotStore {
  /** The names of all. */
  Set<String> names();

  /** Of an array that there is, what one process has. */
  SavedArray read(String name, Share share);
}
