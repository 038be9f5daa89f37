package org.ranvier.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.RanvierException;

final class TimeGridTest {
  private static final TimeGrid GRID = TimeGrid.DEFAULT;

  /** Decimal fractions are not exact in binary; a person's 0.3 ms is three steps all the same, and reads 0.3 again. */
  @Property
  void decimalTimesAreOnADecimalGrid(@ForAll @IntRange(min = 1, max = 100_000_000) int step) {
    for (int perMs : new int[] {1, 2, 10, 20, 100}) {
      double ms = Double.parseDouble(BigDecimal.valueOf(step).divide(BigDecimal.valueOf(perMs)).toString());
      var grid = new TimeGrid(1.0 / perMs);
      assertEquals(step, grid.steps(ms, "time"));
      assertEquals(step, grid.nearestStep(ms));
      assertEquals(ms, grid.toMs(step));
    }
  }

  @Test
  void timesBeforeZeroAreStepsToo() {
    assertEquals(-3, GRID.steps(-0.3, "time"));
    assertEquals(0, GRID.steps(0, "time"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0.05     | delay 0.05 ms is below the resolution 0.1 ms; use at least 0.1 ms, or simulate at 0.05 ms
      0        | delay 0 ms is below the resolution 0.1 ms; use at least 0.1 ms
      -1       | delay -1 ms is below the resolution 0.1 ms; use at least 0.1 ms
      NaN      | delay NaN ms is below the resolution 0.1 ms; use at least 0.1 ms
      1.55     | delay 1.55 ms is not a multiple of the resolution 0.1 ms; use 1.5 ms or 1.6 ms, or simulate at a finer resolution
      6553.6   | delay 6553.6 ms is 65536 steps of 0.1 ms; at most 65535 steps are possible: use a shorter delay or a coarser resolution
      Infinity | delay Infinity ms is beyond what steps of 0.1 ms can count; use a shorter time
      """)
  void aDelayThatCannotBeIsRefused(double ms, String message) {
    assertEquals(message, assertThrows(RanvierException.class, () -> GRID.delaySteps(ms, "delay")).getMessage());
  }

  @Test
  void theShortestAndTheLongestDelayArePossible() {
    assertEquals(1, GRID.delaySteps(0.1, "delay"));
    assertEquals(65_535, GRID.delaySteps(6553.5, "delay"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1001, Double.NaN})
  void aResolutionThatCannotBeIsRefused(double ms) {
    var e = assertThrows(RanvierException.class, () -> new TimeGrid(ms));
    assertEquals("resolution " + ms + " ms must be above 0 and at most 1000 ms; 0.1 ms is usual", e.getMessage());
  }
}
