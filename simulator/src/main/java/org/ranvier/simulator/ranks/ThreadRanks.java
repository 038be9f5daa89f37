package org.ranvier.simulator.ranks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Ranks that are threads of one process: what is done on ranks can be tried and tested where there is no MPI. */
public final class ThreadRanks implements Ranks {
  private static final int PATIENCE_MS = 20;

  private final int rank;
  private final byte[][] given;
  private final Phaser barrier;
  private final List<BlockingQueue<byte[]>> sent; // [from · size + to]
  private final AtomicBoolean failed; // whether a rank has

  private ThreadRanks(int rank, byte[][] given, Phaser barrier, List<BlockingQueue<byte[]>> sent, AtomicBoolean failed) {
    this.rank = rank;
    this.given = given;
    this.barrier = barrier;
    this.sent = sent;
    this.failed = failed;
  }

  /** Does something on so many ranks at a time, and returns what it returns on each; if one fails, the others are let go and its failure is thrown. */
  public static <T> List<T> run(int size, Function<Ranks, T> work) {
    var given = new byte[size][];
    var barrier = new Phaser(size);
    var sent = new ArrayList<BlockingQueue<byte[]>>();
    for (int k = 0; k < size * size; k++) {
      sent.add(new SynchronousQueue<>());
    }
    var failed = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(size)) {
      var futures = new ArrayList<Future<T>>();
      for (int r = 0; r < size; r++) {
        var ranks = new ThreadRanks(r, given, barrier, sent, failed);
        Callable<T> here = () -> {
          try {
            return work.apply(ranks);
          } catch (RuntimeException | Error e) {
            if (!(e instanceof OtherRankFailed)) {
              failed.set(true);
              barrier.forceTermination(); // nobody waits for this one, now or later
            }
            throw e;
          }
        };
        futures.add(threads.submit(here));
      }
      return results(futures);
    }
  }

  private static <T> List<T> results(List<Future<T>> futures) {
    var results = new ArrayList<T>();
    Throwable failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null || failure instanceof OtherRankFailed ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    switch (failure) {
      case null -> {
        return results;
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return given.length;
  }

  @Override
  public void gather(byte[] mine, int length, byte[] all) {
    given[rank] = mine;
    meet();
    for (int r = 0; r < given.length; r++) {
      System.arraycopy(given[r], 0, all, r * length, length);
    }
    meet(); // nobody changes what is still being read
  }

  @Override
  public void send(int to, byte[] mine, int length) {
    byte[] copy = Arrays.copyOf(mine, length);
    while (!waiting(() -> sent.get(rank * given.length + to).offer(copy, PATIENCE_MS, TimeUnit.MILLISECONDS))) {
      requireGoing(to);
    }
  }

  @Override
  public void receive(int from, byte[] into, int length) {
    byte[] got = null;
    while (got == null) {
      got = waiting(() -> sent.get(from * given.length + rank).poll(PATIENCE_MS, TimeUnit.MILLISECONDS));
      requireGoing(from);
    }
    System.arraycopy(got, 0, into, 0, length);
  }

  private static <T> T waiting(Callable<T> call) {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireGoing(int other) {
    if (failed.get()) {
      throw new OtherRankFailed(other);
    }
  }

  private void meet() {
    if (barrier.arriveAndAwaitAdvance() < 0) {
      throw new OtherRankFailed(rank);
    }
  }
}
