package org.ranvier.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.simulator.RanvierException;

final class PlasticityReferenceTest {
  @TempDir Path directory;

  static List<PlasticityCase> bundled() {
    return PlasticityCase.bundled();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void weightsAreThoseOfNest(PlasticityCase reference) {
    assertTrue(reference.weights().length > 200);
    assertEquals(0, PlasticityReference.largestError(reference, true), PlasticityReference.WIDE_TOLERANCE);
    assertEquals(0, PlasticityReference.largestError(reference, false), PlasticityReference.TOLERANCE);
  }

  /** A comparison that cannot fail proves nothing. */
  @ParameterizedTest
  @MethodSource("bundled")
  void aWrongWeightIsSeen(PlasticityCase reference) {
    reference.weights()[100] *= 1 + 2e-5;
    assertEquals(2e-5, PlasticityReference.largestError(reference, true), 1e-8);
  }

  @Test
  void everyFileIsInTheIndex() throws IOException {
    var url = PlasticityCase.class.getResource("/reference/plasticity/index.txt");
    try (var files = Files.list(Path.of(url.getPath()).getParent())) {
      assertEquals(files.filter(f -> f.toString().endsWith(".json")).count(), bundled().size());
    }
  }

  @Test
  void badFilesAreRefused() throws IOException {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{\"case\": \"x\", \"model\": \"stdp_synapse\"}");
    assertTrue(refused(() -> PlasticityCase.load(file)).startsWith("plasticity case x: "));
    Files.writeString(file, "{");
    assertTrue(refused(() -> PlasticityCase.load(file)).contains("is not a reference case"));
    Files.writeString(
        file,
        """
        {"case": "x", "model": "stdp_synaps", "resolution_ms": 0.1, "duration_ms": 10, "delay_ms": 1, "parameters": {"weight": 1},
         "pre_spike_times_ms": [1], "post_spike_times_ms": [2], "weight_record_times_ms": [1], "weights": [1]}
        """);
    String message = refused(() -> PlasticityReference.largestError(PlasticityCase.load(file).getFirst(), true));
    assertTrue(message.startsWith("plasticity case x: no rule for 'stdp_synaps'"), message);
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(RanvierException.class, work::run).getMessage());
  }
}
