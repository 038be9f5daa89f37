package org.ranvier.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TimeGridTrimTest {
  @Test
  void writesNumbersAsAPersonWould() {
    assertEquals("2", TimeGrid.trim(2));
    assertEquals("-70", TimeGrid.trim(-70));
    assertEquals("0.3", TimeGrid.trim(0.1 + 0.2));
    assertEquals("1.0E-5", TimeGrid.trim(1e-5));
    assertEquals("1.0E-12", TimeGrid.trim(1e-12));
  }

  @Test
  void keepsWhatIsTooLargeToRound() {
    assertEquals("1.00000000005E10", TimeGrid.trim(1.00000000005e10));
    assertEquals("1.0E300", TimeGrid.trim(1e300));
    assertEquals("Infinity", TimeGrid.trim(Double.POSITIVE_INFINITY));
    assertEquals("NaN", TimeGrid.trim(Double.NaN));
  }
}
