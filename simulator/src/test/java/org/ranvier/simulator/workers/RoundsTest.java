package org.ranvier.simulator.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class RoundsTest {
  /** Counts what is done; a part is in order if it is done once a round and sees all parts of the round before. */
  private static final class Counting implements RoundTask {
    final AtomicLongArray done; // by part: rounds done
    final AtomicInteger wrong = new AtomicInteger();
    final long rounds;
    final double sleeps;

    Counting(int parts, long rounds, double sleeps) {
      done = new AtomicLongArray(parts);
      this.rounds = rounds;
      this.sleeps = sleeps;
    }

    @Override
    public boolean has(long round) {
      return round < rounds;
    }

    @Override
    public void run(int part, long round) {
      if (new Random(31 * round + part).nextDouble() < sleeps) {
        pause(1 + (int) (round % 4)); // longer than others spin: they park
      }
      for (int other = 0; other < done.length(); other++) {
        long rounds = done.get(other);
        if (rounds != round && (other == part || rounds != round + 1)) {
          wrong.incrementAndGet();
        }
      }
      done.set(part, round + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2000, 0", "2, 20000, 0", "3, 5000, 0", "8, 3000, 0", "2, 3000, 0.03", "3, 2000, 0.03", "13, 500, 0.01"})
  void eachPartIsDoneOnceInEachRoundAndRoundsFollowEachOther(int parts, long rounds, double sleeps) {
    var task = new Counting(parts, rounds, sleeps);
    new WorkerTeam("rounds", parts).run(task, new Errands(), () -> {});
    assertEquals(0, task.wrong.get());
    for (int p = 0; p < parts; p++) {
      assertEquals(rounds, task.done.get(p));
    }
  }

  @Test
  void theOthersDoThePartsOfAWorkerThatIsAway() {
    var task = new Counting(3, 1000, 0);
    new Rounds(3).work(1, task); // workers 0 and 2 never come
    assertEquals(0, task.wrong.get());
    assertEquals(1000, task.done.get(0));
    assertEquals(1000, task.done.get(2));
  }

  @Test
  void aWorkerThatComesLateJoinsThePresentRound() throws InterruptedException {
    var rounds = new Rounds(2);
    var task = new Counting(2, 200_000, 0);
    var late = Thread.ofPlatform().start(() -> {
      pause(5);
      rounds.work(1, task);
    });
    rounds.work(0, task);
    late.join();
    assertEquals(0, task.wrong.get());
    assertEquals(200_000, task.done.get(1));
  }

  /** The number of rounds may be settled by a part on the way. */
  @Test
  void theEndMayBeDecidedDuringARound() {
    var end = new AtomicLong(Long.MAX_VALUE);
    var done = new AtomicLong();
    var task =
        new RoundTask() {
          @Override
          public boolean has(long round) {
            return round < end.get();
          }

          @Override
          public void run(int part, long round) {
            done.incrementAndGet();
            if (part == 2 && round == 500) {
              end.set(501);
            }
          }
        };
    new WorkerTeam("rounds", 4).run(task, new Errands(), () -> {});
    assertEquals(4 * 501, done.get());
  }

  @ParameterizedTest
  @CsvSource({"0", "20"}) // those who wait spin, or are parked
  void brokenRoundsLetAllGo(int pauseMs) throws InterruptedException {
    var rounds = new Rounds(3);
    var inside = new AtomicInteger();
    var task =
        new RoundTask() {
          @Override
          public boolean has(long round) {
            return true;
          }

          @Override
          public void run(int part, long round) {
            if (part == 0 && round == 3) {
              inside.incrementAndGet();
              pause(100);
            }
          }
        };
    var threads = new Thread[3];
    for (int w = 0; w < 3; w++) {
      int worker = w;
      threads[w] = Thread.ofPlatform().start(() -> rounds.work(worker, task));
    }
    while (inside.get() == 0) {
      Thread.onSpinWait();
    }
    pause(pauseMs);
    rounds.breakOff();
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(inside.get() > 0);
  }

  private static void pause(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
