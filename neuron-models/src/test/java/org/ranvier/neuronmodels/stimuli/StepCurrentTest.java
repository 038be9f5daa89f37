package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;

final class StepCurrentTest {
  @Test
  void showsFirstAtTheEndOfTheStepThatBeginsWithIt() {
    for (var model : new NeuronModel[] {Library.model("iaf_psc_delta"), Library.model("iaf_psc_exp"), Library.model("iaf_psc_alpha")}) {
      var current = new StepCurrent("c", 1, new double[] {1, 3}, new double[][] {{100}, {0}});
      double[] v = new Rig().neuron("n", model).current("n", current).sample("n", "V_m").run(100).trace();
      for (int step = 1; step <= v.length; step++) {
        double t = step * 0.1;
        double top = 4 * -Math.expm1(-(Math.min(t, 3) - 1) / 10); // 100 pA · 10 ms / 250 pF
        double expected = t <= 1 ? 0 : t <= 3 ? top : top * Math.exp(-(t - 3) / 10);
        assertEquals(expected, v[step - 1] + 70, 1e-12, "at " + t);
      }
      assertEquals(-70, v[9], 1e-12);
      assertTrue(v[10] > -69.99);
    }
  }

  @Test
  void fromTheBeginningIsTheSameAsTheParameter() {
    double[] injected =
        new Rig()
            .neuron("n", Library.model("iaf_psc_exp"))
            .current("n", StepCurrent.constant("c", 1, 500))
            .sample("n", "V_m")
            .run(1000)
            .trace();
    double[] constant = new Rig().neuron("n", Library.model("iaf_psc_exp"), "I_e", 500).sample("n", "V_m").run(1000).trace();
    assertArrayEquals(constant, injected, 1e-11);
  }

  @Test
  void mayDifferFromNeuronToNeuronWhereverItsSliceLies() {
    int size = 2500;
    double[] amplitudes = new double[size];
    Arrays.setAll(amplitudes, i -> 0.1 * i);
    for (int threads = 1; threads <= 3; threads++) {
      var rig =
          new Rig()
              .threads(threads)
              .population("n", Library.model("iaf_psc_exp"), size, Map.of())
              .current("n", new StepCurrent("c", size, new double[] {0.3, 0.8}, new double[][] {amplitudes, {50}}))
              .sample("n", "V_m");
      double[][] v = rig.run(6, 14).traces().getFirst();
      for (int i = 0; i < size; i++) {
        double first = amplitudes[i] / 25 * -Math.expm1(-0.05);
        assertEquals(first, v[i][7] + 70, 1e-12);
        assertEquals(first * Math.exp(-0.12) - 2 * Math.expm1(-0.12), v[i][19] + 70, 1e-12);
      }
    }
  }

  @Test
  void severalAddUp() {
    var one = new StepCurrent("one", 1, new double[] {1, 2, 3}, new double[][] {{10}, {33.3}, {0}});
    var two = new StepCurrent("two", 1, new double[] {1, 2.5, 3}, new double[][] {{20}, {0.7}, {0}});
    var sum = new StepCurrent("sum", 1, new double[] {1, 2, 2.5, 3}, new double[][] {{30}, {53.3}, {34}, {0}});
    var both = new Rig().neuron("n", Library.model("iaf_psc_exp")).current("n", one).current("n", two).sample("n", "V_m").run(100).trace();
    assertArrayEquals(new Rig().neuron("n", Library.model("iaf_psc_exp")).current("n", sum).sample("n", "V_m").run(100).trace(), both, 1e-12);
  }

  @Test
  void badTimesAndAmplitudesAreRefused() {
    refused("2 times", new double[] {1, 2}, new double[][] {{1}});
    refused("order", new double[] {1, 1}, new double[][] {{1}, {2}});
    refused("-1 ms", new double[] {-1}, new double[][] {{1}});
    refused("NaN", new double[] {Double.NaN}, new double[][] {{1}});
    refused("2 amplitudes", new double[] {1}, new double[][] {{1, 2}});
    refused("finite", new double[] {1}, new double[][] {{Double.POSITIVE_INFINITY}});
    var offGrid = new StepCurrent("c", 3, new double[] {0.25}, new double[][] {{1}});
    var rig = new Rig().population("n", Library.model("iaf_psc_exp"), 3, Map.of()).current("n", offGrid);
    String message = assertThrows(RanvierException.class, () -> rig.run(1)).getMessage();
    assertTrue(message.contains("'c'") && message.contains("0.25"), message);
  }

  private static void refused(String why, double[] times, double[][] amplitudes) {
    String message = assertThrows(RanvierException.class, () -> new StepCurrent("c", 3, times, amplitudes)).getMessage();
    assertTrue(message.contains("'c'") && message.contains(why), message);
  }
}
