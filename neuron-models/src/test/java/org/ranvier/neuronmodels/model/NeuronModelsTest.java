package org.ranvier.neuronmodels.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.exact.ExactModel;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.simulator.RanvierException;

final class NeuronModelsTest {
  @Test
  void namesOfTheFieldAndOfPynnLeadToTheSameModels() {
    assertEquals("iaf_psc_exp", NeuronModels.find("IF_curr_exp").name());
    assertEquals("iaf_psc_alpha", NeuronModels.find("IF_curr_alpha").name());
    assertEquals("iaf_psc_delta", NeuronModels.find("IF_curr_delta").name());
    assertEquals("iaf_cond_exp", NeuronModels.find("IF_cond_exp").name());
    assertEquals("iaf_cond_alpha", NeuronModels.find("IF_cond_alpha").name());
    assertEquals("aeif_cond_exp", NeuronModels.find("EIF_cond_exp_isfa_ista").name());
    assertEquals("aeif_cond_alpha", NeuronModels.find("EIF_cond_alpha_isfa_ista").name());
    assertEquals("izhikevich", NeuronModels.find("Izhikevich").name());
    assertEquals("hh_cond_exp_traub", NeuronModels.find("HH_cond_exp").name());
    assertEquals("gif_cond_exp", NeuronModels.find("GIF_cond_exp").name());
    assertEquals("poisson_generator", NeuronModels.find("SpikeSourcePoisson").name());
    assertEquals("spike_generator", NeuronModels.find("SpikeSourceArray").name());
    assertEquals("parrot_neuron", NeuronModels.find("relay").name());
    NeuronModels.all().forEach(m -> assertEquals(m, NeuronModels.find(m.name())));
  }

  @Test
  void aMistypedNameIsAnsweredWithTheNearest() {
    String message = assertThrows(RanvierException.class, () -> NeuronModels.find("iaf_psc_epx")).getMessage();
    assertTrue(message.contains("'iaf_psc_epx'") && message.contains("did you mean 'iaf_psc_exp'"), message);
  }

  @Test
  void noNameStandsForTwoModels() {
    var seen = new HashSet<String>();
    for (NeuronModel model : NeuronModels.all()) {
      assertTrue(seen.add(model.name()));
      model.aliases().forEach(alias -> assertTrue(seen.add(alias), alias));
    }
  }

  @Test
  void everyModelDescribesItself() {
    List<NeuronModel> all = NeuronModels.all();
    List<String> names = all.stream().map(NeuronModel::name).toList();
    assertTrue(names.containsAll(List.of("parrot_neuron", "spike_generator")));
    assertTrue(
        names.containsAll(
            List.of(
                "poisson_generator", "inhomogeneous_poisson_generator", "sinusoidal_poisson_generator", "gamma_generator",
                "poisson_dead_time_generator", "pulsepacket_generator")));
    assertTrue(names.containsAll(Library.names()));
    for (NeuronModel model : all) {
      assertFalse(model.summary().isBlank() || model.equations().isBlank() || model.source().isBlank());
      model.parameters().forEach(p -> p.check(p.defaultValue(), model.name()));
      boolean membrane = model.variables().stream().anyMatch(v -> v.name().equals("V_m") && v.unit().equals("mV"));
      boolean dimensionless = List.of("theta", "fitzhugh_nagumo").contains(model.name());
      boolean onTheGrid = !(model instanceof ExactModel);
      assertEquals(onTheGrid && (membrane || dimensionless), model.takesCurrent(), model.name());
    }
  }
}
