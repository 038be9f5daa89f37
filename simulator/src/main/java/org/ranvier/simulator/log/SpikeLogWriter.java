package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/**
 * Writes spikes to a new log directory as they happen, one excerpt for each block of steps that has some. Such a block is committed
 * when {@link #accept} returns: from then on other processes see it, and it outlives the end of this process, however that comes.
 * Silence is written as one excerpt when it ends, and at least once a second.
 *
 * <p>Used by one thread at a time. Appending allocates nothing.
 */
public final class SpikeLogWriter implements SpikeListener, AutoCloseable {
  /** Appending stops when less than this is free on the disk: 256 MiB. */
  public static final long MIN_FREE_BYTES = FreeSpace.MIN_BYTES;

  /** Chronicle's limit is a quarter of its block; smaller pieces keep the buffers of writer and readers small. */
  static final int MAX_EXCERPT_BYTES = 1 << 20;

  private static final int FRAME_BYTES = SpikeLogFormat.BLOCK_HEADER + SpikeLogFormat.CHAIN_BYTES;

  private static final long SILENCE_NANOS = 1_000_000_000L;
  private static final int MOST_SILENT_STEPS = 1 << 30;

  private final int maxExcerptBytes;
  private final FreeSpace space;
  private final QueueFile queue;
  private final ExcerptWriter excerpts = new ExcerptWriter();
  private long number;
  private long nextStep;
  private int silentSteps; // before the next step, not yet written
  private long lastWriteNanos;
  private long spikes;

  private SpikeLogWriter(Path directory, SpikeLogManifest manifest, FreeSpace space, int maxExcerptBytes) {
    this.maxExcerptBytes = maxExcerptBytes;
    this.space = space;
    nextStep = manifest.firstStep();
    int length = excerpts.manifest(ManifestJson.write(manifest));
    queue = QueueFile.create(directory, space, excerpts.bytes(), length);
    excerpts.committed(length);
    lastWriteNanos = System.nanoTime();
  }

  /**
   * Creates the log in a directory that does not exist yet or is empty, and writes the manifest.
   *
   * @throws RanvierException if the directory is in use or cannot be made, if the disk has less than {@link #MIN_FREE_BYTES}
   *     free, if a name in the manifest is one that exports could not carry, or if the JVM lacks the flags that Chronicle Queue needs
   */
  public static SpikeLogWriter create(Path directory, SpikeLogManifest manifest) {
    return create(directory, manifest, () -> FreeSpace.usable(directory), MAX_EXCERPT_BYTES);
  }

  /** Throws where the JVM lacks the flags that {@link #create} needs; the message names them. */
  public static void requireFlags() {
    QueueRuntime.check();
  }

  /** Throws where the disk of a directory, which exists, has less room than {@link #create} needs. */
  public static void requireRoom(Path directory) {
    new FreeSpace(directory, () -> FreeSpace.usable(directory)).require(MIN_FREE_BYTES);
  }

  static SpikeLogWriter create(Path directory, SpikeLogManifest manifest, LongSupplier usableBytes, int maxExcerptBytes) {
    QueueRuntime.check();
    List<String> mistakes = ManifestCheck.mistakesIn(manifest);
    if (!mistakes.isEmpty()) {
      throw new RanvierException("spike log " + directory + ": " + String.join("; ", mistakes));
    }
    makeDirectory(directory);
    var space = new FreeSpace(directory, usableBytes);
    space.require(MIN_FREE_BYTES);
    return new SpikeLogWriter(directory, manifest, space, maxExcerptBytes);
  }

  /**
   * Creates a log that begins with all of another one up to a step, and forces it to the disk; it goes on with the step after that.
   *
   * @throws RanvierException as {@link #create}, or if the other log is damaged or ends before
   */
  public static SpikeLogWriter goingOn(Path directory, SpikeLogReader before, long lastStep) {
    return goingOn(directory, before, lastStep, id -> true);
  }

  /** The same with the spikes of some neurons only. */
  public static SpikeLogWriter goingOn(Path directory, SpikeLogReader before, long lastStep, IntPredicate neurons) {
    SpikeLogWriter writer = create(directory, before.manifest().rewritten());
    try {
      before.forEach(block -> writer.accept(block.upTo(lastStep).of(neurons)), lastStep);
      if (writer.nextStep <= lastStep) {
        throw new RanvierException(
            "spike log " + before.directory() + ": it ends at step " + (writer.nextStep - 1) + ", before step " + lastStep + ", from which it is to go on");
      }
      writer.flush();
      writer.force();
      return writer;
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
      try (var entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new RanvierException(
              "spike log " + directory + ": the directory exists and is not empty; name a new one, or remove it first");
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new RanvierException("spike log " + directory + ": a file of that name exists; name a new directory", e);
    } catch (IOException e) {
      throw new RanvierException("spike log " + directory + ": the directory cannot be made: " + e, e);
    }
  }

  @Override
  public void accept(SpikeBlock block) {
    queue.requireOpen();
    if (block.firstStep() != nextStep) {
      throw new IllegalStateException("the block begins at step " + block.firstStep() + ", the log goes on at step " + nextStep);
    }
    if (block.spikeCount() == 0) {
      acceptSilence(block.stepCount());
      return;
    }
    flush();
    int step = 0;
    while (step < block.stepCount()) {
      int end = lastThatFits(block, step);
      if (end == step) {
        appendLargeStep(block, step);
        step++;
      } else {
        append(excerpts.block(block, step, end, number));
        spikes += block.end(end - 1) - block.begin(step);
        nextStep = block.firstStep() + end;
        step = end;
      }
    }
  }

  /** Which steps from {@code step} on fit into an excerpt: those before the returned one. */
  private int lastThatFits(SpikeBlock block, int step) {
    long bytes = FRAME_BYTES;
    int end = step;
    while (end < block.stepCount()) {
      int count = block.end(end) - block.begin(end);
      bytes += SpikeLogFormat.varintBytes(count) + ExcerptWriter.spikeBytes(block) * (long) count;
      if (bytes > maxExcerptBytes) {
        break;
      }
      end++;
    }
    return end;
  }

  private void acceptSilence(int steps) {
    if (silentSteps > MOST_SILENT_STEPS - steps || System.nanoTime() - lastWriteNanos >= SILENCE_NANOS) {
      flush();
    }
    silentSteps += steps;
    nextStep += steps;
  }

  /** Writes what is not written yet: silence up to the present step. */
  public void flush() {
    if (silentSteps > 0) {
      append(excerpts.silence(silentSteps, number, nextStep - silentSteps));
      silentSteps = 0;
    }
  }

  /** Forces what is written to the disk: from then on it outlives the machine, too. */
  public void force() {
    queue.requireOpen();
    queue.force();
  }

  /** One step that exceeds an excerpt goes out in pieces, all but the last marked as continued. */
  private void appendLargeStep(SpikeBlock block, int step) {
    int piece = (maxExcerptBytes - FRAME_BYTES - 5) / ExcerptWriter.spikeBytes(block);
    int from = block.begin(step);
    int end = block.end(step);
    while (from < end) {
      int count = Math.min(piece, end - from);
      append(excerpts.piece(block, step, from, count, from + count < end, number));
      from += count;
    }
    // Only now, since the disk may have refused a piece, and the step then does not count.
    spikes += end - block.begin(step);
    nextStep = block.firstStep() + step + 1;
  }

  private void append(int length) {
    space.requireNowAndThen(MIN_FREE_BYTES);
    queue.takeRoomFor(length);
    write(length);
  }

  private void write(int length) {
    queue.append(excerpts.bytes(), length);
    excerpts.committed(length);
    number++;
    lastWriteNanos = System.nanoTime();
  }

  /**
   * Ends the log.
   *
   * @param status {@link SpikeLogStatus#COMPLETE}, {@link SpikeLogStatus#CANCELLED} or {@link SpikeLogStatus#failed}
   */
  public void finish(String status) {
    queue.requireOpen();
    if (SpikeLogStatus.endingOf(status) == SpikeLogStatus.Ending.UNFINISHED) {
      throw new IllegalArgumentException("status '" + status + "'; it is 'complete', 'cancelled' or 'failed: ...'");
    }
    // There is room for these two: it was taken when the last block was written.
    if (silentSteps > 0) {
      write(excerpts.silence(silentSteps, number, nextStep - silentSteps));
      silentSteps = 0;
    }
    write(excerpts.end(status, number, nextStep - 1, spikes));
    queue.finish();
  }

  /** Closes the log; without {@link #finish} before it, readers call it unfinished. */
  @Override
  public void close() {
    queue.close();
  }
}
