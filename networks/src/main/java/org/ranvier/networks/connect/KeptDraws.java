package org.ranvier.networks.connect;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.ranvier.simulator.synapses.DrawRoom.BLOCK;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.ranvier.simulator.synapses.DrawRoom;
import org.ranvier.simulator.synapses.SynapseBatch;

/**
 * Sources and delays of synapses in the order in which they were counted, 4 bytes each, for when they are placed: as many of the first ones as there is room for. Blocks
 * that have been read are given back.
 */
final class KeptDraws {
  private static final int SOURCE_BITS = 20;
  private static final int SOURCE_MASK = (1 << SOURCE_BITS) - 1;

  private final DrawRoom room;
  private final ArrayDeque<MemorySegment> blocks = new ArrayDeque<>();
  private boolean full;
  private int filled = BLOCK; // of the last block
  private int read; // of the first one
  private long unread;

  KeptDraws(DrawRoom room) {
    this.room = room;
  }

  /** Whether sources and delays up to these can be kept. */
  static boolean hold(int highestSource, int longestDelay) {
    return highestSource <= SOURCE_MASK && longestDelay < 1 << Integer.SIZE - SOURCE_BITS;
  }

  /** Keeps synapses of a batch, or from some synapse on none. */
  void add(SynapseBatch batch, int from, int to) {
    int k = from;
    while (k < to && !full) {
      if (filled == BLOCK) {
        MemorySegment block = room.take();
        if (block == null) {
          full = true;
          return;
        }
        blocks.add(block);
        filled = 0;
      }
      int some = Math.min(to - k, BLOCK - filled);
      pack(batch, k, some, blocks.getLast(), filled);
      filled += some;
      unread += some;
      k += some;
    }
  }

  private static void pack(SynapseBatch batch, int from, int count, MemorySegment block, int place) {
    for (int j = 0; j < count; j++) {
      block.setAtIndex(JAVA_INT, place + j, batch.source[from + j] | batch.delay[from + j] << SOURCE_BITS);
    }
  }

  /** How many synapses have been kept and not been read. */
  long unread() {
    return unread;
  }

  /** Reads the next ones into a batch. */
  void read(SynapseBatch batch, int from, int to) {
    for (int k = from; k < to; ) {
      int some = Math.min(to - k, BLOCK - read);
      unpack(blocks.getFirst(), read, some, batch, k);
      read += some;
      unread -= some;
      k += some;
      if (read == BLOCK || unread == 0) {
        room.giveBack(blocks.removeFirst());
        read = 0;
      }
    }
  }

  private static void unpack(MemorySegment block, int place, int count, SynapseBatch batch, int from) {
    for (int j = 0; j < count; j++) {
      int packed = block.getAtIndex(JAVA_INT, place + j);
      batch.source[from + j] = packed & SOURCE_MASK;
      batch.delay[from + j] = packed >>> SOURCE_BITS;
    }
  }
}
