package org.ranvier.validation.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.simulator.RanvierException;

final class LearningChecksTest {
  /** Some minutes. */
  @Test
  @Tag("slow")
  void networksLearnAndTheirTwinsDoNot() {
    List<Check> checks = new LearningChecks(false, System.err).run(List.of());
    assertTrue(checks.size() >= 7, () -> CheckTable.text(checks));
    assertTrue(checks.stream().allMatch(Check::pass), () -> CheckTable.text(checks));
  }

  @Test
  void aStudyThatCannotBeRunIsACheckThatFailsBesideTheOthers() {
    var told = new ByteArrayOutputStream();
    List<Study> studies = List.of(broken(), Studies.all().stream().filter(s -> s.name().equals("heterogeneity")).findFirst().orElseThrow());
    List<Check> checks = new LearningChecks(true, new PrintStream(told, true, StandardCharsets.UTF_8)).checks(studies);
    assertEquals(new Check("broken", "all", "was not run: no images here", Double.POSITIVE_INFINITY, 0), checks.getFirst());
    assertTrue(checks.size() > 1 && checks.stream().skip(1).allMatch(c -> c.subject().equals("heterogeneity") && c.pass()), () -> CheckTable.text(checks));
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("0 of 1"), text);
    assertTrue(text.lines().anyMatch(l -> l.startsWith("heterogeneity") && l.endsWith((checks.size() - 1) + " of " + (checks.size() - 1))), text);
  }

  private static Study broken() {
    return (Study)
        Proxy.newProxyInstance(
            Study.class.getClassLoader(), new Class<?>[] {Study.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("name")) {
                return "broken";
              }
              throw new RanvierException("no images here");
            });
  }
}
