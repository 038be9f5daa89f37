package org.ranvier.simulator.workers;

import java.time.Duration;
import java.util.ArrayList;
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
  private static final Duration PERIOD = Duration.ofMillis(100);

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
        () -> {});
  }

  /**
   * Does all rounds of a task; {@code whileWaiting} is called about ten times a second by the caller. What any of them throws, or
   * an interrupt of the caller, ends the run and is thrown when all workers have left.
   */
  public void run(RoundTask task, Runnable whileWaiting) {
    var rounds = new Rounds(size);
    var failure = new Failure(rounds);
    var threads = new ArrayList<Thread>();
    try {
      for (int w = 0; w < size; w++) {
        int worker = w;
        threads.add(Thread.ofPlatform().daemon().name(name + "-" + w).start(() -> work(worker, task, rounds, failure)));
      }
    } catch (OutOfMemoryError e) { // so says Java where the system allows no more threads
      failure.set(new RanvierException("only " + threads.size() + " of " + size + " threads could be started; use fewer "
      + "threads", e));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          if (!thread.join(PERIOD) && !failure.isSet()) {
            whileWaiting.run();
          }
        } catch (InterruptedException e) {
          interrupted = true;
          failure.set(new RanvierException("the thread that waited for the simulation was interrupted, and the simulation "
              + "stopped", e));
        } catch (RuntimeException | Error e) {
          failure.set(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    failure.rethrow();
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
