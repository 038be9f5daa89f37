package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.ranvier.simulator.RanvierException;

/** The queue that a log is written to, one file for the whole run, with room taken ahead of what is written. */
final class QueueFile implements AutoCloseable {
  private static final RollCycles CYCLE = RollCycles.FAST_DAILY;

  /** What the queue writes before the first excerpt: its description and two indices. */
  private static final int BEFORE_FIRST = 80 << 10;

  /** The file that it keeps beside, and its size. */
  private static final String TABLE = "metadata.cq4t";

  private static final int TABLE_BYTES = 128 << 10;

  /** The queue waits so long for another process to begin a file that it finds without a beginning: there is none, the room is ours. */
  private static final long WAIT_MS = 100;

  private final Path directory;
  private final FreeSpace space;
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;
  private final RoomAhead room;
  private long end;
  private boolean finished;

  private QueueFile(Path directory, FreeSpace space, RoomAhead room, ChronicleQueue queue) {
    this.directory = directory;
    this.space = space;
    this.room = room;
    this.queue = queue;
    appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
  }

  /** Makes the queue and writes the first excerpt. */
  static QueueFile create(Path directory, FreeSpace space, byte[] first, int length) {
    // A clock that stands still: the queue never rolls to a second file, however long the run takes.
    long start = System.currentTimeMillis();
    RoomAhead room = null;
    QueueFile made = null;
    try {
      RoomAhead.fill(directory.resolve(TABLE), TABLE_BYTES);
      room = new RoomAhead(directory.resolve(name(start)), space);
      room.take(BEFORE_FIRST + length);
      made = new QueueFile(directory, space, room, open(directory, start));
      made.write(first, length);
      LogDirectory.queueFile(directory); // throws where the queue has made a file of another name
      return made;
    } catch (IOException | RuntimeException | Error e) {
      if (made != null) {
        made.close();
      } else if (room != null) {
        room.close();
      }
      throw refused(directory, space, RoomAhead.QUEUE_BLOCK_BYTES, e);
    }
  }

  private static ChronicleQueue open(Path directory, long start) {
    return SingleChronicleQueueBuilder.binary(directory)
        .blockSize((long) RoomAhead.QUEUE_BLOCK_BYTES)
        .rollCycle(CYCLE)
        .timeProvider(() -> start)
        .timeoutMS(WAIT_MS)
        .checkInterrupts(false)
        .build();
  }

  /** The name that the queue gives to the file of a time. */
  private static String name(long epochMillis) {
    String day = DateTimeFormatter.ofPattern(CYCLE.format(), Locale.ROOT).withZone(ZoneOffset.UTC).format(Instant.ofEpochMilli(epochMillis));
    return day + SpikeLogFormat.QUEUE_SUFFIX;
  }

  /** Makes sure that an excerpt of {@code length} bytes can be appended, and the end of the log after it. */
  void takeRoomFor(int length) {
    room.take(end + ExcerptReader.HEADER + length);
  }

  /** Appends an excerpt, the first bytes of the buffer; it is committed when this returns. */
  void append(byte[] bytes, int length) {
    requireOpen();
    try {
      write(bytes, length);
    } catch (RuntimeException | InternalError e) {
      throw refused(directory, space, end, e);
    }
  }

  private void write(byte[] bytes, int length) {
    try (var document = appender.writingDocument()) {
      boolean whole = false;
      try {
        var target = document.wire().bytes();
        target.write(bytes, 0, length);
        end = target.writePosition();
        whole = true;
      } finally {
        if (!whole) {
          document.rollbackOnClose(); // a part of an excerpt is none
        }
      }
    }
  }

  /** What to say where the queue could not do what it was asked. */
  private static RanvierException refused(Path directory, FreeSpace space, long bytes, Throwable failure) {
    if (failure instanceof RanvierException known) {
      return known;
    }
    Throwable cause = failure;
    while (cause.getCause() instanceof Throwable deeper) {
      cause = deeper;
    }
    String reason = String.valueOf(cause.getMessage());
    if (reason.contains("Too many open files")) {
      return new RanvierException(
          "spike log " + directory + ": too many files are open, the limit is " + ProcessLimits.openFiles()
              + " (ulimit -n); raise it: a run needs about 100",
          failure);
    }
    var refusal = cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    return space.noMore(refusal, bytes);
  }

  /** Refuses what comes after the end or the closing. */
  void requireOpen() {
    if (finished || queue.isClosed()) {
      throw new IllegalStateException("the spike log " + directory + " was finished or closed");
    }
  }

  /** Forces all that has been appended to the disk: it outlives the machine from then on. */
  void force() {
    try {
      room.force();
    } catch (IOException e) {
      throw refused(directory, space, end, e);
    }
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Some systems do not open directories; the file itself is on the disk.
    }
  }

  /** Says that nothing more comes. */
  void finish() {
    finished = true;
  }

  @Override
  public void close() {
    appender.close();
    queue.close();
    if (finished) {
      room.giveBack(end);
    }
    room.close();
  }
}
