package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/**
 * Writes spikes to a new log directory as they happen, one excerpt for each block of steps. A block is committed when {@link
 * #accept} returns: from then on other processes see it, and it outlives the end of this process, however that comes.
 *
 * <p>Used by one thread at a time. Appending allocates nothing.
 */
public final class SpikeLogWriter implements SpikeListener, AutoCloseable {
  /** Appending stops when less than this is free on the disk: 256 MiB. */
  public static final long MIN_FREE_BYTES = 256L << 20;

  /**
   * Chronicle maps and extends the file in such pieces. The file is sparse: it shows 20 MiB or more in a listing, but takes only
   * what was written.
   */
  private static final long QUEUE_BLOCK_BYTES = 16L << 20;

  /** Chronicle's limit is a quarter of its block; smaller pieces keep the buffers of writer and readers small. */
  static final int MAX_EXCERPT_BYTES = 1 << 20;

  /** The end excerpt is small and may use what the blocks had to leave free. */
  private static final long MIN_FREE_BYTES_FOR_END = 1L << 20;

  private final int maxExcerptBytes;
  private final FreeSpace space;
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;
  private final CRC32C crc = new CRC32C();
  private byte[] buffer = new byte[4096];
  private long sequence;
  private long nextStep;
  private long spikes;
  private boolean finished;

  private SpikeLogWriter(Path directory, SpikeLogManifest manifest, FreeSpace space, int maxExcerptBytes) {
    this.maxExcerptBytes = maxExcerptBytes;
    this.space = space;
    nextStep = manifest.firstStep();
    // A clock that stands still: the queue never rolls to a second file, however long the run takes.
    long start = System.currentTimeMillis();
    queue =
        SingleChronicleQueueBuilder.binary(directory)
            .blockSize(QUEUE_BLOCK_BYTES)
            .rollCycle(RollCycles.FAST_DAILY)
            .timeProvider(() -> start)
            .checkInterrupts(false)
            .build();
    appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
    append(encodeManifest(ManifestJson.write(manifest)));
  }

  /**
   * Creates the log in a directory that does not exist yet or is empty, and writes the manifest.
   *
   * @throws RanvierException if the directory is in use or cannot be made, if the disk has less than {@link #MIN_FREE_BYTES}
   *     free, or if the JVM lacks the flags that Chronicle Queue needs
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
    makeDirectory(directory);
    var space = new FreeSpace(directory, usableBytes);
    space.require(MIN_FREE_BYTES);
    return new SpikeLogWriter(directory, manifest, space, maxExcerptBytes);
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
    requireOpen();
    if (block.firstStep() != nextStep) {
      throw new IllegalStateException("the block begins at step " + block.firstStep() + ", the log goes on at step " + nextStep);
    }
    int step = 0;
    while (step < block.stepCount()) {
      int bytes = SpikeLogFormat.BLOCK_HEADER + SpikeLogFormat.CRC_BYTES;
      int end = step;
      while (end < block.stepCount()) {
        int count = block.end(end) - block.begin(end);
        long more = SpikeLogFormat.varintBytes(count) + spikeBytes(block) * (long) count;
        if (bytes + more > maxExcerptBytes) {
          break;
        }
        bytes += (int) more;
        end++;
      }
      if (end == step) {
        appendLargeStep(block, step);
        step++;
      } else {
        appendSteps(block, step, end, bytes);
        step = end;
      }
    }
  }

  private static int spikeBytes(SpikeBlock block) {
    return block.hasOffsets() ? 12 : 4;
  }

  private static int flags(SpikeBlock block) {
    return block.hasOffsets() ? SpikeLogFormat.HAS_OFFSETS : 0;
  }

  private void appendSteps(SpikeBlock block, int step, int end, int bytes) {
    int from = block.begin(step);
    int count = block.end(end - 1) - from;
    int at = putBlockHeader(bytes, flags(block), end - step, block.firstStep() + step, count);
    for (int k = step; k < end; k++) {
      at = SpikeLogFormat.putVarint(buffer, at, block.end(k) - block.begin(k));
    }
    at = putSpikes(block, from, count, at);
    appendBlock(at);
    spikes += count;
    nextStep = block.firstStep() + end;
  }

  /** One step that exceeds an excerpt goes out in pieces, all but the last marked as continued. */
  private void appendLargeStep(SpikeBlock block, int step) {
    int piece = (maxExcerptBytes - SpikeLogFormat.BLOCK_HEADER - SpikeLogFormat.CRC_BYTES - 5) / spikeBytes(block);
    int from = block.begin(step);
    int end = block.end(step);
    while (from < end) {
      int count = Math.min(piece, end - from);
      int flags = flags(block) | (from + count < end ? SpikeLogFormat.CONTINUED : 0);
      int at = putBlockHeader(maxExcerptBytes, flags, 1, block.firstStep() + step, count);
      at = SpikeLogFormat.putVarint(buffer, at, count);
      at = putSpikes(block, from, count, at);
      appendBlock(at);
      from += count;
    }
    // Only now, since the disk may have refused a piece, and the step then does not count.
    spikes += end - block.begin(step);
    nextStep = block.firstStep() + step + 1;
  }

  private int putBlockHeader(int bytes, int flags, int steps, long firstStep, int count) {
    if (buffer.length < bytes) {
      buffer = new byte[Math.max(bytes, Math.min(2 * buffer.length, maxExcerptBytes))];
    }
    putKind(SpikeLogFormat.BLOCK, flags);
    SpikeLogFormat.INT.set(buffer, 4, steps);
    SpikeLogFormat.LONG.set(buffer, 8, sequence);
    SpikeLogFormat.LONG.set(buffer, 16, firstStep);
    SpikeLogFormat.INT.set(buffer, 24, count);
    return SpikeLogFormat.BLOCK_HEADER;
  }

  private void putKind(byte kind, int flags) {
    buffer[0] = kind;
    buffer[1] = (byte) flags;
    buffer[2] = 0;
    buffer[3] = 0;
  }

  private int putSpikes(SpikeBlock block, int from, int count, int at) {
    int end = putIds(block.ids(), from, count, at);
    if (!block.hasOffsets()) {
      return end;
    }
    for (int k = 0; k < count; k++) {
      SpikeLogFormat.DOUBLE.set(buffer, end + 8 * k, block.offset(from + k));
    }
    return end + 8 * count;
  }

  private int putIds(int[] ids, int from, int count, int at) {
    byte[] target = buffer;
    for (int k = 0; k < count; k++) {
      SpikeLogFormat.INT.set(target, at + 4 * k, ids[from + k]);
    }
    return at + 4 * count;
  }

  private void appendBlock(int length) {
    space.reserve(length);
    append(length);
    sequence++;
  }

  /** Appends the buffer's first bytes and their checksum; the excerpt is committed when its document closes. */
  private void append(int length) {
    crc.reset();
    crc.update(buffer, 0, length);
    SpikeLogFormat.INT.set(buffer, length, (int) crc.getValue());
    try (var document = appender.writingDocument()) {
      document.wire().bytes().write(buffer, 0, length + SpikeLogFormat.CRC_BYTES);
    }
  }

  private int encodeManifest(String json) {
    byte[] text = putText(SpikeLogFormat.MANIFEST, SpikeLogFormat.MANIFEST_HEADER, json);
    return SpikeLogFormat.MANIFEST_HEADER + text.length;
  }

  private byte[] putText(byte kind, int header, String string) {
    byte[] text = string.getBytes(StandardCharsets.UTF_8);
    int bytes = header + text.length + SpikeLogFormat.CRC_BYTES;
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
    }
    putKind(kind, 0);
    SpikeLogFormat.INT.set(buffer, 4, text.length);
    System.arraycopy(text, 0, buffer, header, text.length);
    return text;
  }

  /**
   * Ends the log.
   *
   * @param status {@link SpikeLogStatus#COMPLETE}, {@link SpikeLogStatus#CANCELLED} or {@link SpikeLogStatus#failed}
   */
  public void finish(String status) {
    requireOpen();
    if (SpikeLogStatus.endingOf(status) == SpikeLogStatus.Ending.UNFINISHED) {
      throw new IllegalArgumentException("status '" + status + "'; it is 'complete', 'cancelled' or 'failed: ...'");
    }
    space.require(MIN_FREE_BYTES_FOR_END);
    byte[] text = putText(SpikeLogFormat.END, SpikeLogFormat.END_HEADER, status);
    SpikeLogFormat.LONG.set(buffer, 8, sequence);
    SpikeLogFormat.LONG.set(buffer, 16, nextStep - 1);
    SpikeLogFormat.LONG.set(buffer, 24, spikes);
    append(SpikeLogFormat.END_HEADER + text.length);
    finished = true;
  }

  private void requireOpen() {
    if (finished || queue.isClosed()) {
      throw new IllegalStateException("the spike log " + queue.fileAbsolutePath() + " was finished or closed");
    }
  }

  /** Closes the log; without {@link #finish} before it, readers call it unfinished. */
  @Override
  public void close() {
    appender.close();
    queue.close();
  }
}
