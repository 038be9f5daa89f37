package org.ranvier.simulator.synapses;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Memory for draws that are kept between counting and placing, in blocks of {@value #BLOCK} numbers of 4 bytes. It lies outside the heap, for the collector would copy it
 * several times, and the heap would stay as large. One object serves one worker, in one thread.
 */
public final class DrawRoom implements AutoCloseable {
  public static final int BLOCK = 1 << 18;

  private final Arena arena = Arena.ofConfined();
  private final ArrayDeque<MemorySegment> free = new ArrayDeque<>();
  private long left;

  /**
   * @param bytes that may be taken
   */
  public DrawRoom(long bytes) {
    left = bytes / Integer.BYTES / BLOCK;
  }

  /** A block of numbers with any content; null where there is no more room. */
  public @Nullable MemorySegment take() {
    if (!free.isEmpty()) {
      return free.removeLast();
    }
    if (left == 0) {
      return null;
    }
    left--;
    return arena.allocate((long) BLOCK * Integer.BYTES, Integer.BYTES);
  }

  /** Gives a block back. */
  public void giveBack(MemorySegment block) {
    free.add(block);
  }

  /** Ends the life of all blocks. */
  @Override
  public void close() {
    arena.close();
  }
}
