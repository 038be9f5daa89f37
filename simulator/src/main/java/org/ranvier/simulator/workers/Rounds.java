package org.ranvier.simulator.workers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The rounds of a team: each part of a round is done exactly once, and a round begins when the one before has been done.
 *
 * <p>A worker does the part of its own number, whose data are in its cache, and then whatever part of the round nobody has begun.
 * So a worker that has lost its core to another program between two rounds holds up nobody: the others do its part, and it joins
 * them when it is back. A worker with nothing to do spins for a moment, since partners are mostly within microseconds of each
 * other, then offers its core, and then parks: if a partner lost its core in the middle of a part, it can have this one.
 */
final class Rounds {
  private static final long SPIN_NS = 50_000;

  /** On a virtual machine to wake a parked thread took about 0.15 ms, in one round of ten where this was 0.1 ms. */
  private static final long YIELD_NS = 2_000_000;

  private final int parts;
  private final long spinNs;
  private final AtomicLongArray claimed; // by part: the round that is to be claimed next
  private final AtomicInteger open; // parts of the present round that are not done
  private final AtomicReferenceArray<Thread> parked;
  private volatile long round;
  private volatile boolean broken;

  Rounds(int parts) {
    this.parts = parts;
    // With more workers than processors a spinning worker holds the very core that its partner needs.
    spinNs = parts > Runtime.getRuntime().availableProcessors() ? 0 : SPIN_NS;
    claimed = new AtomicLongArray(parts);
    open = new AtomicInteger(parts);
    parked = new AtomicReferenceArray<>(parts);
  }

  /** Works on the task's rounds until there are no more, or until the rounds are broken off. */
  void work(int worker, RoundTask task) {
    for (long r = round; !broken && task.has(r); r = round) {
      for (int k = 0; k < parts; k++) {
        int part = worker + k < parts ? worker + k : worker + k - parts;
        if (claimed.get(part) == r && claimed.compareAndSet(part, r, r + 1)) {
          task.run(part, r);
          if (open.decrementAndGet() == 0) {
            open.set(parts);
            round = r + 1;
            wake();
          }
        }
      }
      await(worker, r);
    }
  }

  /** Lets everybody go, now and ever after. */
  void breakOff() {
    broken = true;
    wake();
  }

  private void await(int worker, long ended) {
    if (!spin(ended)) {
      parked.set(worker, Thread.currentThread());
      while (round == ended && !broken) {
        LockSupport.park(this);
      }
      parked.set(worker, null);
    }
  }

  private boolean spin(long ended) {
    if (round != ended) {
      return true;
    }
    long until = System.nanoTime() + spinNs;
    do {
      for (int k = 0; k < 32; k++) {
        if (round != ended || broken) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() < until);
    until += YIELD_NS;
    do {
      Thread.yield();
      if (round != ended || broken) {
        return true;
      }
    } while (System.nanoTime() < until);
    return false;
  }

  private void wake() {
    for (int w = 0; w < parts; w++) {
      Thread thread = parked.get(w);
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }
}
