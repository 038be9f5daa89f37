package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.time.TimeGrid;

/** A neuron whose state leaves what its steps can follow fires where it should, or ends the run; none is wrong and silent. */
@Timeout(60)
class BeyondMeaningTest {
  /** Neuron 2 of 3 starts at {@code start}; returns how many spikes there were in 20 ms. */
  private static int run(NeuronModel model, double resolution, double start, Object... parameters) {
    var values = ParameterValues.of("p", model.parameters(), 3, Rig.parameters(parameters));
    var population = new PopulationSpec("p", model.name(), 3, model.receptors().size(), model.kernel("p", values), (state, first, n) -> {
      for (int i = 0; i < n; i++) {
        if (first + i == 2) {
          state.find("V_m").orElseThrow().values()[i] = start;
        }
      }
    });
    var engine = new Engine(new EngineSpec(new TimeGrid(resolution), 1, 1, List.of(population), List.of(), List.of(), List.of()));
    int[] spikes = new int[1];
    engine.addListener(block -> spikes[0] += block.spikeCount());
    engine.run(Math.round(20 / resolution), (done, all) -> {});
    return spikes[0];
  }

  /** Ermentrout & Kopell 1986: the period is pi·tau/sqrt(I), here with several turns in a step too. */
  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e4, 3e4, 1e5, 1e6, 1e8})
  void aThetaNeuronLosesNoTurn(double current) {
    double period = Math.PI * 10 / Math.sqrt(current / 100);
    var neuron = SingleNeurons.of("theta", 1, "I_e", current).run(300);
    double expected = Math.floor((300 - period / 2) / period) + 1; // from phase 0
    assertEquals(expected, neuron.count(), 1 + 1e-5 * expected);
  }

  @Test
  void aThetaNeuronThatCannotBeFollowedIsAnError() {
    String message = assertThrows(RanvierException.class, () -> SingleNeurons.of("theta", 1, "I_e", 1e13).run(1)).getMessage();
    assertTrue(message.startsWith("population 'p', neuron 0: at ") && message.contains("theta is "), message);
  }

  /** Izhikevich 2003, doi:10.1109/TNN.2003.820440, equations 1 to 3 with RS parameters, by Euler steps of 1e-5 ms. */
  private static int finely(double v, double u) {
    int spikes = 0;
    for (int n = 0; n < 2_000_000; n++) {
      double f = 0.04 * v * v + 5 * v + 140 - u;
      u += 1e-5 * 0.02 * (0.2 * v - u);
      v += 1e-5 * f;
      if (v >= 30) {
        spikes++;
        v = -65;
        u += 8;
      }
    }
    return spikes;
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1, -300", "0.1, 0, -550", "0.5, 1, -105", "1, 0, -105", "0.1, 1, 29", "0.1, 0, 29"})
  void anIzhikevichNeuronInRangeDoesWhatItsEquationsDo(double resolution, int consistent, double start) {
    assertEquals(finely(start, -13), run(Library.model("izhikevich"), resolution, start, "consistent_integration", consistent));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1, -325", "0.1, 1, -400", "0.1, 1, -1e4", "0.1, 1, -1e8", "0.1, 1, -1e30", "0.1, 1, -1e160", "0.1, 0, -600", "0.1, 0, -1e30",
      "1, 1, -100", "1, 0, -130"})
  void anIzhikevichNeuronThatAStepThrowsUpIsAnError(double resolution, int consistent, double start) {
    assertEquals(0, finely(Math.max(start, -1e4), -13));
    String message =
        assertThrows(RanvierException.class, () -> run(Library.model("izhikevich"), resolution, start, "consistent_integration", consistent)).getMessage();
    assertTrue(message.matches("population 'p', neuron 2: V_m is (NaN|-.*) at or shortly before \\d.* ms; .*the resolution .* is too coarse"), message);
  }

  /** The published steps are two: what arrives is a current in the first, and the second would throw the potential up. */
  @ParameterizedTest
  @ValueSource(doubles = {-2e4, -1e6, -1e20})
  void aStrikeBetweenTheHalfStepsMakesNoSpike(double weight) {
    var neuron = SingleNeurons.of("izhikevich", 1, "consistent_integration", 0);
    neuron.runSteps(10);
    neuron.arrive(0, 0, weight);
    neuron.runSteps(5);
    assertEquals(0, neuron.count());
    assertTrue(!(Math.abs(neuron.value("V_m")) < 0x1p40), "V_m = " + neuron.value("V_m"));
  }

  /** An onset integrated by fixed steps: a neuron thrown far below would be silent for as long as the run. */
  @ParameterizedTest
  @ValueSource(strings = {"rk4", "euler"})
  void aPotentialThatIsNoneIsAnErrorWhateverTheMethod(String method) {
    var model = EquationModel.of("steep", """
        parameters:
          V_peak = 30 mV
        equations: dV_m/dt = -(V_m + 65 mV)/(10 ms) + 1 mV/ms*exp((V_m + 50 mV)/(2 mV)) : mV
        initial: V_m = -65 mV
        threshold: V_m >= V_peak
        reset: V_m = -65 mV
        method: %s
        """.formatted(method));
    assertEquals(0, run(model, 0.1, -100));
    assertTrue(run(model, 0.1, 29) > 0);
    String message = assertThrows(RanvierException.class, () -> run(model, 0.1, -1e30)).getMessage();
    assertTrue(message.startsWith("population 'p', neuron 2: V_m is "), message);
  }

  /** 1.1e12 mV is where it ends, on both sides; other variables than potentials may be as large as they are. */
  @Test
  void theLargestPotentialIsOfAMillionTimesAMillionMillivolts() {
    var still = EquationModel.of("still", "equations: dV_m/dt = 0*V_m/ms : mV\ninitial: V_m = 0 mV\nthreshold: V_m >= 1e99 mV\nreset: V_m = 0 mV\n");
    for (double sign : new double[] {-1, 1}) {
      assertEquals(0, run(still, 0.1, sign * Math.nextDown(0x1p40)));
      for (double beyond : sign < 0 ? new double[] {0x1p40, 1e30, Double.MAX_VALUE, Double.POSITIVE_INFINITY} : new double[] {0x1p40, 1e30}) {
        String message = assertThrows(RanvierException.class, () -> run(still, 0.1, sign * beyond)).getMessage();
        assertTrue(message.startsWith("population 'p', neuron 2: V_m is " + sign * beyond) && message.contains(" at or shortly before "), message);
        assertEquals(Double.isFinite(beyond), message.contains(" mV, which no potential is, at"), message);
      }
    }
    var number = EquationModel.of("number", still.equations().replace("mV", "1").replaceAll("1e99 1", "1e99").replaceAll("= 0 1", "= 0"));
    assertEquals(0, run(number, 0.1, 1e30));
  }
}
