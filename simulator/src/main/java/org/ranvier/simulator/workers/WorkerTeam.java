package org.ranvier.simulator.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * A fixed number of workers, numbered from 0, that run a task together and can meet in between.
 *
 * <p>Each run has threads of its own, so that a team that is idle costs nothing and needs no closing. If a worker fails, the
 * others leave at their next meeting and the failure is thrown to the caller.
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

  /**
   * Runs {@code task} once on each worker and waits for all; {@code whileWaiting} is called about ten times a second by the
   * caller. What any of them throws, or an interrupt of the caller, ends the run and is thrown when all workers have left.
   */
  public void run(Task task, Runnable whileWaiting) {
    var meeting = new Meeting(size);
    var threads = new ArrayList<Thread>();
    try {
      for (int w = 0; w < size; w++) {
        int worker = w;
        threads.add(Thread.ofPlatform().daemon().name(name + "-" + w).start(() -> meeting.work(worker, task)));
      }
    } catch (OutOfMemoryError e) { // so says Java where the system allows no more threads; those started must not wait for the others
      meeting.fail(new RanvierException("only " + threads.size() + " of " + size + " threads could be started; use fewer threads", e));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          if (!thread.join(PERIOD) && !meeting.failed()) {
            whileWaiting.run();
          }
        } catch (InterruptedException e) {
          interrupted = true;
          meeting.fail(new RanvierException("the thread that waited for the simulation was interrupted, and the simulation stopped", e));
        } catch (RuntimeException | Error e) {
          meeting.fail(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    meeting.rethrow();
  }

  /** Runs {@code task} once on each worker and waits for all. */
  public void run(Task task) {
    run(task, () -> {});
  }

  /** The part of one worker. */
  @FunctionalInterface
  public interface Task {
    void run(int worker, Meeting meeting);
  }

  /** Where the workers of one run meet. */
  public static final class Meeting {
    private final TeamBarrier barrier;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Meeting(int size) {
      barrier = new TeamBarrier(size);
    }

    /**
     * Waits for all workers.
     *
     * @return false when another worker has failed; the caller then returns
     */
    public boolean await(int worker) {
      return barrier.await(worker);
    }

    private void work(int worker, Task task) {
      try {
        task.run(worker, this);
      } catch (Throwable e) { // an Error too must reach the caller, not end silently with its thread
        fail(e);
      }
    }

    private void fail(Throwable e) {
      failure.compareAndSet(null, e);
      barrier.breakUp();
    }

    private boolean failed() {
      return failure.get() != null;
    }

    private void rethrow() {
      Throwable e = failure.get();
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
