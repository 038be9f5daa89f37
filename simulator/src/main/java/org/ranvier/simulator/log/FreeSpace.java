package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.ranvier.simulator.RanvierException;

/** Watches the free space of a log's disk: the run has to stop before it is full. */
final class FreeSpace {
  /** So much must be free while a log is written. */
  static final long MIN_BYTES = 256L << 20;

  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final Path directory;
  private final LongSupplier usableBytes;
  private long lastCheckNanos;

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

  /** Looks at the disk, but not more often than once a second. */
  void requireNowAndThen(long minimum) {
    if (System.nanoTime() - lastCheckNanos >= INTERVAL_NANOS) {
      require(minimum);
    }
  }

  void require(long minimum) {
    long free = usableBytes.getAsLong();
    lastCheckNanos = System.nanoTime();
    if (free < minimum) {
      throw tooLittle(free, minimum);
    }
  }

  private RanvierException tooLittle(long free, long minimum) {
    return new RanvierException(
        "spike log "
            + directory
            + ": only "
            + (free >> 20)
            + " MiB are free on its disk, at least "
            + (minimum >> 20)
            + " MiB are needed; make room, or write to another disk. What is in the log stays readable");
  }

  /** What to say when the disk or the system has refused room for {@code bytes} of the log's file. */
  RanvierException noMore(IOException refusal, long bytes) {
    long limit = ProcessLimits.fileBytes();
    if (bytes >= limit) {
      return new RanvierException(
          "spike log " + directory + ": no file may be larger than " + (limit >> 10)
              + " KiB here, by a limit of the shell or the system; raise it (ulimit -f)."
              + " What is in the log stays readable",
          refusal);
    }
    long free = usableBytes.getAsLong();
    if (free < MIN_BYTES) {
      return tooLittle(free, MIN_BYTES);
    }
    return new RanvierException(
        "spike log " + directory + ": the disk refuses more room for it (" + refusal.getMessage()
            + "); make room, raise the quota, or write to another disk. What is in the log stays readable",
        refusal);
  }
}
