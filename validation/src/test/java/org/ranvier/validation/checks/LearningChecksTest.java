package org.ranvier.validation.checks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some minutes. */
@Tag("slow")
final class LearningChecksTest {
  @Test
  void networksLearnAndTheirTwinsDoNot() {
    List<Check> checks = new LearningChecks(false, System.err).run(List.of());
    assertTrue(checks.size() >= 7, () -> CheckTable.text(checks));
    assertTrue(checks.stream().allMatch(Check::pass), () -> CheckTable.text(checks));
  }
}
