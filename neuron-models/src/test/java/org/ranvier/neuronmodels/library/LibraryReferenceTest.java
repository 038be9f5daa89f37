package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.equations.EquationModel;

/** The library's models against responses computed with NEST 3.10.0. */
class LibraryReferenceTest {
  private static final double NEAR_SPIKE_MS = 4; // the reference was integrated with a tolerance of 1e-3, which a spike and the swing after it magnify

  @ParameterizedTest
  @ValueSource(strings = {"iaf_psc_delta-00", "iaf_psc_exp-01", "iaf_psc_exp-02", "iaf_psc_alpha-03"})
  void linearModelsFireTheSameSpikesAndFollowTheSamePotential(String name) throws IOException {
    var reference = ReferenceCase.read(name);
    var response = reference.run(Library.model(reference.model), false);
    assertEquals(reference.spikes, response.spikes());
    for (int k = 0; k < reference.potential.length; k++) {
      assertEquals(reference.potential[k], response.potential()[k], 1e-6, "V_m in step " + (k + 1));
    }
  }

  @Test
  void severalSynapticCurrentsFollowTheReference() throws IOException {
    var reference = ReferenceCase.read("iaf_psc_exp_multisynapse-12");
    var response = reference.run(IafPscExpMultisynapse.of(2), true);
    assertEquals(reference.spikes, response.spikes());
    for (int k = 0; k < reference.potential.length; k++) {
      assertEquals(reference.potential[k], response.potential()[k], 1e-6, "V_m in step " + (k + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iaf_cond_exp-04", "iaf_cond_alpha-05", "aeif_cond_exp-06", "aeif_cond_alpha-07", "izhikevich-08", "hh_psc_alpha-10", "hh_cond_exp_traub-11"
      })
  void nonlinearModelsFireTheSameSpikesAndStayNearThePotential(String name) throws IOException {
    var reference = ReferenceCase.read(name);
    var response = reference.run(Library.model(reference.model), false);
    assertEquals(reference.spikes.size(), response.spikes().size());
    for (int k = 0; k < reference.spikes.size(); k++) {
      assertEquals(reference.spikes.get(k), response.spikes().get(k), 0.1001);
    }
    for (int k = 0; k < reference.potential.length; k++) {
      double t = (k + 1) * 0.1;
      if (reference.spikes.stream().noneMatch(s -> Math.abs(s - t) < NEAR_SPIKE_MS)) {
        assertEquals(reference.potential[k], response.potential()[k], 0.05, "V_m at " + t + " ms");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aeif_cond_exp-06", "aeif_cond_alpha-07", "hh_psc_alpha-10", "hh_cond_exp_traub-11"})
  void adaptiveModelsAreConverged(String name) throws IOException {
    var reference = ReferenceCase.read(name);
    var model = Library.model(reference.model);
    var response = reference.run(model, false);
    var finer = reference.run(EquationModel.of(reference.model, model.equations().replace("tolerance 1e-6", "tolerance 1e-10")), false);
    assertEquals(finer.spikes(), response.spikes());
    for (int k = 0; k < finer.potential().length; k++) {
      double t = (k + 1) * 0.1;
      if (finer.spikes().stream().noneMatch(s -> Math.abs(s - t) < NEAR_SPIKE_MS)) {
        assertEquals(finer.potential()[k], response.potential()[k], 0.01, "V_m at " + t + " ms");
      }
    }
  }

  /** Each spike multiplies a difference by about 5, so after 28 spikes only the same roundings give the same potential. */
  @Test
  void izhikevichsPublishedHalfStepsAreRoundedAsTheReferenceIs() throws IOException {
    var reference = ReferenceCase.read("izhikevich-09");
    var response = reference.run(Library.model(reference.model), false);
    assertEquals(reference.spikes, response.spikes());
    assertArrayEquals(reference.potential, response.potential());
  }

  @Test
  void izhikevichsEulerStepsAreRoundedAsTheReferenceIs() throws IOException {
    var reference = ReferenceCase.read("izhikevich-08");
    assertArrayEquals(reference.potential, reference.run(Library.model(reference.model), false).potential());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iaf_cond_beta", "aeif_psc_exp"})
  void theOthersCompileAndRest(String name) {
    var model = Library.model(name);
    assertTrue(model.generatedSource().contains("class " + name));
    assertEquals(-70, model.variables().getFirst().values()[0], 1);
  }
}
