package org.ranvier.simulator.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.ranvier.simulator.RanvierException;

/**
 * Watches the free space of a log's disk. The queue file is sparse and memory-mapped: a store into a page for which the disk has
 * no room kills the JVM with SIGBUS, so the run has to stop before.
 */
final class FreeSpace {
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final long INTERVAL_BYTES = 64L << 20;

  private final Path directory;
  private final LongSupplier usableBytes;
  private long lastCheckNanos;
  private long bytesSinceCheck;

  FreeSpace(Path directory, LongSupplier usableBytes) {
    this.directory = directory;
    this.usableBytes = usableBytes;
  }

  /**
   * What is free on the disk of a directory. One that was moved while it is written to is still on the disk of what it was in, since the
   * open file goes along with a renaming only.
   */
  static long usable(Path directory) {
    Path there = directory.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() instanceof Path parent) {
      there = parent;
    }
    return there.toFile().getUsableSpace();
  }

  /** Called before {@code bytes} are written: looks at the disk once a second, and after every 64 MiB. */
  void reserve(int bytes) {
    bytesSinceCheck += bytes;
    if (bytesSinceCheck >= INTERVAL_BYTES || System.nanoTime() - lastCheckNanos >= INTERVAL_NANOS) {
      require(SpikeLogWriter.MIN_FREE_BYTES);
    }
  }

  void require(long minimum) {
    long free = usableBytes.getAsLong();
    lastCheckNanos = System.nanoTime();
    bytesSinceCheck = 0;
    if (free < minimum) {
      throw new RanvierException(
          "spike log "
              + directory
              + ": only "
              + (free >> 20)
              + " MiB are free on its disk, at least "
              + (minimum >> 20)
              + " MiB are needed; make room, or write to another disk. What is in the log stays readable");
    }
  }
}
