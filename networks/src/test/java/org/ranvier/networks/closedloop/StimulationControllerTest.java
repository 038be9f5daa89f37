package org.ranvier.networks.closedloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.simulator.RanvierException;

final class StimulationControllerTest {
  private static final PulseTrain PULSES = PulseTrain.of(pA(300), ms(0.3));

  private static Rhythm power(double power) {
    return new Rhythm(1000, power, 10, 0, 25);
  }

  private static double hz(PulseTrain train) {
    return ((PulseTrain.Regular) train.pattern()).rate().getValue().doubleValue();
  }

  private static List<Double> rates(StimulationController controller, double... powers) {
    return IntStream.range(0, powers.length).mapToObj(k -> hz(controller.next(power(powers[k]), PULSES))).toList();
  }

  @Test
  void theyDoWhatTheirEquationsSay() {
    assertEquals(List.of(50.0, 50.0), rates(StimulationController.uniform(50), 0, 1e6));
    assertEquals(List.of(0.0, 0.0, 130.0, 130.0, 0.0, 0.0), rates(StimulationController.onOff(10, 20, 130), 5, 20, 21, 11, 10, 19));
    assertEquals(List.of(0.0, 0.0, 50.0, 130.0), rates(StimulationController.proportional(100, 0.5, 130), 0, 100, 200, 1000));
    assertEquals(List.of(130.0, 0.0, 130.0, 0.0), rates(StimulationController.listed(new boolean[] {true, false, true}, 130), 0, 0, 0, 0));
    assertEquals(new PulseTrain.Irregular(Hz(45), 0.5), StimulationController.irregular(45, 0.5).next(power(0), PULSES).pattern());
  }

  /** A rhythm of 25 Hz at phase 0 reaches π/2 after a quarter of 40 ms; -π/2 is further away than a turn. */
  @Test
  void aPulseComesAtItsPhase() {
    StimulationController quarter = StimulationController.phaseLocked(Math.PI / 2 * 0.9, 5);
    var at = (PulseTrain.Listed) quarter.next(power(0), PULSES).pattern();
    assertEquals(1009, at.timesMs()[0], 1e-9);
    assertTrue(StimulationController.phaseLocked(-Math.PI / 2, 5).next(power(0), PULSES).isOff());
    assertTrue(StimulationController.phaseLocked(Math.PI / 2 * 0.9, 11).next(power(0), PULSES).isOff());
    assertEquals(10, quarter.turnMs());
  }

  @Test
  void wrongNumbersAreRefused() {
    refused(() -> StimulationController.uniform(-1), "rate -1.0 must be within 0.0 … 5000.0");
    refused(() -> StimulationController.onOff(20, 10, 130), "power at which it goes on 10.0");
    refused(() -> StimulationController.proportional(0, Double.NaN, 130), "gain NaN");
    refused(() -> StimulationController.phaseLocked(7, 0), "phase 7.0");
    refused(() -> Pace.of(0), "a turn of 0.0 ms");
    refused(() -> Pace.of(1).done(), "each begins with await()");
    var pace = Pace.of(1);
    pace.await();
    refused(pace::await, "a turn ends with done()");
    pace.done();
    refused(pace::done, "turn 1: done() without a turn");
  }

  private static void refused(Runnable run, String says) {
    String message = assertThrows(RanvierException.class, run::run).getMessage();
    assertTrue(message.contains(says), message);
  }

  /** By a clock that is moved by hand: turns of 10 ms whose work takes 4, 25, 3 and 4 ms; the second is late, and the third with it. */
  @Test
  void paceCountsDeadlinesAndLateness() {
    long[] now = {0};
    var pace = Pace.of(10, () -> now[0]);
    for (double work : new double[] {4, 25, 3, 4}) {
      long due = Math.round(Math.ceil(now[0] / 1e7) * 1e7);
      now[0] = now[0] < 20e6 ? due : now[0];
      pace.await();
      now[0] += Math.round(work * 1e6);
      pace.done();
    }
    // begins: 0, 10, 35 (due 20), 38 (due 30); ends: 4, 35, 38, 42 against 10, 20, 30, 40
    Pace.Report report = pace.report();
    assertEquals(4, report.turns());
    assertEquals(3, report.missed());
    assertEquals(15, report.worstMs(), 1e-9);
    assertEquals((0 + 0 + 15 + 8) / 4.0, report.lateMs(), 1e-9);
    assertEquals(9, report.workMs(), 1e-9);
    assertEquals(25, report.mostWorkMs(), 1e-9);
    assertTrue(report.toString().startsWith("4 turns of 10.00 ms: 3 deadlines missed; turns began 5.75 ± 6.26 ms late, at most 15.00 ms"), report.toString());
  }
}
