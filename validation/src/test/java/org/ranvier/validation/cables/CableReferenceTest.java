package org.ranvier.validation.cables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.simulator.RanvierException;

class CableReferenceTest {
  private static CableCase bundled(String name) {
    return CableCase.bundled().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void fourCasesComeWithRanvier() {
    assertEquals(List.of("ball-and-stick", "branched-tree", "hh-soma", "passive-cable"), CableCase.bundled()
        .stream().map(CableCase::name).toList());
  }

  @Test
  void aSomaWithActiveChannelsFiresWhenNeuronsDoes() {
    var outcome = CableReference.compare(bundled("hh-soma"), 0.01, 1, Integrator.CRANK_NICOLSON);
    assertTrue(outcome.potentialMv() < 0.02 && outcome.shiftMs() < 0.01, outcome.toString());
  }

  @Test
  void synapsesOnADendriteActAsInNeuron() {
    var outcome = CableReference.compare(bundled("ball-and-stick"), 0.0025, 1, Integrator.BACKWARD_EULER);
    assertTrue(outcome.potentialMv() < 0.1 && outcome.shiftMs() < 0.05, outcome.toString());
  }

  /** The comparison must be able to fail: a membrane of another capacitance is seen. */
  @Test
  void aWrongCellIsSeen() {
    var reference = bundled("hh-soma");
    reference.model().addProperty("cm", 1.05);
    var outcome = CableReference.compare(reference, 0.01, 1, Integrator.CRANK_NICOLSON);
    assertTrue(outcome.potentialMv() > CableReference.TOLERANCE_MV && outcome.shiftMs() > CableReference.TOLERANCE_MS,
        outcome.toString());
  }

  @Test
  void aPassiveCableFollowsItsSeries() {
    var result = Rallpack.run(Rallpack.one(100, Integrator.BACKWARD_EULER), 0.05, 50, 1);
    for (boolean end : new boolean[] {false, true}) {
      double[] exact = Rallpack.exactOne(100, end, 1, 51);
      assertTrue(Rallpack.relativeError(result.of(end ? "end" : "start"), exact) < 2e-3);
    }
  }

  @Test
  void chargeIsConserved() {
    assertTrue(CableTheory.chargeError(Integrator.BACKWARD_EULER) < 1e-10);
  }

  @Test
  void filesThatAreNoCasesAreRefused(@TempDir Path directory) throws IOException {
    refused(directory, "holds no reference case");
    Path file = directory.resolve("a.json");
    Files.writeString(file, "{\"case\": \"x\"}");
    refused(file, "is missing");
    Files.writeString(file, "{");
    refused(file, "is not a reference case");
    Files.writeString(
        file, "{\"case\": \"star\", \"model\": {}, \"sample_ms\": 0.1, \"V_mV\": {}, \"upward_crossings_of_0_mV_ms\": []}");
    var other = CableCase.load(file).getFirst();
    var error = assertThrows(RanvierException.class, () -> CableReference.compare(other));
    assertTrue(error.getMessage().contains("case 'star' is none that can be built"), error.getMessage());
  }

  private static void refused(Path path, String part) {
    var error = assertThrows(RanvierException.class, () -> CableCase.load(path));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
