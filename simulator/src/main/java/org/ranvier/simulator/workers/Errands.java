package org.ranvier.simulator.workers;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What workers leave to the thread that waits for them: done by it one after the other, in the order in which they were added. */
public final class Errands {
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

  public void add(Runnable errand) {
    queue.add(errand);
  }

  /** The next errand, or null if none comes within a time. */
  @Nullable Runnable next(long nanoseconds) throws InterruptedException {
    return queue.poll(nanoseconds, TimeUnit.NANOSECONDS);
  }

  /** The next errand, or null if there is none. */
  @Nullable Runnable next() {
    return queue.poll();
  }
}
