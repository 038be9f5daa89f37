package org.ranvier.networks.batched;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Threads that share the parts of a batch. How a batch is split does not depend on how many there are. */
public final class Team implements AutoCloseable {
  /** Into how many parts batches are split. */
  public static final int PARTS = 4;

  private final int threads;
  private final ExecutorService pool;

  public Team(int threads) {
    this.threads = Math.min(threads, PARTS);
    pool = Executors.newFixedThreadPool(this.threads);
  }

  /** Does something for each part, and waits for all of them. */
  public void each(IntConsumer part) {
    if (threads == 1) {
      for (int p = 0; p < PARTS; p++) {
        part.accept(p);
      }
      return;
    }
    var running = new ArrayList<Future<?>>();
    for (int p = 0; p < PARTS; p++) {
      int number = p;
      running.add(pool.submit(() -> part.accept(number)));
    }
    try {
      for (Future<?> f : running) {
        f.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
    }
  }

  /** Where a part of {@code n} samples begins. */
  public static int begin(int part, int n) {
    return (int) ((long) part * n / PARTS);
  }

  /** Adds up what the parts have, in their order, into the first one. */
  public static void sum(float[][] parts) {
    float[] to = parts[0];
    for (int p = 1; p < parts.length; p++) {
      float[] from = parts[p];
      for (int k = 0; k < to.length; k++) {
        to[k] += from[k];
      }
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
