package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/** Couplings and published values in the text of a model. */
class CouplingTextTest {
  private static final String GOOD =
      """
      parameters:
        C_m = 100 pF (> 0)
      equations:
        dV_m/dt = (I_gap + I_stim)/C_m : mV
        gate    = sigmoid(V_m/mV)      : 1   # open synapses
      couplings:
        gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV   # junctions
      publish: V_m, gate
      """;

  private static void refused(String from, String to, String... parts) {
    String text = GOOD.replace(from, to);
    assertFalse(text.equals(GOOD), "nothing was replaced");
    String message = assertThrows(RanvierException.class, () -> EquationModel.of("m", text)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "«" + part + "» is not in:\n" + message);
    }
  }

  @Test
  void aCouplingIsAPortAndItsSumsAreVariables() {
    var model = EquationModel.of("m", GOOD);
    assertEquals(List.of(new Coupling("gap", "nS", "V_m", "mV", "junctions")), model.couplings());
    assertEquals(List.of("V_m", "gap", "gap_weights", "gate"), model.variables().stream().map(StateVariable::name).toList());
    assertEquals("nS*mV", model.variables().get(1).unit());
    assertEquals("rk4: V_m", model.describe().lines().findFirst().orElseThrow().substring(0, 8));
    assertFalse(model.generatedSource().contains("gap_weights[i] ="), "what the engine sets is not stored by the kernel");
  }

  @Test
  void aLinearModelThatHearsRatesStaysExact() {
    var model = EquationModel.of("m", "equations:\n  dx/dt = (h - x)/(10 ms) : 1\ncouplings:\n  c: h = sum(w*y) : 1, y = x : 1\n");
    assertTrue(model.describe().startsWith("exact: x ("), model.describe());
  }

  @Test
  void unitsAreCheckedThroughTheSum() {
    refused("sum(w*(V_pre - V_m)) : nS", "sum(w*(V_pre - V_m)) : pF", "line 4", "dV_m/dt", "'I_gap' is in", "'I_stim' is in pA");
    refused("V_pre - V_m", "V_pre - C_m", "'V_pre' is in mV, but 'C_m' is in pF");
  }

  @Test
  void whatEachSourceAddsMustBeProportionalToTheWeightAndLinearInItsValue() {
    refused("w*(V_pre - V_m)", "w*V_pre + 1 pA", "what a source adds must be proportional to its weight w, e.g. sum(w*V_pre)");
    refused("w*(V_pre - V_m)", "w*(w*V_pre/nS)", "must be proportional to its weight w");
    refused("w*(V_pre - V_m)", "w*tanh(V_pre/mV)*mV", "must be linear in V_pre", "computed once for each source", "section 'publish'");
    refused("w*(V_pre - V_m)", "w*V_m", "must depend on its value V_pre");
    refused("w*(V_pre - V_m)", "w*(I_gap/nS)", "algebraic loop: I_gap is defined by itself");
  }

  @Test
  void theFormOfACouplingIsShown() {
    String form = "a coupling reads: name: x = sum(expression in w and y) : unit of w, y = variable of the sources : its unit";
    refused("sum(w*(V_pre - V_m))", "w*(V_pre - V_m)", "sum(…) must stand here", form, "^^^");
    refused(", V_pre = V_m : mV", "", "',' must stand here", form);
    refused(" : mV   # junctions", "", "the unit of V_m follows");
    refused("V_pre = V_m : mV", "V_pre = V_m : mW2", "mW2");
  }

  @Test
  void aSumThatNobodyUses() {
    refused("(I_gap + I_stim)", "(I_stim)", "'I_gap', which coupling 'gap' brings, is never used");
  }

  @Test
  void namesAreTakenOnce() {
    refused("gap: I_gap", "gate: I_gap", "'gate' is declared already in line 5");
    refused("gap: I_gap", "gap: C_m", "'C_m' is declared already in line 2");
  }

  @Test
  void whatIsPublishedMustBeThereAndHaveAValue() {
    refused("publish: V_m, gate", "publish: gat", "there is no variable 'gat' to publish; did you mean 'gate'?");
    refused("sigmoid(V_m/mV) ", "xi*ms^0.5", "'gate' contains noise, so it has no value at a point of time");
  }

  @Test
  void anInitialValueCannotHoldWhatIsHeard() {
    refused("couplings:", "initial: V_m = I_gap/nS\ncouplings:", "an initial value can be made of parameters");
  }

  @Test
  void modelsWithCurrentGetJunctionsByName() {
    assertEquals("gap", NeuronModels.find("hh_psc_alpha_gap").couplings().getFirst().name());
    assertTrue(NeuronModels.find("izhikevich_gap").equations().contains("(I_stim + I_gap)"));
    assertEquals(Library.model("hh_psc_alpha_gap").receptors(), Library.model("hh_psc_alpha").receptors());
    String message = assertThrows(RanvierException.class, () -> NeuronModels.find("theta_gap")).getMessage();
    assertTrue(message.contains("theta has no potential V_m in mV, so a gap junction cannot be added to it; write the coupling into"), message);
  }

  @Test
  void exponentialEulerTakesAdditiveNoiseOnly() {
    String text = "parameters: s = 1 (>= 0)\nequations:\n  dx/dt = -x/ms + s*x*xi/ms^0.5 : 1\nmethod: exponential_euler\n";
    String message = assertThrows(RanvierException.class, () -> EquationModel.of("m", text)).getMessage();
    assertTrue(message.contains("the noise of x is not added to its equation with a strength that is free of x") && message.contains("euler_maruyama"), message);
  }
}
