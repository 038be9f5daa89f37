package org.ranvier.simulator.log;

import java.io.IOException;
import org.ranvier.simulator.recording.SpikeBlock;

/** A way through a log, block by block. */
interface LogCursor extends AutoCloseable {
  /** What a step of the cursor found. */
  enum Found {
    /** A whole block: see {@link #block()}. */
    BLOCK,
    /** The end excerpt: see {@link #status()}. */
    END,
    NOTHING_YET
  }

  /** Reads the first excerpt. */
  SpikeLogManifest manifest() throws IOException;

  /**
   * Goes on to the next block.
   *
   * @param toTheEnd whether to look, where nothing is committed, at whether more stands in the file all the same
   */
  Found next(boolean toTheEnd) throws IOException;

  /** The block just read; reused. */
  SpikeBlock block();

  /** The end, or where the log stands now. */
  SpikeLogStatus status();

  @Override
  void close() throws IOException;
}
