package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;

/** No synapse, drive or rule makes a conductance negative: a receptor that opens one takes weights of one sign. */
class ConductanceSignsTest {
  private static Projection projection(Network net, NeuronModel model) {
    var source = net.population("source", 20, "iaf_psc_exp");
    var target = net.population("target", 50, model);
    return net.connect(source, target).rule(allToAll()).delay(ms(1));
  }

  private static String refusal(NeuronModel model, String receptor, SynapticValue<?> weight) {
    var net = new Network("net");
    var projection = projection(net, model);
    (receptor.isEmpty() ? projection : projection.receptor(receptor)).weight(weight);
    return refusal(net);
  }

  private static String refusal(Network net) {
    return assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
  }

  private static void accepted(String model, String receptor, SynapticValue<?> weight) {
    var net = new Network("net");
    var projection = projection(net, NeuronModels.find(model));
    (receptor.isEmpty() ? projection : projection.receptor(receptor)).weight(weight);
    assertDoesNotThrow(() -> Simulation.of(net).close());
  }

  /** What each model says is what its equations say: the conductance that a weight of 1 opens. */
  @Test
  void theReceptorsOfAllModelsSayWhichWeightsTheyTake() {
    var negative = List.of("iaf_cond_exp", "iaf_cond_alpha", "iaf_cond_beta", "aeif_cond_exp", "aeif_cond_alpha", "hh_cond_exp_traub", "gif_cond_exp",
        "morris_lecar", "wang_buzsaki");
    for (String name : negative) {
      List<Receptor> receptors = NeuronModels.find(name).receptors();
      assertEquals(List.of(Receptor.Weights.NOT_NEGATIVE, Receptor.Weights.NOT_POSITIVE), receptors.stream().map(Receptor::weights).toList(), name);
    }
    for (String name : List.of("iaf_bw_2001_linear", "urbanczik_cell", "pinsky_rinzel")) {
      for (Receptor r : NeuronModels.find(name).receptors()) {
        assertEquals(r.unit().equals("nS") ? Receptor.Weights.NOT_NEGATIVE : Receptor.Weights.ANY, r.weights(), name + " " + r.name());
      }
    }
    for (String name : List.of("iaf_psc_exp", "iaf_psc_alpha", "iaf_psc_delta", "izhikevich", "qif", "aeif_psc_exp", "hh_psc_alpha")) {
      NeuronModels.find(name).receptors().forEach(r -> assertEquals(Receptor.Weights.ANY, r.weights(), name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "morris_lecar, excitatory, -10", "morris_lecar, inhibitory, 10", "iaf_cond_exp, excitatory, -1", "aeif_cond_alpha, inhibitory, 1",
    "wang_buzsaki, excitatory, -10", "iaf_bw_2001_linear, GABA, -1", "urbanczik_cell, soma_inh, -1", "pinsky_rinzel, apical, -5",
    "hh_cond_exp_traub, inhibitory, 2", "gif_cond_exp, inhibitory, 1", "iaf_cond_beta, excitatory, -1"
  })
  void weightsOfTheWrongSignAreRefused(String model, String receptor, double weight) {
    NeuronModel found = NeuronModels.find(model);
    String message = refusal(found, receptor, constant(nS(weight)));
    assertTrue(message.startsWith("projection source→target: weight ") && message.contains("at the receptor " + receptor + " of " + model), message);
    assertTrue(message.contains("would make a conductance negative; it takes weights of " + (weight > 0 ? "0 or below nS" : "0 or above nS")), message);
    accepted(model, receptor, constant(nS(-weight)));
  }

  @Test
  void theSignOfAWeightStillChoosesTheReceptor() {
    for (String model : List.of("iaf_cond_exp", "aeif_cond_exp", "morris_lecar", "hh_cond_exp_traub")) {
      accepted(model, "", normal(nS(0), nS(1)));
      accepted(model, "", uniform(nS(-2), nS(-1)));
    }
    accepted("iaf_psc_exp", "excitatory", normal(pA(0), pA(10)));
  }

  @Test
  void drawnWeightsAreLookedAtAsTheyAreDrawn() {
    accepted("iaf_cond_exp", "excitatory", normal(nS(10), nS(0.1)));
    accepted("iaf_cond_exp", "inhibitory", normal(nS(-10), nS(0.1)));
    String message = refusal(NeuronModels.find("iaf_cond_exp"), "excitatory", normal(nS(1), nS(1)));
    assertTrue(message.contains("weight -") && message.contains("would make a conductance negative"), message);
    message = refusal(NeuronModels.find("iaf_cond_exp"), "inhibitory", uniform(nS(1), nS(2)));
    assertTrue(message.contains("weight 1 at the receptor inhibitory"), message);
  }

  @Test
  void modelsOfUsersAreReadForTheirSigns() {
    var model = EquationModel.of("mine", """
        equations:
          dV_m/dt = (10 nS*(-70 mV - V_m) + g*(0 mV - V_m) + g_in*(-80 mV - V_m))/(200 pF) : mV
          dg/dt = -g/(5 ms) : nS
          dg_in/dt = -g_in/(5 ms) : nS
        initial: V_m = -70 mV
        receptors:
          excitatory: g += 0.5*w : nS
          inhibitory: g_in += w : nS
        threshold: V_m >= -50 mV
        reset: V_m = -70 mV
        """);
    String message = refusal(model, "", constant(nS(-1)));
    assertTrue(message.contains("weight -1 at the receptor inhibitory of mine"), message);
  }

  @Test
  void aPoissonDriveIsRefusedToo() {
    var net = new Network("net");
    net.poisson("drive", net.population("cells", 3, "morris_lecar")).rate(Hz(100)).receptor("excitatory").weight(nS(-10));
    String message = refusal(net);
    assertTrue(message.contains("Poisson drive 'drive'") && message.contains("weight -10 at the receptor excitatory"), message);
  }

  @Test
  void rulesWhoseBoundsReachBelowZeroAreRefused() {
    var net = new Network("net");
    projection(net, NeuronModels.find("iaf_cond_exp")).weight(nS(1)).plastic(Stdp.pair().bounds(Bounds.NONE));
    String message = refusal(net);
    assertTrue(message.contains("either sign at the receptor excitatory of iaf_cond_exp would make a conductance negative"), message);
    var right = new Network("net");
    projection(right, NeuronModels.find("iaf_cond_exp")).weight(nS(1)).plastic(Stdp.pair().bounds(Bounds.upTo(5)));
    assertDoesNotThrow(() -> Simulation.of(right).close());
    var current = new Network("net");
    projection(current, NeuronModels.find("iaf_psc_exp")).weight(pA(1)).plastic(Stdp.pair().bounds(Bounds.NONE));
    assertDoesNotThrow(() -> Simulation.of(current).close());
  }

  @Test
  void weightsThatAreSetAreLookedAt() {
    var net = new Network("net");
    var source = net.population("source", 1, "iaf_psc_exp");
    var projection = net.connect(source, net.population("target", 2, "iaf_cond_exp")).rule(allToAll()).weight(nS(1)).delay(ms(1)).plastic(LearningRule.none());
    try (var sim = Simulation.of(net)) {
      sim.setWeights(projection, new double[] {2, 0});
      String message = assertThrows(RanvierException.class, () -> sim.setWeights(projection, new double[] {2, -1})).getMessage();
      assertTrue(message.contains("weight -1 at the receptor excitatory of iaf_cond_exp"), message);
    }
  }

  /** The modulator rises as the run goes on, so only then is it seen that the gain falls below 0. */
  @Test
  void aModulatorThatWouldTurnAConductanceIsFoundAsItDoesSo() {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{5, 15, 25}});
    var target = net.population("target", 2, "iaf_cond_exp");
    net.connect(source, target).rule(allToAll()).weight(nS(1)).delay(ms(1));
    var dopamine = net.modulator("dopamine").baseline(10).decay(ms(50));
    dopamine.receptor("D2", new Response.Hill(1, 2)).scalesInput(target.neurons(1), "excitatory", new Effect.Scaled(-2));
    try (var sim = Simulation.of(net)) {
      String message = assertThrows(RanvierException.class, () -> sim.run(ms(50))).getMessage();
      assertTrue(message.startsWith("population 'target', neuron 1: at ") && message.contains("which would make a conductance negative"), message);
    }
  }
}
