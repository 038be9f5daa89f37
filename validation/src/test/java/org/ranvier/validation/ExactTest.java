package org.ranvier.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.validation.exact.ClosedForms;
import org.ranvier.validation.exact.PreciseCase;
import org.ranvier.validation.exact.PreciseReference;

final class ExactTest {
  static List<PreciseCase> bundled() {
    return PreciseCase.bundled();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void spikesOffTheGridAreThoseOfNest(PreciseCase reference) {
    assertTrue(reference.spikeTimesMs().length > 10);
    assertEquals(0, PreciseReference.error(reference), PreciseReference.TOLERANCE);
  }

  static List<ClosedForms.Result> closedForms() {
    return ClosedForms.all();
  }

  @ParameterizedTest
  @MethodSource("closedForms")
  void spikesFollowTheirClosedForms(ClosedForms.Result result) {
    assertEquals(0, result.error(), ClosedForms.TOLERANCE);
  }

  /** A comparison that cannot fail proves nothing. */
  @Test
  void anotherCurrentIsNoticed() {
    PreciseCase c = PreciseCase.bundled().getFirst();
    var other = new PreciseCase(c.name(), c.model(), c.durationMs(), c.parameters(), c.current() + 0.01, c.inputs(), c.spikeTimesMs());
    assertTrue(PreciseReference.error(other) > PreciseReference.TOLERANCE);
  }

  @Test
  void everyFileIsInTheIndex() throws IOException {
    var url = PreciseCase.class.getResource("/reference/precise/index.txt");
    try (var files = Files.list(Path.of(url.getPath()).getParent())) {
      assertEquals(files.filter(f -> f.toString().endsWith(".json")).count(), bundled().size());
    }
  }
}
