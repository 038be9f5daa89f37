package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

class EquationModelTest {
  private static NeuronKernel kernel(NeuronModel model, int size, int first, int part, Map<String, double[]> given, double resolution) {
    var values = ParameterValues.of("p", model.parameters(), size, given);
    int receptors = model.receptors().size();
    int padded = (part + 15) / 16 * 16;
    int[] bases = new int[receptors];
    Arrays.setAll(bases, r -> padded * r);
    var slice = new SliceContext("p", first, part, padded, 5, new TimeGrid(resolution), new float[padded * receptors], bases, null);
    return ((KernelFactory) model.kernel("p", values)).create(slice);
  }

  private static void run(NeuronKernel kernel, int steps, int n) {
    var sink = new SpikeSink();
    for (int step = 1; step <= steps; step++) {
      sink.clear();
      kernel.advance(step, 0, n, sink);
    }
  }

  /** dx/dt = -x·y, dy/dt = -y, z: a nonlinear variable that reads a linear one; x(t) = exp(e^-t - 1). */
  @ParameterizedTest
  @CsvSource({"euler,1", "exponential_euler,1", "exponential_staggered,2", "rk2,2", "rk4,4"})
  void methodsConvergeWithTheirOrder(String method, int order) {
    var model = EquationModel.of(
        "m", "equations:\n  dx/dt = -x*y/ms : 1\n  dy/dt = -y/ms : 1\ninitial: x = 1, y = 1\nmethod: " + method);
    double[] errors = new double[2];
    for (int k = 0; k < 2; k++) {
      int steps = 20 << k;
      NeuronKernel kernel = kernel(model, 1, 0, 1, Map.of(), 1.0 / steps);
      run(kernel, steps, 1);
      errors[k] = Math.abs(kernel.state().find("x").orElseThrow().values()[0] - Math.exp(Math.exp(-1) - 1));
    }
    double seen = Math.log(errors[0] / errors[1]) / Math.log(2);
    assertEquals(order, seen, 0.2, "errors " + Arrays.toString(errors));
  }

  /** dx/dt = x·m, dm/dt = -m·x with x + m = 1: x(t) = 1/(1 + e^-t); m starts half a step before x. */
  @Test
  void staggeredStepsOfCoupledVariablesConvergeWithOrderTwo() {
    var model = EquationModel.of(
        "m",
        "equations:\n  dx/dt = x*m/ms : 1\n  dm/dt = -m*x/ms : 1\ninitial: x = 0.5, m = 1 - 1/(1 + exp(dt/(2 ms)))\n"
            + "method: exponential_staggered");
    double[] errors = new double[2];
    for (int k = 0; k < 2; k++) {
      int steps = 20 << k;
      NeuronKernel kernel = kernel(model, 1, 0, 1, Map.of(), 1.0 / steps);
      run(kernel, steps, 1);
      errors[k] = Math.abs(kernel.state().find("x").orElseThrow().values()[0] - 1 / (1 + Math.exp(-1)));
    }
    assertEquals(2, Math.log(errors[0] / errors[1]) / Math.log(2), 0.2, "errors " + Arrays.toString(errors));
  }

  @Test
  void aModelCanBeTakenWithAnotherMethod() {
    assertTrue(Library.model("iaf_cond_exp").withMethod("rk2").describe().contains("rk2: V_m"));
    assertTrue(Library.model("hh_cond_exp_traub").withMethod("exponential_staggered").describe().contains("exponential_staggered: V_m, Act_m"));
    assertThrows(RanvierException.class, () -> Library.model("iaf_cond_exp").withMethod("exact"));
  }

  @Test
  void theAdaptiveMethodKeepsItsTolerance() {
    var model = EquationModel.of("m", "equations:\n  dx/dt = -x*exp(-y)/ms : 1\n  dy/dt = -1/ms : 1\ninitial: x = 1\nmethod: adaptive, tolerance 1e-9");
    NeuronKernel kernel = kernel(model, 1, 0, 1, Map.of(), 0.1);
    run(kernel, 20, 1);
    assertEquals(Math.exp(1 - Math.exp(2)), kernel.state().find("x").orElseThrow().values()[0], 1e-8);
  }

  @Test
  void theMethodIsChosenByRuleAndSaysWhy() {
    assertTrue(Library.model("iaf_psc_exp").describe().startsWith("exact: V_m, I_syn_ex, I_syn_in"));
    assertTrue(Library.model("iaf_cond_exp").describe().contains("exact: g_ex, g_in"));
    assertTrue(Library.model("iaf_cond_exp").describe().contains("rk4: V_m"));
    assertTrue(Library.model("aeif_cond_exp").describe().contains("adaptive"));
    var hh = EquationModel.of("m", "equations:\n  dx/dt = -exp(x)/ms : 1");
    assertTrue(hh.describe().contains("adaptive: x") && hh.describe().contains("exponentials of state variables in the equations of x"));
  }

  @Test
  void removableSingularitiesAreRemoved() {
    var model = EquationModel.of(
        "m",
        """
        parameters: V_T = 40 mV
        equations:
          dx/dt = 0.1/(mV*ms)*(V_T - x)/(exp((V_T - x)/(10 mV)) - 1) * mV : mV
        initial: x = V_T
        method: euler
        """);
    NeuronKernel kernel = kernel(model, 1, 0, 1, Map.of(), 0.1);
    run(kernel, 1, 1);
    assertEquals(40.1, kernel.state().variables().getFirst().values()[0], 1e-12); // the limit of the rate is 1
  }

  @Test
  void oneValueAndOneForEachNeuronGiveTheSame() {
    for (String name : new String[] {"iaf_psc_alpha", "iaf_cond_exp", "aeif_cond_exp", "hh_psc_alpha"}) {
      NeuronModel model = Library.model(name);
      NeuronKernel one = kernel(model, 3, 0, 3, Map.of("I_e", new double[] {500}), 0.1);
      NeuronKernel each = kernel(
          model, 3, 0, 3,
          Map.of("I_e", new double[] {500, 500, 600}, "C_m", new double[] {model.parameters()
              .stream().filter(p -> p.name().equals("C_m")).findFirst().orElseThrow().defaultValue()}),
          0.1);
      run(one, 500, 3);
      run(each, 500, 3);
      double[] a = one.state().find("V_m").orElseThrow().values();
      double[] b = each.state().find("V_m").orElseThrow().values();
      assertEquals(a[0], b[0], name);
      assertEquals(a[1], b[1], name);
      assertTrue(a[2] != b[2], name);
    }
  }

  @Test
  void noiseDoesNotDependOnThePartitionAndHasTheRightVariance() {
    var model = EquationModel.of(
        "ou",
        """
        parameters:
          tau = 10 ms (> 0)
          sigma = 3 mV (> 0)
        equations:
          dx/dt = -x/tau + sigma*sqrt(2/tau)*xi : mV
        """);
    int n = 4000;
    NeuronKernel whole = kernel(model, n, 0, n, Map.of(), 0.1);
    NeuronKernel second = kernel(model, n, n / 2, n / 2, Map.of(), 0.1);
    run(whole, 600, n);
    run(second, 600, n / 2);
    double[] x = whole.state().variables().getFirst().values();
    double[] part = second.state().variables().getFirst().values();
    assertArrayEquals(Arrays.copyOfRange(x, n / 2, n), Arrays.copyOf(part, n / 2));
    double variance = Arrays.stream(x, 0, n).map(v -> v * v).average().orElseThrow();
    assertEquals(9, variance, 0.8); // 4 standard errors
    assertTrue(model.describe().contains("euler_maruyama: x"));
  }

  @Test
  void refractoryNeuronsHoldWhatTheyAreToldAndFireOnTime() {
    var model = EquationModel.of(
        "m",
        """
        parameters: t_ref = 1 ms (>= 0)
        equations:
          dv/dt = 1/ms : 1
          du/dt = 1/ms : 1
        threshold: v >= 0.95
        reset: v = 0
        refractory: t_ref, hold v
        """);
    NeuronKernel kernel = kernel(model, 2, 0, 2, Map.of("t_ref", new double[] {1, 0}), 0.1);
    var sink = new SpikeSink();
    var fired = new StringBuilder();
    for (int step = 1; step <= 45; step++) {
      sink.clear();
      kernel.advance(step, 0, 2, sink);
      for (int k = 0; k < sink.size(); k++) {
        fired.append(step).append(sink.neurons()[k] == 0 ? "a " : "b ");
      }
    }
    assertEquals("10a 10b 20b 30a 30b 40b ", fired.toString());
    assertEquals(4.5, kernel.state().find("u").orElseThrow().values()[0], 1e-12);
  }

  @Test
  void theSourceIsShownAndCompiledOnce() {
    var model = Library.model("iaf_psc_exp");
    assertTrue(model.generatedSource().contains("Math.fma(I_syn_ex[i], P_V_m_I_syn_ex, "));
    var a = kernel(model, 1, 0, 1, Map.of(), 0.1);
    var b = kernel(model, 1, 0, 1, Map.of("tau_m", new double[] {20}), 0.1);
    assertEquals(a.getClass(), b.getClass());
  }

  @Test
  @Timeout(20)
  void anAdaptiveStepEndsWhereThereIsNoNumber() {
    var model = EquationModel.of("bang", "equations: dx/dt = exp(x)/ms : 1\nmethod: adaptive");
    NeuronKernel kernel = kernel(model, 1, 0, 1, Map.of(), 1);
    double[] x = kernel.state().variables().getFirst().values();
    x[0] = 800; // exp overflows
    String message = assertThrows(RanvierException.class, () -> kernel.advance(1, 0, 1, new SpikeSink())).getMessage();
    assertTrue(message.contains("neuron 0: at 0 ms x is 800, changes by Infinity/ms"), message);
  }
}
