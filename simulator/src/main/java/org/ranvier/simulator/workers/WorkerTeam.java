package org.ranvier.simulator.workers;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * A fixed number of workers, numbered from 0, that do a task together in rounds.
 *
 * <p>Each run has threads of its own, so that a team that is idle costs nothing and needs no closing. If a worker fails, the
 * others leave at the end of their parts and the failure is thrown to the caller.
 */
public final class WorkerTeam {
  private static final long PERIOD_NS = 100_000_000;

  private final int size;
  private final String name;

  /**
   * @param name begins the names of the threads
   * @param size number of workers
   */
  public WorkerTeam(String name, int size) {
    this.name = name;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /** Does each part of a task of one round. */
  public void run(IntConsumer task) {
    run(
        new RoundTask() {
          @Override
          public boolean has(long round) {
            return round == 0;
          }

          @Override
          public void run(int part, long round) {
            task.accept(part);
          }
        },
        new Errands(),
        () -> {});
  }

  /**
   * Does all rounds of a task. The caller does the {@code errands} that they add, all of them before this returns, and calls {@code
   * whileWaiting} about ten times a second. What any of them throws, or an interrupt of the caller, ends the run and is thrown when
   * all workers have left.
   */
  public void run(RoundTask task, Errands errands, Runnable whileWaiting) {
    var rounds = new Rounds(size);
    var failure = new Failure(rounds);
    var threads = new ArrayList<Thread>();
    var working = new AtomicInteger(size);
    try {
      for (int w = 0; w < size; w++) {
        int worker = w;
        Runnable work =
            () -> {
              work(worker, task, rounds, failure);
              working.decrementAndGet();
              errands.add(() -> {}); // the caller looks up
            };
        threads.add(Thread.ofPlatform().daemon().name(name + "-" + w).start(work));
      }
    } catch (OutOfMemoryError e) { // so says Java where the system allows no more threads
      failure.set(new RanvierException("only " + threads.size() + " of " + size + " threads could be started; use fewer "
          + "threads", e));
      working.addAndGet(threads.size() - size);
    }
    boolean interrupted = attend(working, errands, whileWaiting, failure);
    for (Thread thread : threads) {
      interrupted |= join(thread);
    }
    for (Runnable errand = errands.next(); errand != null; errand = errands.next()) {
      guarded(errand, failure);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    failure.rethrow();
  }

  /** Does errands until nobody works any more; says whether it was interrupted, which ends the work. */
  private static boolean attend(AtomicInteger working, Errands errands, Runnable whileWaiting, Failure failure) {
    boolean interrupted = false;
    long due = System.nanoTime() + PERIOD_NS;
    while (working.get() > 0) {
      try {
        Runnable errand = errands.next(Math.max(0, due - System.nanoTime()));
        if (errand != null) {
          guarded(errand, failure);
        }
      } catch (InterruptedException e) {
        interrupted = true;
        failure.set(new RanvierException("the thread that waited for the simulation was interrupted, and the simulation "
            + "stopped", e));
      }
      if (System.nanoTime() - due >= 0) {
        due = System.nanoTime() + PERIOD_NS;
        if (!failure.isSet()) {
          guarded(whileWaiting, failure);
        }
      }
    }
    return interrupted;
  }

  /** Waits for a thread that is about to end; says whether it was interrupted meanwhile. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void guarded(Runnable errand, Failure failure) {
    try {
      errand.run();
    } catch (Throwable e) { // thrown when all workers have left
      failure.set(e);
    }
  }

  private static void work(int worker, RoundTask task, Rounds rounds, Failure failure) {
    try {
      rounds.work(worker, task);
    } catch (Throwable e) { // an Error too must reach the caller, not end silently with its thread
      failure.set(e);
    }
  }

  /** The first thing that went wrong in a run; it ends the rounds. */
  private static final class Failure {
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private final Rounds rounds;

    Failure(Rounds rounds) {
      this.rounds = rounds;
    }

    void set(Throwable e) {
      first.compareAndSet(null, e);
      rounds.breakOff();
    }

    boolean isSet() {
      return first.get() != null;
    }

    void rethrow() {
      Throwable e = first.get();
      if (e instanceof RuntimeException r) {
        throw r;
      }
      if (e instanceof Error r) {
        throw r;
      }
      if (e != null) {
        throw new IllegalStateException(e);
      }
    }
  }
}
