package org.ranvier.simulator.engine;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.workers.Errands;

/**
 * Passes the spikes of a run to the listeners, block by block, by the thread that waits for the workers: while it does so (a log
 * is written, a digest taken) the workers fill the next block. If it is not done when that one is full, they wait.
 */
final class Broadcast {
  private static final int BLOCKS = 2;

  private final List<SpikeListener> listeners;
  private final Errands errands;
  private final BlockingQueue<SpikeBlock> free = new ArrayBlockingQueue<>(BLOCKS);
  private SpikeBlock block;
  private boolean failed; // touched by the waiting thread only

  Broadcast(List<SpikeListener> listeners, Errands errands, long firstStep) {
    this.listeners = List.copyOf(listeners);
    this.errands = errands;
    for (int k = 1; k < BLOCKS; k++) {
      free.add(new SpikeBlock());
    }
    block = new SpikeBlock();
    block.reset(firstStep);
  }

  /** The block that is being filled. */
  SpikeBlock block() {
    return block;
  }

  /** Sends the block on its way and begins the next. */
  void send(long nextStep) {
    if (!listeners.isEmpty()) {
      hand();
    }
    block.reset(nextStep);
  }

  private void hand() {
    SpikeBlock full = block;
    errands.add(() -> pass(full));
    try {
      block = free.take();
    } catch (InterruptedException e) { // nobody interrupts a worker
      throw new IllegalStateException(e);
    }
  }

  private void pass(SpikeBlock full) {
    try {
      if (!failed) {
        failed = true; // until all have taken it: after a failure they would miss a block
        for (SpikeListener listener : listeners) {
          listener.accept(full);
        }
        failed = false;
      }
    } finally {
      free.add(full);
    }
  }
}
