package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.time.TimeGrid;

/** What goes wrong in a run reaches the caller, and no thread stays behind. */
@Timeout(60)
final class FailureTest {
  private static final RuntimeException EXPECTED = new IllegalStateException("on purpose");

  private static boolean threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.isAlive() && t.getName().startsWith("ranvier-"));
  }

  private static void fails(Engine engine, Throwable expected, RunMonitor monitor) {
    assertSame(expected, assertThrows(expected.getClass(), () -> engine.run(100_000_000, monitor)));
    assertFalse(threadsLeft());
    var later = assertThrows(RanvierException.class, () -> engine.run(1, RunMonitor.NONE));
    assertEquals(
        "a run of this simulation has failed, so its neurons stand at different times; make a new simulation",
        later.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aKernelThatThrowsEndsTheRun(int threads) {
    for (int neuron : new int[] {0, 299}) { // the first and the last worker's
      CountingNeurons.Accident accident =
          (step, i, heard) -> {
            if (step == 500 && i == neuron) {
              throw EXPECTED;
            }
            return heard;
          };
      fails(new Engine(CountingNeurons.network(threads, accident)), EXPECTED, RunMonitor.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void anErrorOfTheMachineEndsTheRunAsWell(int threads) {
    var error = new StackOverflowError("on purpose");
    CountingNeurons.Accident accident =
        (step, i, heard) -> {
          if (step == 77 && i == 100) {
            throw error;
          }
          return heard;
        };
    fails(new Engine(CountingNeurons.network(threads, accident)), error, RunMonitor.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aListenerThatThrowsEndsTheRun(int threads) {
    var engine = new Engine(CountingNeurons.network(threads, CountingNeurons.Accident.NONE));
    engine.addListener(
        block -> {
          if (block.firstStep() > 300) {
            throw EXPECTED;
          }
        });
    fails(engine, EXPECTED, RunMonitor.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aMonitorThatThrowsEndsTheRun(int threads) {
    var engine = new Engine(CountingNeurons.network(threads, CountingNeurons.Accident.NONE));
    fails(
        engine,
        EXPECTED,
        (done, total) -> {
          throw EXPECTED;
        });
  }

  @Test
  void aKernelThatCannotBeMadeEndsTheBuilding() {
    var sound = CountingNeurons.population("p", 1000, CountingNeurons.Accident.NONE);
    KernelFactory broken =
        slice -> {
          if (slice.first() > 0) {
            throw EXPECTED;
          }
          return ((KernelFactory) sound.dynamics()).create(slice);
        };
    var population = new PopulationSpec("p", "broken", 1000, 1, broken, (state, first, n) -> {});
    var spec = new EngineSpec(TimeGrid.DEFAULT, 1, 3, List.of(population), List.of(), List.of(), List.of());
    assertSame(EXPECTED, assertThrows(IllegalStateException.class, () -> new Engine(spec)));
    assertFalse(threadsLeft());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anInterruptOfTheCallerEndsTheRunAndIsNotLost(int threads) throws InterruptedException {
    var engine = new Engine(CountingNeurons.network(threads, CountingNeurons.Accident.NONE));
    var thrown = new Throwable[1];
    var interrupted = new boolean[1];
    var caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  thrown[0] = assertThrows(RanvierException.class, () -> engine.run(100_000_000, RunMonitor.NONE));
                  interrupted[0] = Thread.currentThread().isInterrupted();
                });
    Thread.sleep(50);
    caller.interrupt();
    caller.join();
    assertEquals("the thread that waited for the simulation was interrupted, and the simulation stopped", thrown[0].getMessage());
    assertTrue(interrupted[0]);
    assertFalse(threadsLeft());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aStateThatIsNotFiniteIsNamed(int threads) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      CountingNeurons.Accident accident = (step, neuron, heard) -> step == 450 && neuron == 217 ? value : heard;
      var engine = new Engine(CountingNeurons.network(threads, accident));
      var e = assertThrows(RanvierException.class, () -> engine.run(100_000_000, RunMonitor.NONE));
      assertTrue(e.getMessage().startsWith("population 'a', neuron 217: heard is " + value + " at or shortly before "
          + "50."), e.getMessage());
      assertTrue(e.getMessage().endsWith("otherwise a parameter, weight or input is out of range, or the resolution 0.1 ms is too coarse"));
      assertFalse(threadsLeft());
    }
  }

  @Test
  void aStateThatIsNotFiniteIsFoundAtTheEndOfAShortRun() {
    var engine = new Engine(CountingNeurons.network(2, (step, neuron, heard) -> step == 7 && neuron == 5 ? Double.NaN : heard));
    engine.run(6, RunMonitor.NONE);
    var e = assertThrows(RanvierException.class, () -> engine.run(1, RunMonitor.NONE));
    assertTrue(e.getMessage().startsWith("population 'a', neuron 5: heard is NaN at or shortly before 0.7 ms"), e.getMessage());
  }
}
