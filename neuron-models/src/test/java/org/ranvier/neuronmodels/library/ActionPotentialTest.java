package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;

/** A Hodgkin–Huxley neuron fires once for an action potential, at its first maximum, however short its refractory period is. */
class ActionPotentialTest {
  @ParameterizedTest
  @CsvSource({
    "hh_psc_alpha, adaptive, 0, 700", "hh_psc_alpha, rk4, 0, 700", "hh_cond_exp_traub, adaptive, -33, 300", "hh_cond_exp_traub, rk4, -33, 300",
    "hh_cond_exp_traub, exponential_staggered, -33, 300"
  })
  void oneEventAtTheFirstMaximumOfEachActionPotential(String name, String method, double onset, double current) {
    NeuronModel model = Library.model(name).withMethod(method);
    List<Integer> usual = List.of();
    for (double refractory : new double[] {2, 1, 0.2, 0.1, 0}) {
      var neuron = new SingleNeurons(model, 0.05, 1, 0, 1, "t_ref", refractory, "I_e", current);
      var maxima = new ArrayList<Integer>();
      boolean above = false; // since an event
      double before = neuron.value("V_m");
      for (int step = 1; step <= 4000; step++) {
        neuron.runSteps(1);
        double v = neuron.value("V_m");
        if (!above && v >= onset && v < before) {
          maxima.add(step);
          above = true;
        }
        above &= v >= onset;
        before = v;
      }
      assertTrue(maxima.size() >= 10, maxima.toString());
      assertEquals(maxima, neuron.spikes.getFirst(), "t_ref " + refractory);
      usual = usual.isEmpty() ? maxima : usual;
      assertEquals(usual, neuron.spikes.getFirst());
    }
  }

  @Test
  void refractorinessLastsUntilATestHolds() {
    var model = EquationModel.of("ramp", """
        parameters: t_ref = 0.25 ms (>= 0)
        equations:
          dx/dt = 1/ms : 1
          dy/dt = 1/ms : 1
        threshold: x >= 1
        reset: y = 0
        refractory: t_ref, hold y, until x > 1.75
        """);
    var neuron = new SingleNeurons(model, 0.125, 1, 0, 1).runSteps(20);
    assertEquals(List.of(8, 16, 19), neuron.spikes.getFirst());
    String wrong = assertThrows(RanvierException.class, () -> EquationModel.of("ramp", model.equations().replace("until x > 1.75", "until x"))).getMessage();
    assertTrue(wrong.contains("the end of the refractory period"), wrong);
    wrong = assertThrows(RanvierException.class, () -> EquationModel.of("ramp", model.equations().replace("hold y", "keep y"))).getMessage();
    assertTrue(wrong.contains("until V_m < 0 mV"), wrong);
  }
}
