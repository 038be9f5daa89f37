package org.ranvier.simulator.log;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * Reads a spike log: one that is complete, one whose run was killed, or one whose run goes on, in this process or another.
 *
 * <p>Reading changes nothing in the log, needs no flags of the JVM, and holds no file open between calls; each call reads from
 * the start, so several may read at once. Every block is checked. A log that is damaged or cut short gives a {@link RanvierException}
 * that names the place, after all blocks before it were delivered. The log of a run on several ranks consists of theirs, and is read as one.
 */
public final class SpikeLogReader {
  /** Beyond every log, and small enough to be counted from. */
  private static final long LAST_STEP = Long.MAX_VALUE / 4;

  /** Of the file that the queue keeps beside its own. */
  private static final String TABLE_SUFFIX = ".cq4t";

  private static final int FIRST_WAIT_MS = 1;
  private static final int LONGEST_WAIT_MS = 50;
  private static final long FIRST_LOOK_AHEAD_MS = 1000;

  private static final long YOUNG_MS = 2_000;

  private final Path directory;
  private final List<Path> ranks; // the logs of which it consists; empty where it is one
  private final SpikeLogManifest manifest;

  private SpikeLogReader(Path directory, List<Path> ranks, SpikeLogManifest manifest) {
    this.directory = directory;
    this.ranks = ranks;
    this.manifest = manifest;
  }

  /**
   * Opens a log and reads its manifest.
   *
   * @throws RanvierException if the directory does not exist, holds no spike log, or holds one of another version
   */
  public static SpikeLogReader open(Path directory) {
    try {
      List<Path> ranks = RankLogs.in(directory);
      try (var cursor = cursor(directory, ranks)) {
        return new SpikeLogReader(directory, ranks, cursor.manifest());
      }
    } catch (IOException e) {
      throw LogDirectory.unreadable(directory, e);
    }
  }

  /**
   * Whether the log of a run that is starting may come to be in a directory: it does not exist yet, or holds nothing but a queue
   * without a manifest. That may also be what a run left that was killed so early.
   */
  public static boolean mayBegin(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      List<Path> entries = files.toList();
      if (!entries.isEmpty() && entries.stream().allMatch(f -> RankLogs.isName(String.valueOf(f.getFileName())))) {
        return entries.stream().anyMatch(SpikeLogReader::mayBegin);
      }
      if (!entries.stream().allMatch(f -> f.toString().endsWith(SpikeLogFormat.QUEUE_SUFFIX) || f.toString().endsWith(TABLE_SUFFIX))) {
        return false;
      }
      if (entries.stream().noneMatch(f -> f.toString().endsWith(SpikeLogFormat.QUEUE_SUFFIX))) {
        return true;
      }
      Path queue = LogDirectory.queueFile(directory);
      try (var excerpts = new ExcerptReader(queue)) {
        ExcerptReader.Found first = excerpts.next();
        return first == ExcerptReader.Found.NOTHING_YET || (first == ExcerptReader.Found.CUT_SHORT && excerpts.fileLength() == 0) || isYoung(queue);
      } catch (RanvierException e) {
        return isYoung(queue);
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a file has just been written: a run that starts makes its log piece by piece, and each piece alone looks like damage. */
  private static boolean isYoung(Path file) throws IOException {
    return System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis() < YOUNG_MS;
  }

  /** The directory of the log. */
  public Path directory() {
    return directory;
  }

  public SpikeLogManifest manifest() {
    return manifest;
  }

  /** A way through the log from its begin; the manifest comes first. */
  LogCursor cursor() throws IOException {
    return cursor(directory, ranks);
  }

  private static LogCursor cursor(Path directory, List<Path> ranks) throws IOException {
    return ranks.isEmpty() ? new BlockCursor(directory, LogDirectory.queueFile(directory)) : new MergedCursor(directory, ranks);
  }

  /** How the log ends as it stands now; goes through all of it. */
  public SpikeLogStatus status() {
    return forEach(block -> {});
  }

  /** Delivers every block in order and returns how the log ends. */
  public SpikeLogStatus forEach(SpikeListener listener) {
    return forEach(listener, LAST_STEP);
  }

  /** Delivers every block in order up to the one that reaches a step; what comes after is not looked at. */
  public SpikeLogStatus forEach(SpikeListener listener, long lastStep) {
    try (var cursor = cursor()) {
      cursor.manifest();
      while (cursor.status().lastStep() < lastStep && cursor.next(true) == LogCursor.Found.BLOCK) {
        listener.accept(cursor.block());
      }
      return cursor.status();
    } catch (IOException e) {
      throw LogDirectory.unreadable(directory, e);
    }
  }

  /**
   * Delivers every block in order, and goes on with those to come, until the log ends or {@code stop} says so. A run that was
   * killed writes no end: give a {@code stop} that knows.
   *
   * @param stop asked before each wait of at most 50 ms, and between blocks
   * @return how the log ends, unfinished where {@code stop} came first or the thread was interrupted
   */
  public SpikeLogStatus follow(SpikeListener listener, BooleanSupplier stop) {
    try (var cursor = cursor()) {
      cursor.manifest();
      int waitMs = FIRST_WAIT_MS;
      long waitedMs = 0;
      long lookAtMs = FIRST_LOOK_AHEAD_MS; // seldom, since it reads the rest of the file
      while (true) {
        boolean lookAhead = waitedMs >= lookAtMs;
        if (lookAhead) {
          lookAtMs *= 2;
        }
        switch (cursor.next(lookAhead)) {
          case BLOCK -> {
            listener.accept(cursor.block());
            waitMs = FIRST_WAIT_MS;
            waitedMs = 0;
            lookAtMs = FIRST_LOOK_AHEAD_MS;
          }
          case END -> {
            return cursor.status();
          }
          case NOTHING_YET -> {
            if (stop.getAsBoolean()) {
              return cursor.status();
            }
            Thread.sleep(waitMs);
            waitedMs += waitMs;
            waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
            continue;
          }
        }
        if (stop.getAsBoolean()) {
          return cursor.status();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return status();
    } catch (IOException e) {
      throw LogDirectory.unreadable(directory, e);
    }
  }

  /** All spikes. */
  public SpikeTrains readAll() {
    return readSteps(manifest.firstStep() - 1, LAST_STEP);
  }

  /**
   * The spikes at times {@code fromMs < t <= toMs}, as far as the log reaches; what comes after is not looked at.
   *
   * @throws RanvierException if {@code fromMs > toMs} or there are more than 2^31 spikes
   */
  public SpikeTrains read(double fromMs, double toMs) {
    if (!(fromMs <= toMs)) {
      throw new RanvierException(directory + ": the interval from " + fromMs + " ms to " + toMs + " ms is empty; give from < to");
    }
    return readSteps(Math.max(stepAt(fromMs), manifest.firstStep() - 1), stepAt(toMs));
  }

  /** The last step at or before a time; a billionth of a step is forgiven, so that 0.3 ms is step 3 of 0.1 ms. */
  public long stepAt(double ms) {
    double steps = ms / manifest.resolutionMs();
    return (long) Math.min(Math.floor(steps + 1e-9 + 2 * Math.ulp(steps)), LAST_STEP);
  }

  /** The spikes of steps {@code fromStep < s <= toStep}, as far as the log reaches; what comes after is not looked at. */
  public SpikeTrains readSteps(long fromStep, long toStep) {
    var steps = new LongArrayList();
    var ids = new IntArrayList();
    var offsets = new DoubleArrayList(); // empty while all are 0
    long lastStep = fromStep;
    try (var cursor = cursor()) {
      cursor.manifest();
      while (lastStep < toStep && cursor.next(true) == LogCursor.Found.BLOCK) {
        var block = cursor.block();
        if (block.endStepExclusive() - 1 <= fromStep) {
          continue;
        }
        int first = (int) Math.max(0, fromStep + 1 - block.firstStep());
        int end = (int) Math.min(block.stepCount(), toStep + 1 - block.firstStep());
        if ((long) ids.size() + block.spikeCount() > Integer.MAX_VALUE - 16) {
          throw new RanvierException(
              directory + ": more than 2^31 spikes in one reading; read intervals of it, or go through it block by block");
        }
        for (int k = first; k < end && block.spikeCount() > 0; k++) {
          for (int s = block.begin(k); s < block.end(k); s++) {
            steps.add(block.firstStep() + k);
          }
        }
        if (first < end) {
          if (block.hasOffsets() || !offsets.isEmpty()) {
            offsets.size(ids.size()); // fills up with zeros
            for (int s = block.begin(first); s < block.end(end - 1); s++) {
              offsets.add(block.offset(s));
            }
          }
          ids.addElements(ids.size(), block.ids(), block.begin(first), block.end(end - 1) - block.begin(first));
        }
        lastStep = Math.min(toStep, block.endStepExclusive() - 1);
      }
    } catch (IOException e) {
      throw LogDirectory.unreadable(directory, e);
    }
    return new SpikeTrains(
        manifest.populations(), manifest.resolutionMs(), fromStep, lastStep, steps.toLongArray(), ids.toIntArray(),
        offsets.toDoubleArray());
  }
}
