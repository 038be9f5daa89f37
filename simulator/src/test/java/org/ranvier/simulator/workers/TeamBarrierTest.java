package org.ranvier.simulator.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class TeamBarrierTest {
  /** Within a round each sees all others in that round: nobody is let through early, and nobody is left behind. */
  @ParameterizedTest
  @CsvSource({"1, 2000, 0", "2, 20000, 0", "3, 5000, 0", "8, 3000, 0", "2, 3000, 0.03", "3, 2000, 0.03", "13, 500, 0.01"})
  void allPartiesAreInTheSameRound(int parties, int rounds, double sleeps) throws InterruptedException {
    var barrier = new TeamBarrier(parties);
    var round = new AtomicIntegerArray(parties);
    var wrong = new AtomicInteger();
    var threads = new Thread[parties];
    for (int p = 0; p < parties; p++) {
      int party = p;
      var random = new Random(p);
      threads[p] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int r = 1; r <= rounds; r++) {
                      if (random.nextDouble() < sleeps) {
                        pause(1 + random.nextInt(4)); // longer than others spin: they park
                      }
                      round.set(party, r);
                      if (!barrier.await(party)) {
                        wrong.incrementAndGet();
                      }
                      for (int other = 0; other < parties; other++) {
                        if (round.get(other) != r) {
                          wrong.incrementAndGet();
                        }
                      }
                      barrier.await(party);
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, wrong.get());
  }

  @ParameterizedTest
  @CsvSource({"0", "20"}) // those who wait spin, or are parked
  void aBrokenBarrierLetsAllGoAndStaysOpen(int pauseMs) throws InterruptedException {
    int parties = 6;
    var barrier = new TeamBarrier(parties);
    var turnedAway = new AtomicInteger();
    var threads = new Thread[parties - 1];
    for (int p = 0; p < threads.length; p++) {
      int party = p;
      threads[p] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    if (!barrier.await(party) && !barrier.await(party)) {
                      turnedAway.incrementAndGet();
                    }
                  });
    }
    pause(pauseMs);
    barrier.breakUp();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(parties - 1, turnedAway.get());
    assertFalse(barrier.await(parties - 1));
  }

  @Test
  void anInterruptDoesNotLetAnybodyThrough() throws InterruptedException {
    var barrier = new TeamBarrier(2);
    var through = new AtomicInteger();
    var waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  barrier.await(0);
                  through.incrementAndGet();
                });
    pause(20);
    waiting.interrupt();
    pause(20);
    assertEquals(0, through.get());
    assertTrue(barrier.await(1));
    waiting.join();
    assertEquals(1, through.get());
  }

  private static void pause(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
