package org.ranvier.neuronmodels.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.time.TimeGrid;

/** The closed form of the potential under decaying conductances, against its equation integrated numerically. */
final class ExponentialConductancesTest {
  private static final double C = 250;
  private static final double E_L = -70;
  private static final double E_EX = 0;
  private static final double E_IN = -85;
  private static final double V_TH = -55;

  private static ExactKernel neuron(Map<String, double[]> parameters) {
    var model = new IafCondExp();
    var slice = new ExactContext("n", 0, 1, 1, 1, TimeGrid.DEFAULT);
    return model.kernel("n", ParameterValues.of("n", model.parameters(), 1, parameters)).create(slice);
  }

  private static void set(ExactKernel kernel, String variable, double value) {
    kernel.state().find(variable).orElseThrow().values()[0] = value;
  }

  /** A neuron in some state, as equations. */
  private record Case(double leak, double tau, double current, double v, double ex, double in) implements FirstOrderDifferentialEquations {
    static Case any(Random random) {
      double leak = 250 / (1 + 20 * random.nextDouble());
      double tau = random.nextInt(4) == 0 ? C / leak : 0.2 + 20 * random.nextDouble();
      return new Case(
          leak, tau, leak * 17 * random.nextDouble(), E_L + 14.9 * random.nextDouble(), random.nextInt(4) == 0 ? 0 : 150 * random.nextDouble(),
          random.nextInt(4) == 0 ? 0 : 600 * random.nextDouble() * random.nextDouble());
    }

    ExactKernel kernel() {
      var parameters = new HashMap<String, double[]>();
      parameters.put("g_L", new double[] {leak});
      parameters.put("tau_syn_ex", new double[] {tau});
      parameters.put("tau_syn_in", new double[] {tau});
      parameters.put("I_e", new double[] {current});
      ExactKernel kernel = neuron(parameters);
      set(kernel, "V_m", v);
      set(kernel, "g_ex", ex);
      set(kernel, "g_in", in);
      kernel.start();
      return kernel;
    }

    @Override
    public int getDimension() {
      return 1;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] slope) {
      double left = Math.exp(-t / tau);
      slope[0] = (leak * (E_L - y[0]) + left * (ex * (E_EX - y[0]) + in * (E_IN - y[0])) + current) / C;
    }

    double potential(double from, double at, double t) {
      double[] y = {at};
      new DormandPrince853Integrator(1e-8, 10, 1e-13, 1e-14).integrate(this, from, y, t, y);
      return y[0];
    }
  }

  @Property(tries = 200)
  void potentialAndSpikeAreThoseOfTheEquation(@ForAll long seed) {
    var random = new Random(seed);
    Case any = Case.any(random);
    ExactKernel kernel = any.kernel();
    double due = kernel.due()[0];
    Statistics.label("fires").collect(due < Double.POSITIVE_INFINITY);
    double[][] seen = new double[3][1];
    double until = Math.min(due, 100);
    double t = 0;
    double v = any.v;
    for (int k = 1; k <= 60; k++) { // dense where conductances are large
      double next = until * Math.pow(k / 60.0, 3);
      if (next - t > 1e-6) {
        v = any.potential(t, v, next);
        t = next;
        kernel.present(0, t, seen);
        assertEquals(v, seen[0][0], 1e-10, any + " at " + t);
        assertTrue(v < V_TH + 1e-10, any + ": above the threshold at " + t + ", before " + due);
      }
    }
    if (due < Double.POSITIVE_INFINITY && due > 1e-5 && due < 100) {
      assertEquals(V_TH, v, 1e-10, any + " at the spike");
    }
  }

  /** The potential after one interval is that after its parts. */
  @Property(tries = 200)
  void aDividedIntervalEndsInTheSameState(@ForAll long seed) {
    var random = new Random(seed);
    Case any = Case.any(random);
    ExactKernel kernel = any.kernel();
    double until = Math.min(kernel.due()[0], 50 * random.nextDouble());
    double middle = until * random.nextDouble();
    double[][] seen = new double[3][1];
    kernel.present(0, middle, seen);
    ExactKernel second = new Case(any.leak, any.tau, any.current, seen[0][0], seen[1][0], seen[2][0]).kernel();
    kernel.present(0, until, seen);
    double whole = seen[0][0];
    second.present(0, until - middle, seen);
    assertEquals(whole, seen[0][0], 1e-12);
  }

  /** Strong inhibition beside strong excitation: the potential peaks just above or below the threshold, and falls again at once. */
  @Example
  void aDoubleCrossingIsFoundHoweverShort() {
    var quiet = new Case(25, 3, 0, E_L, 30, 20);
    double peak = Double.NEGATIVE_INFINITY;
    double[][] seen = new double[3][1];
    ExactKernel looked = quiet.kernel();
    double best = 0;
    for (double t = 0; t < 10; t += 1e-4) {
      looked.present(0, t, seen);
      if (seen[0][0] > peak) {
        peak = seen[0][0];
        best = t;
      }
    }
    assertTrue(best > 0.5 && best < 9.5, "the peak is at " + best);
    for (double excess : new double[] {1e-3, 1e-6, 1e-9, -1e-7, -1e-3}) {
      var parameters = new HashMap<String, double[]>();
      parameters.put("g_L", new double[] {25});
      parameters.put("tau_syn_ex", new double[] {3});
      parameters.put("tau_syn_in", new double[] {3});
      parameters.put("V_reset", new double[] {-80});
      parameters.put("V_th", new double[] {peak - excess});
      ExactKernel kernel = neuron(parameters);
      set(kernel, "g_ex", 30);
      set(kernel, "g_in", 20);
      kernel.start();
      if (excess > 0) {
        assertEquals(best, kernel.due()[0], 1e-3 + 20 * Math.sqrt(excess), "excess " + excess);
      } else {
        assertEquals(Double.POSITIVE_INFINITY, kernel.due()[0], "excess " + excess);
      }
    }
  }

  @Example
  void unequalTimeConstantsAreRefused() {
    String message = assertThrows(RanvierException.class, () -> neuron(Map.of())).getMessage();
    assertEquals(
        "n: tau_syn_ex = 0.2 ms and tau_syn_in = 2.0 ms differ, and only with equal ones has iaf_cond_exp_ps a closed form; make them equal, or leave the "
            + "population on the grid",
        message);
  }
}
