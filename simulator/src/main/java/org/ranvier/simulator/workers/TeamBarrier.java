package org.ranvier.simulator.workers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The meeting point of a team: it spins for a moment, since partners are mostly within microseconds of each other, and then
 * parks, so that a partner that has lost its core to another program can get it back.
 */
final class TeamBarrier {
  private static final long SPIN_NS = 50_000;

  /** Waking a parked thread can cost as much as a step takes, so before it parks a worker offers its core for so long. */
  private static final long YIELD_NS = 2_000_000;

  private final int parties;
  private final long spinNs;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicReferenceArray<Thread> parked;
  private volatile int round;
  private volatile boolean broken;

  TeamBarrier(int parties) {
    this.parties = parties;
    // With more workers than processors a spinning worker holds the very core that its partner needs.
    spinNs = parties > Runtime.getRuntime().availableProcessors() ? 0 : SPIN_NS;
    parked = new AtomicReferenceArray<>(parties);
  }

  /**
   * Waits until all parties are here.
   *
   * @return false if the barrier was broken: the team is stopping because a worker failed
   */
  boolean await(int party) {
    int mine = round;
    if (arrived.incrementAndGet() == parties) {
      arrived.set(0);
      round = mine + 1;
      wake();
    } else if (!spin(mine)) {
      parked.set(party, Thread.currentThread());
      while (round == mine && !broken) {
        LockSupport.park(this);
      }
      parked.set(party, null);
    }
    return !broken;
  }

  private boolean spin(int mine) {
    long until = System.nanoTime() + spinNs;
    do {
      for (int k = 0; k < 32; k++) {
        if (round != mine || broken) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() < until);
    until += YIELD_NS;
    do {
      Thread.yield();
      if (round != mine || broken) {
        return true;
      }
    } while (System.nanoTime() < until);
    return false;
  }

  /** Lets everybody go, now and ever after. */
  void breakUp() {
    broken = true;
    wake();
  }

  private void wake() {
    for (int p = 0; p < parties; p++) {
      Thread thread = parked.get(p);
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }
}
