package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;

/** The answer to one spike against the solution of the equations on paper. */
final class PostsynapticPotentialTest {
  private static final double TAU = 13;
  private static final double C = 210;
  private static final int DELAY = 15;

  /** V_m - E_L for a spike of weight {@code w} that arrives at 2.5 ms, as a function of the time since then. */
  private static void check(
      NeuronModel model, int receptor, double w, DoubleUnaryOperator expected, double tolerance, Object... more) {
    Object[] all = Arrays.copyOf(more, more.length + 4);
    all[more.length] = "tau_m";
    all[more.length + 1] = TAU;
    all[more.length + 2] = "C_m";
    all[more.length + 3] = C;
    double[] v =
        new Rig()
            .neuron("n", model, all)
            .population("in", SpikeTimes.of(new double[][] {{1}}), 1, Rig.parameters())
            .connect("in", "n", receptor, w, DELAY)
            .sample("n", "V_m")
            .run(600)
            .trace();
    for (int step = 1; step <= v.length; step++) {
      double since = (step - 10 - DELAY) * 0.1;
      double potential = since < 0 ? 0 : expected.applyAsDouble(since);
      assertEquals(potential, v[step - 1] + 70, tolerance, model.name() + " after " + since + " ms");
    }
  }

  @Test
  void deltaJumpsByItsWeight() {
    check(Library.model("iaf_psc_delta"), 0, 2.5, t -> 2.5 * Math.exp(-t / TAU), 1e-12);
    check(Library.model("iaf_psc_delta"), 0, -1.5, t -> -1.5 * Math.exp(-t / TAU), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 2, 12.9, 13.1, 80})
  void exponentialIsADifferenceOfExponentials(double tau) {
    DoubleUnaryOperator one = t -> tau * TAU / (C * (tau - TAU)) * (Math.exp(-t / tau) - Math.exp(-t / TAU));
    check(Library.model("iaf_psc_exp"), 0, 100, t -> 100 * one.applyAsDouble(t), 1e-10, "tau_syn_ex", tau);
    check(Library.model("iaf_psc_exp"), 1, -64, t -> -64 * one.applyAsDouble(t), 1e-10, "tau_syn_in", tau);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 2, 12, 14, 80})
  void alphaIsTheConvolutionOfItsCurrent(double tau) {
    double k = 1 / tau - 1 / TAU;
    DoubleUnaryOperator one =
        t -> Math.E / (tau * C) * (Math.exp(-t / TAU) - (1 + k * t) * Math.exp(-t / tau)) / (k * k);
    check(Library.model("iaf_psc_alpha"), 0, 100, t -> 100 * one.applyAsDouble(t), 1e-9, "tau_syn_ex", tau);
    check(Library.model("iaf_psc_alpha"), 1, -64, t -> -64 * one.applyAsDouble(t), 1e-9, "tau_syn_in", tau);
  }

  /** The closed forms above are 0/0 here; near it they lose all digits, and so must not the simulation. */
  @ParameterizedTest
  @ValueSource(doubles = {TAU, TAU * (1 + 1e-15), TAU * (1 - 1e-12), TAU * (1 + 1e-10)})
  void equalTimeConstantsHaveTheirLimit(double tau) {
    check(Library.model("iaf_psc_exp"), 0, 100, t -> 100 / C * t * Math.exp(-t / TAU), 1e-7, "tau_syn_ex", tau);
    check(Library.model("iaf_psc_alpha"), 0, 100, t -> 100 * Math.E / (TAU * C) * t * t / 2 * Math.exp(-t / TAU), 1e-7, "tau_syn_ex", tau);
    if (tau == TAU) {
      check(Library.model("iaf_psc_exp"), 1, -64, t -> -64 / C * t * Math.exp(-t / TAU), 1e-11, "tau_syn_in", tau);
      check(Library.model("iaf_psc_alpha"), 1, -64, t -> -64 * Math.E / (TAU * C) * t * t / 2 * Math.exp(-t / TAU), 1e-11, "tau_syn_in", tau);
    }
  }

  @Test
  void theWeightIsThePeakOfAnAlphaCurrent() {
    double[] current =
        new Rig()
            .neuron("n", Library.model("iaf_psc_alpha"), "tau_syn_ex", 1.5)
            .population("in", SpikeTimes.of(new double[][] {{1}}), 1, Rig.parameters())
            .connect("in", "n", 0, 100, 10)
            .sample("n", "I_syn_ex")
            .run(100)
            .trace();
    assertEquals(100, current[10 + 10 + 15 - 1], 1e-10);
    assertEquals(100, Arrays.stream(current).max().orElseThrow(), 1e-10);
  }

  /** The power series and the closed form meet where the step times the difference of the rates is 1. */
}
