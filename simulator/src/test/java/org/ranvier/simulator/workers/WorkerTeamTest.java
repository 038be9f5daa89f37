package org.ranvier.simulator.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkerTeamTest {
  /** A task without end. */
  private static RoundTask endless(ObjLongConsumer<Integer> part) {
    return new RoundTask() {
      @Override
      public boolean has(long round) {
        return true;
      }

      @Override
      public void run(int number, long round) {
        part.accept(number, round);
      }
    };
  }

  @Test
  void eachPartIsDoneOnceAndAgainInTheNextRun() {
    var team = new WorkerTeam("team", 5);
    var calls = new AtomicIntegerArray(5);
    for (int run = 1; run <= 3; run++) {
      team.run(calls::incrementAndGet);
      for (int w = 0; w < 5; w++) {
        assertEquals(run, calls.get(w));
      }
    }
  }

  @Test
  void theFirstFailureIsThrownAndFreesThoseWhoWait() {
    var failure = new IllegalArgumentException("on purpose");
    var team = new WorkerTeam("team", 4);
    var task =
        endless(
            (part, round) -> {
              if (part == 2 && round == 7) {
                throw failure;
              }
            });
    assertSame(failure, assertThrows(IllegalArgumentException.class, () -> team.run(task, new Errands(), () -> {})));
    var calls = new AtomicInteger();
    team.run(part -> calls.incrementAndGet()); // the next run has rounds of its own
    assertEquals(4, calls.get());
  }

  @Test
  void theCallerIsCalledWhileItWaits() {
    var calls = new AtomicInteger();
    var team = new WorkerTeam("team", 2);
    var task =
        new RoundTask() {
          @Override
          public boolean has(long round) {
            return round == 0;
          }

          @Override
          public void run(int part, long round) {
            while (calls.get() < 2) {
              Thread.onSpinWait();
            }
          }
        };
    team.run(task, new Errands(), calls::incrementAndGet);
    assertEquals(2, calls.get());
  }

  @Test
  void anErrorOfTheCallersIsThrownOnceTheWorkersHaveLeft() {
    var error = new AssertionError("on purpose");
    var rounds = new AtomicInteger();
    var team = new WorkerTeam("team", 3);
    Runnable fails =
        () -> {
          throw error;
        };
    var task = endless((part, round) -> rounds.incrementAndGet());
    assertSame(error, assertThrows(AssertionError.class, () -> team.run(task, new Errands(), fails)));
    int after = rounds.get();
    assertTrue(after > 0);
    assertEquals(after, rounds.get());
  }

  @Test
  void theCallerDoesAllErrandsInOrderBeforeItReturns() {
    var team = new WorkerTeam("team", 3);
    var errands = new Errands();
    var done = new ArrayList<Long>();
    var doneBy = new HashSet<Thread>();
    var task =
        new RoundTask() {
          @Override
          public boolean has(long round) {
            return round < 1000;
          }

          @Override
          public void run(int part, long round) {
            if (part == 1) {
              errands.add(
                  () -> {
                    done.add(round);
                    doneBy.add(Thread.currentThread());
                  });
            }
          }
        };
    team.run(task, errands, () -> {});
    assertEquals(LongStream.range(0, 1000).boxed().toList(), done);
    assertEquals(Set.of(Thread.currentThread()), doneBy);
  }

  @Test
  void anErrandThatFailsEndsTheRun() {
    var failure = new IllegalArgumentException("on purpose");
    var errands = new Errands();
    var task =
        endless(
            (part, round) -> {
              if (part == 0 && round == 20) {
                errands.add(
                    () -> {
                      throw failure;
                    });
              }
            });
    var team = new WorkerTeam("team", 2);
    assertSame(failure, assertThrows(IllegalArgumentException.class, () -> team.run(task, errands, () -> {})));
  }
}
