package org.ranvier.simulator.workers;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What workers leave to the thread that waits for them: done by it one after the other, in the order in which they were added.
 *
 * <p>That thread looks up by itself every few milliseconds. To rouse it for each errand would cost more than most errands: where all
 * processors are busy, it takes the place of a worker, for which the others then wait.
 */
public final class Errands {
  private static final long PERIOD_NS = 4_000_000;

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread waiting;

  /** Leaves an errand, to be done soon. */
  public void add(Runnable errand) {
    queue.add(errand);
  }

  /** Has the waiting thread look up at once. */
  public void hurry() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** The next errand, or null if none comes within a time, or within a few milliseconds. */
  @Nullable Runnable next(long nanoseconds) throws InterruptedException {
    Runnable errand = queue.poll();
    if (errand != null) {
      return errand;
    }
    waiting = Thread.currentThread();
    errand = queue.poll();
    if (errand == null) {
      LockSupport.parkNanos(this, Math.min(nanoseconds, PERIOD_NS));
      errand = queue.poll();
    }
    waiting = null;
    if (errand == null && Thread.interrupted()) {
      throw new InterruptedException();
    }
    return errand;
  }

  /** The next errand, or null if there is none. */
  @Nullable Runnable next() {
    return queue.poll();
  }
}
