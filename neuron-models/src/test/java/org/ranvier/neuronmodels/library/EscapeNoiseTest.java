package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.simulator.RanvierException;

/** Neurons that fire at random, with a hazard. */
class EscapeNoiseTest {
  private static final double DT = 0.1;

  /** Rate in 1/ms of a neuron that fires in a step with probability 1 - exp(-hazard·dt), and not at all for a while after a spike. */
  private static double renewalRate(double hazard, double deadTime) {
    return 1 / (deadTime + DT / -Math.expm1(-hazard * DT));
  }

  @ParameterizedTest
  @CsvSource({"50,0", "50,2", "200,1", "3000,0.04"})
  void atConstantHazardThePointProcessIsOneWithADeadTime(double rate, double deadTime) {
    int n = 100;
    var neurons = SingleNeurons.of("pp_psc_delta", n, "c_2", rate, "c_3", 0, "dead_time", deadTime).run(2000);
    double dead = deadTime > 0 ? Math.max(deadTime, DT) : 0; // above 0 it is at least a step
    double expected = renewalRate(rate / 1000, dead) * 2000 * n;
    assertEquals(expected, neurons.count(), 5 * Math.sqrt(expected));
    double[] intervals = neurons.spikes.stream().flatMapToDouble(s -> Arrays.stream(differences(s))).toArray();
    assertEquals(dead + DT, Arrays.stream(intervals).min().orElseThrow(), 1e-9);
    double survivors = Arrays.stream(intervals).filter(t -> t > dead + 1000 / rate + 1e-9).count() / (double) intervals.length;
    double steps = Math.floor(1000 / rate / DT + 1e-9);
    assertEquals(Math.exp(-rate / 1000 * DT * steps), survivors, 5 / Math.sqrt(intervals.length) + 0.02); // long ones are cut by the end
  }

  private static double[] differences(List<Integer> steps) {
    double[] d = new double[Math.max(0, steps.size() - 1)];
    Arrays.setAll(d, k -> (steps.get(k + 1) - steps.get(k)) * DT);
    return d;
  }

  @Test
  void theHazardFollowsThePotentialAndTheResetIsAMatterOfChoice() {
    // 200 pA bring V_m to I·tau/C = 8 mV, where the rate is 1.238 Hz·e^2 without a reset.
    int n = 200;
    var neurons = SingleNeurons.of("pp_psc_delta", n, "I_e", 200, "with_reset", 0, "dead_time", 0).run(100);
    int before = neurons.count();
    double expected = 1.238e-3 * Math.exp(2) * 2000 * n;
    assertEquals(expected, neurons.run(2000).count() - before, 5 * Math.sqrt(expected));
    assertEquals(8, neurons.value("V_m"), 1e-3);
    var reset = SingleNeurons.of("pp_psc_delta", n, "I_e", 200, "with_reset", 1).run(2100);
    assertTrue(reset.count() < 0.95 * neurons.count(), reset.count() + " of " + neurons.count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif_psc_exp", "gif_cond_exp"})
  void atConstantHazardTheRateIsThatOfARenewalProcess(String model) {
    int n = 100;
    var neurons = SingleNeurons.of(model, n, "V_T_star", -70, "V_reset", -70, "lambda_0", 40).run(2000);
    double expected = renewalRate(0.04, 4) * 2000 * n;
    assertEquals(expected, neurons.count(), 5 * Math.sqrt(expected));
    assertEquals(4 + DT, neurons.spikes.stream().flatMapToDouble(s -> Arrays.stream(differences(s))).min().orElseThrow(), 1e-9);
  }

  /** Slow and weak adaptation: the rate r solves r = lambda_0·exp(-q·tau·r/Delta_V), of the threshold or of the current over g_L. */
  @ParameterizedTest
  @CsvSource({"gif_psc_exp,q_sfa3,0.1", "gif_psc_exp,q_stc3,0.4", "gif_cond_exp,q_sfa3,0.1", "gif_cond_exp,q_stc3,0.4"})
  void adaptationLowersTheRateToItsFixedPoint(String model, String jump, double size) {
    int n = 100;
    String tau = jump.replace("q_", "tau_");
    var neurons = SingleNeurons.of(
        model, n, "V_T_star", -70, "V_reset", -70, "lambda_0", 40, "t_ref", 0, "C_m", 0.4, "Delta_V", 5, jump, size, tau, 500).run(3000);
    int before = neurons.count();
    double found = (neurons.run(3000).count() - before) / (3000.0 * n);
    double inMillivolt = jump.startsWith("q_stc") ? size / 4 : size;
    double r = 0.04;
    for (int k = 0; k < 100; k++) {
      r = 0.5 * (r + 0.04 * Math.exp(-inMillivolt * 500 * r / 5));
    }
    assertTrue(r < 0.035);
    assertEquals(r, found, 0.04 * r);
  }

  @Test
  void inputsChangeTheHazardOfGeneralizedIntegrateAndFire() {
    var excited = SingleNeurons.of("gif_cond_exp", 1, "V_T_star", -50);
    var inhibited = SingleNeurons.of("gif_cond_exp", 1, "V_T_star", -50);
    for (int k = 0; k < 100; k++) {
      excited.arrive(0, 0, 5);
      inhibited.arrive(0, 0, 5);
      inhibited.arrive(1, 0, -50);
      excited.run(2);
      inhibited.run(2);
    }
    assertTrue(excited.count() > 5, "" + excited.count());
    assertEquals(0, inhibited.count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pp_psc_delta", "gif_psc_exp", "gif_cond_exp"})
  void spikesDoNotDependOnThePartition(String name) {
    Object[] lively = name.startsWith("pp") ? new Object[] {"c_2", 60} : new Object[] {"V_T_star", -70, "lambda_0", 60};
    var model = Library.model(name);
    var whole = new SingleNeurons(model, 100, 0, 100, lively).run(300);
    var part = new SingleNeurons(model, 100, 64, 36, lively).run(300);
    assertTrue(part.count() > 100);
    assertEquals(whole.spikes.subList(64, 100), part.spikes);
    assertNotEquals(whole.spikes.get(0), whole.spikes.get(1));
  }

  @Test
  void spikesDoNotDependOnTheNumberOfThreads() {
    var outcomes = IntStream.of(1, 2, 3).mapToObj(
        threads -> new Rig()
            .threads(threads)
            .population("points", Library.model("pp_psc_delta"), 300, Rig.parameters("c_2", 30))
            .population("gifs", Library.model("gif_psc_exp"), 200, Rig.parameters("V_T_star", -70, "lambda_0", 30))
            .connect("points", "gifs", 0, 100, 10)
            .run(700, 1300)
            .spikes())
        .toList();
    assertTrue(outcomes.getFirst().size() > 1000);
    for (var other : outcomes) {
      assertArrayEquals(outcomes.getFirst().steps(), other.steps());
      assertArrayEquals(outcomes.getFirst().ids(), other.ids());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rk4", "adaptive"})
  void aHugeHazardFiresAtEveryStepAndNoneNever(String method) {
    String text =
        """
        parameters: h = 0 1/ms
        equations:
          dx/dt = -x^2/ms : 1
        hazard: h
        reset: none
        method: %s
        """
            .formatted(method);
    assertEquals(0, new SingleNeurons(EquationModel.of("m", text), 10, 0, 10, "h", 0).run(100).count());
    assertEquals(0, new SingleNeurons(EquationModel.of("m", text), 10, 0, 10, "h", -3).run(100).count());
    assertEquals(10_000, new SingleNeurons(EquationModel.of("m", text), 10, 0, 10, "h", 1e6).run(100).count());
    int some = new SingleNeurons(EquationModel.of("m", text), 10, 0, 10, "h", 5).run(100).count();
    assertEquals(-Math.expm1(-0.5) * 10_000, some, 250);
  }

  @Test
  void aHazardIsARateAndStandsAlone() {
    String model = "equations:\n  dV/dt = -V/(10 ms) : mV\nreset: V = 0 mV\n";
    assertMessage(model + "hazard: V\n", "a hazard, the rate of random spikes, must be in 1/ms", "V");
    assertMessage(model + "hazard: 1/ms\nthreshold: V > 1 mV\n", "a model has a threshold or a hazard, not both");
    assertMessage(model + "hazard: 1/ms\nmethod: adaptive, threshold at substeps\n", "cannot be tested at substeps");
    assertMessage("equations:\n  dV/dt = -V/(10 ms) : mV\nhazard: 1/ms\n", "no reset");
  }

  private static void assertMessage(String text, String... parts) {
    String message = assertThrows(RanvierException.class, () -> EquationModel.of("m", text)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
