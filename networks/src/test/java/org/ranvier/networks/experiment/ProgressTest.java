package org.ranvier.networks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ranvier.simulator.time.TimeGrid;

final class ProgressTest {
  @Test
  void saysBiologicalTimeRealTimeFactorAndTimeLeft() {
    assertEquals(
        "run     |████          |  29 %  2,930 ms  real-time factor 2.05  0:15 left",
        Progress.line("run", TimeGrid.DEFAULT, 29_300, 100_000, 6, true));
    assertEquals(
        "warm-up |#######       |  50 %  50 ms  real-time factor 120.00  0:06 left",
        Progress.line("warm-up", TimeGrid.DEFAULT, 500, 1000, 6, false));
  }

  @Test
  void saysTheTimeLeftAsAClockDoes() {
    assertTrue(Progress.line("run", TimeGrid.DEFAULT, 500, 1000, 100, true).endsWith("1:40 left"));
    assertTrue(Progress.line("run", TimeGrid.DEFAULT, 500, 1000, 3700, true).endsWith("1:01:40 left"));
  }

  @Test
  void fitsOnATerminal() {
    assertTrue(Progress.line("warm-up", TimeGrid.DEFAULT, 5_000_000, 10_000_000, 3599, true).length() < 80);
  }
}
