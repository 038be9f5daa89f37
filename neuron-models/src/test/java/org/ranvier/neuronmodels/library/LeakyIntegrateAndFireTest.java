package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What all leaky integrate-and-fire neurons have in common. */
final class LeakyIntegrateAndFireTest {
  static Stream<NeuronModel> models() {
    return Stream.of(Library.model("iaf_psc_exp"), Library.model("iaf_psc_alpha"), Library.model("iaf_psc_delta"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void firesAtTheIntervalOfTheClosedForm(NeuronModel model) {
    double tau = 12;
    double c = 180;
    for (double current : new double[] {251, 300, 500, 2000}) {
      for (double refractory : new double[] {0, 0.1, 2, 5.5}) {
        Object[] parameters =
            {"tau_m", tau, "C_m", c, "E_L", -70, "V_th", -53.5, "V_reset", -62, "t_ref", refractory, "I_e", current};
        var rig = new Rig().neuron("n", model, parameters);
        long[] steps = rig.run(5000).steps("n");
        double asymptote = -70 + current * tau / c;
        double interval = refractory + tau * Math.log((asymptote + 62) / (asymptote + 53.5));
        assertTrue(steps.length > 5);
        for (int k = 1; k < steps.length; k++) {
          double found = (steps[k] - steps[k - 1]) * 0.1;
          assertTrue(found >= interval - 1e-9 && found < interval + 0.1, model.name() + ": " + found + " for " + interval);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void isSilentBelowRheobaseAndSettlesWhereTheCurrentHoldsIt(NeuronModel model) {
    var outcome = new Rig().neuron("n", model, "I_e", 374).sample("n", "V_m").run(4000);
    assertEquals(0, outcome.spikes().size());
    assertEquals(-70 + 374 * 10 / 250.0, outcome.trace()[3999], 1e-9);
  }

  @ParameterizedTest
  @MethodSource("models")
  void isHeldAtResetForTheRefractoryPeriod(NeuronModel model) {
    for (int held : new int[] {0, 1, 20, 33}) {
      var outcome =
          new Rig().neuron("n", model, "V_reset", -65, "t_ref", held * 0.1, "I_e", 1500).sample("n", "V_m").run(1000);
      long[] steps = outcome.steps("n");
      double[] v = outcome.trace();
      for (long step : steps) {
        for (long s = step; s <= step + held && s <= v.length; s++) {
          assertEquals(-65, v[(int) s - 1], 0, "step " + s + " after a spike at " + step);
        }
        if (step + held + 1 <= v.length) {
          assertTrue(v[(int) (step + held)] > -65);
        }
      }
      assertTrue(steps.length > 10);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void startsAtRestWithTheDefaultsOfNest(NeuronModel model) {
    var outcome = new Rig().neuron("n", model).sample("n", "V_m").run(3);
    assertArrayEquals(new double[] {-70, -70, -70}, outcome.trace(), 1e-12);
    assertEquals(10, value(model, "tau_m"));
    assertEquals(250, value(model, "C_m"));
    assertEquals(-70, value(model, "E_L"));
    assertEquals(-55, value(model, "V_th"));
    assertEquals(-70, value(model, "V_reset"));
    assertEquals(2, value(model, "t_ref"));
    assertEquals(0, value(model, "I_e"));
    if (!(model.name().equals("iaf_psc_delta"))) {
      assertEquals(2, value(model, "tau_syn_ex"));
      assertEquals(2, value(model, "tau_syn_in"));
    }
  }

  private static double value(NeuronModel model, String name) {
    return model.parameters().stream()
        .filter(p -> p.name().equals(name))
        .mapToDouble(Parameter::defaultValue)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesTheSameTimeCourseAtAnyResolution(NeuronModel model) {
    double[] coarse = new Rig().neuron("n", model, "I_e", 300).sample("n", "V_m").run(500).trace();
    double[] fine = new Rig(new TimeGrid(0.025)).neuron("n", model, "I_e", 300).sample("n", "V_m").run(2000).trace();
    for (int k = 0; k < coarse.length; k++) {
      assertEquals(fine[4 * k + 3], coarse[k], 1e-11);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void refusesAResetAtOrAboveThreshold(NeuronModel model) {
    var equal = assertThrows(RanvierException.class, () -> new Rig().neuron("exc", model, "V_reset", -55));
    assertEquals(
        "exc: V_reset < V_th must hold, or the neuron would fire for ever; here V_reset = -55 mV, V_th = -55 mV", equal.getMessage());
    var one = Rig.parameters("V_th", new double[] {-55, -72, -50});
    assertThrows(RanvierException.class, () -> new Rig().population("exc", model, 3, one));
  }

  @Test
  void losesSpikesThatReachADeltaNeuronWhileItIsRefractory() {
    var rig =
        new Rig()
            .neuron("n", Library.model("iaf_psc_delta"), "t_ref", 1)
            .population("in", SpikeTimes.of(new double[][] {{1, 1.5, 2.0, 2.1}}), 1, Rig.parameters())
            .connect("in", "n", 0, 20, 1)
            .sample("n", "V_m");
    var outcome = rig.run(30);
    assertArrayEquals(new long[] {11, 22}, outcome.steps("n")); // held in steps 12 to 21
    assertEquals(-70, outcome.trace()[20], 0);
  }
}
