package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ranvier.simulator.RanvierException;

/**
 * Takes room on the disk before the queue needs it. The queue file is sparse and memory-mapped: a store into a page for which the
 * disk has no room is a fault, and what was being written is torn. So zeros are written ahead by plain writes, which fail with an
 * error instead, and always so many that the end of the log still fits behind what is there.
 */
final class RoomAhead implements AutoCloseable {
  /** The queue maps its file in such pieces, and a quarter more, and makes it as long. */
  static final int QUEUE_BLOCK_BYTES = 16 << 20;

  /** Room for the end excerpt, and for an index that the queue may put before it. */
  private static final int MARGIN = 96 << 10;

  private static final int LEAST = 32 << 10;
  private static final int MOST = 1 << 20;

  private final FreeSpace space;
  private final FileChannel file;
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(64 << 10);
  private long taken;

  /** Makes the file that the queue is going to find and take for its own, since all of it is zeros. */
  RoomAhead(Path queueFile, FreeSpace space) throws IOException {
    this.space = space;
    file = FileChannel.open(queueFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Makes a file of zeros. */
  static void fill(Path path, int bytes) throws IOException {
    Files.write(path, new byte[bytes], StandardOpenOption.CREATE_NEW);
  }

  /** Makes sure that the file has room up to byte {@code end}, and for the end of the log after it. */
  void take(long end) {
    long needed = end + MARGIN;
    if (needed <= taken) {
      return;
    }
    long target = needed + Math.clamp(end / 4, LEAST, MOST);
    space.require(FreeSpace.MIN_BYTES);
    long mapped = (target / QUEUE_BLOCK_BYTES + 1) * QUEUE_BLOCK_BYTES + QUEUE_BLOCK_BYTES / 4;
    try {
      if (file.size() < mapped) {
        // The queue would do so itself when it maps the piece; where the file may not grow so far, this says so first.
        file.write(ByteBuffer.allocate(1), mapped - 1);
      }
      while (taken < target) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), target - taken));
        taken += file.write(zeros, taken);
      }
    } catch (IOException e) {
      if (taken < needed) {
        throw space.noMore(e, mapped);
      }
    }
  }

  /** Forces what has been written, through the queue too, to the disk. */
  void force() throws IOException {
    file.force(true);
  }

  /** Gives back what was not needed, once the queue is closed and {@code end} bytes are written. */
  void giveBack(long end) {
    try {
      // Readers tell a file that was cut short by its ending with its last excerpt.
      file.truncate(end + LEAST);
    } catch (IOException e) {
      // It costs room and nothing else.
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new RanvierException("a spike log cannot be closed: " + e, e);
    }
  }
}
