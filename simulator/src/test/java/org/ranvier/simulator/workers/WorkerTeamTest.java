package org.ranvier.simulator.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkerTeamTest {
  @Test
  void eachWorkerRunsOnceAndAgainInTheNextRun() {
    var team = new WorkerTeam("team", 5);
    var calls = new AtomicIntegerArray(5);
    for (int run = 1; run <= 3; run++) {
      team.run((worker, meeting) -> calls.incrementAndGet(worker));
      for (int w = 0; w < 5; w++) {
        assertEquals(run, calls.get(w));
      }
    }
  }

  @Test
  void theFirstFailureIsThrownAndFreesThoseWhoWait() {
    var failure = new IllegalArgumentException("on purpose");
    var turnedAway = new AtomicInteger();
    var team = new WorkerTeam("team", 4);
    WorkerTeam.Task task =
        (worker, meeting) -> {
          meeting.await(worker);
          if (worker == 2) {
            throw failure;
          }
          if (!meeting.await(worker)) {
            turnedAway.incrementAndGet();
          }
        };
    assertSame(failure, assertThrows(IllegalArgumentException.class, () -> team.run(task)));
    assertEquals(3, turnedAway.get());
    team.run((worker, meeting) -> assertSame(true, meeting.await(worker))); // the next run has a barrier of its own
  }

  @Test
  void theCallerIsCalledWhileItWaits() {
    var calls = new AtomicInteger();
    var team = new WorkerTeam("team", 2);
    team.run(
        (worker, meeting) -> {
          while (calls.get() < 2) {
            Thread.onSpinWait();
          }
        },
        calls::incrementAndGet);
    assertEquals(2, calls.get());
  }

  @Test
  void anErrorOfTheCallersIsThrownOnceTheWorkersHaveLeft() {
    var error = new AssertionError("on purpose");
    var left = new AtomicInteger();
    var team = new WorkerTeam("team", 3);
    WorkerTeam.Task task =
        (worker, meeting) -> {
          boolean on = true;
          while (on) {
            on = meeting.await(worker);
          }
          left.incrementAndGet();
        };
    Runnable fails =
        () -> {
          throw error;
        };
    assertSame(error, assertThrows(AssertionError.class, () -> team.run(task, fails)));
    assertEquals(3, left.get());
  }
}
