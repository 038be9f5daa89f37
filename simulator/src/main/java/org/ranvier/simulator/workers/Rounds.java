package org.ranvier.simulator.workers;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The rounds of a team: each part of a round is done exactly once, and a round begins when the one before has been done.
 *
 * <p>A worker does the part of its own number, whose data are in its cache, waits a moment for the others, and then does whatever
 * part of the round nobody has begun. So a worker that has lost its core to another program between two rounds holds up nobody: the
 * others do its part, and it joins them when it is back. A worker with nothing to do spins for a while, since partners are mostly
 * within microseconds of each other, then offers its core, and then parks: if a partner lost its core in the middle of a part, it can
 * have this one.
 *
 * <p>A round of a small network takes a few microseconds, and handing a cache line from core to core a tenth of one. So there is no
 * common counter: what is written about a part has a cache line of its own, which in the usual course only its worker writes, and a
 * round has ended when all parts say so.
 */
final class Rounds {
  private static final long GRACE_NS = 1_000;
  private static final long SPIN_NS = 50_000;

  /** On a virtual machine to wake a parked thread took about 0.15 ms, in one round of ten where this was 0.1 ms. */
  private static final long YIELD_NS = 2_000_000;

  /** Longs from one part's entry to the next: two cache lines, for processors fetch them in pairs. */
  private static final int APART = 16;

  private final int parts;
  private final long spinNs;
  private final AtomicLongArray claimed; // by part: the round that is to be claimed next
  private final AtomicLongArray done; // by part: the number of rounds in which it has been done
  private final AtomicReferenceArray<Thread> parked;
  private volatile boolean broken;

  Rounds(int parts) {
    this.parts = parts;
    // With more workers than processors a spinning worker holds the very core that its partner needs.
    spinNs = parts > Runtime.getRuntime().availableProcessors() ? 0 : SPIN_NS;
    claimed = new AtomicLongArray((parts + 1) * APART);
    done = new AtomicLongArray((parts + 1) * APART);
    parked = new AtomicReferenceArray<>(parts);
  }

  private static int place(int part) {
    return (part + 1) * APART;
  }

  /** Works on the task's rounds until there are no more, or until the rounds are broken off. */
  void work(int worker, RoundTask task) {
    for (long r = round(); !broken && task.has(r); r = round()) {
      run(worker, r, task);
      if (spin(r, GRACE_NS)) {
        continue;
      }
      for (int k = 1; k < parts; k++) {
        run(worker + k < parts ? worker + k : worker + k - parts, r, task);
      }
      await(worker, r);
    }
  }

  /** The round that goes on: all parts of those before it have been done. */
  private long round() {
    long least = Long.MAX_VALUE;
    for (int part = 0; part < parts; part++) {
      least = Math.min(least, done.get(place(part)));
    }
    return least;
  }

  private boolean hasEnded(long round) {
    for (int part = 0; part < parts; part++) {
      if (done.get(place(part)) <= round) {
        return false;
      }
    }
    return true;
  }

  /** Does a part of a round, if nobody has begun it. */
  private void run(int part, long round, RoundTask task) {
    int place = place(part);
    if (claimed.get(place) == round && claimed.compareAndSet(place, round, round + 1)) {
      task.run(part, round);
      done.set(place, round + 1);
      wake(round);
    }
  }

  /** Lets everybody go, now and ever after. */
  void breakOff() {
    broken = true;
    for (int w = 0; w < parts; w++) {
      unpark(w);
    }
  }

  private void await(int worker, long round) {
    if (!spin(round, spinNs) && !offer(round)) {
      parked.set(worker, Thread.currentThread());
      while (!hasEnded(round) && !broken) {
        LockSupport.park(this);
      }
      parked.set(worker, null);
    }
  }

  /** Waits for the end of a round; says whether it came. */
  private boolean spin(long round, long nanoseconds) {
    long until = 0;
    do {
      for (int k = 0; k < 16; k++) {
        if (hasEnded(round) || broken) {
          return true;
        }
        Thread.onSpinWait();
      }
      until = until == 0 ? System.nanoTime() + nanoseconds : until;
    } while (System.nanoTime() < until);
    return false;
  }

  /** Waits for the end of a round while any other thread may have the core; says whether it came. */
  private boolean offer(long round) {
    long until = System.nanoTime() + YIELD_NS;
    do {
      Thread.yield();
      if (hasEnded(round) || broken) {
        return true;
      }
    } while (System.nanoTime() < until);
    return false;
  }

  /** Rouses those who wait for the end of a round, if this is it. The last to be done sees all the others' entries. */
  private void wake(long round) {
    for (int w = 0; w < parts; w++) {
      if (parked.get(w) != null && hasEnded(round)) {
        unpark(w);
      }
    }
  }

  private void unpark(int worker) {
    Thread thread = parked.get(worker);
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
