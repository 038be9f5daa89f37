package org.ranvier.validation.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A minute. */
@Tag("slow")
final class BasalGangliaChecksTest {
  @Test
  void errorIndexAndBetaPowerSeparateTheConditions() {
    List<Check> checks = BasalGangliaChecks.run();
    assertEquals(7, checks.size());
    assertTrue(checks.stream().allMatch(Check::pass), () -> CheckTable.text(checks));
  }
}
