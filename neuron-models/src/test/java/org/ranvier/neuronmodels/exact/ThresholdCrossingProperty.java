package org.ranvier.neuronmodels.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.time.TimeGrid;

/** The next spike as predicted from an arbitrary state, against the potential looked at closely. */
final class ThresholdCrossingProperty {
  private static final int LOOKS = 40_000;
  private static final double SPAN_MS = 120;

  private static ExactKernel neuron(String model, HashMap<String, double[]> parameters) {
    var exact = (ExactModel) NeuronModels.find(model);
    var slice = new ExactContext("n", 0, 1, 1, 1, TimeGrid.DEFAULT);
    return exact.kernel("n", ParameterValues.of("n", exact.parameters(), 1, parameters)).create(slice);
  }

  private static void set(State state, String variable, double value) {
    state.find(variable).orElseThrow().values()[0] = value;
  }

  /** Time constants, equal ones and nearly equal ones among them. */
  private static double timeConstant(Random random, double tauM) {
    return switch (random.nextInt(5)) {
      case 0 -> tauM;
      case 1 -> tauM * (1 + 1e-9 * random.nextGaussian());
      case 2 -> tauM * (1 + 0.05 * random.nextGaussian());
      default -> 0.2 + 20 * random.nextDouble();
    };
  }

  @Property(tries = 300)
  void noCrossingIsMissedOrMadeUp(@ForAll long seed) {
    var random = new Random(seed);
    boolean alpha = random.nextBoolean();
    var parameters = new HashMap<String, double[]>();
    double tauM = 1 + 20 * random.nextDouble();
    parameters.put("tau_m", new double[] {tauM});
    double tauEx = timeConstant(random, tauM);
    parameters.put("tau_syn_ex", new double[] {tauEx});
    parameters.put("tau_syn_in", new double[] {random.nextInt(4) == 0 ? tauEx : timeConstant(random, tauM)});
    parameters.put("I_e", new double[] {250 / tauM * 16 * random.nextDouble()});
    ExactKernel kernel = neuron(alpha ? "iaf_psc_alpha_ps" : "iaf_psc_exp_ps", parameters);
    set(kernel.state(), "V_m", -70 + 14.9 * random.nextDouble());
    for (String current : List.of("I_syn_ex", "I_syn_in")) {
      set(kernel.state(), current, 600 * random.nextGaussian());
    }
    if (alpha) {
      for (String rise : List.of("dI_ex", "dI_in")) {
        set(kernel.state(), rise, 600 * random.nextGaussian() / tauM);
      }
    }
    kernel.start();
    double due = kernel.due()[0];
    Statistics.label("fires").collect(due < Double.POSITIVE_INFINITY);
    double[][] seen = new double[5][1];
    double highest = Double.NEGATIVE_INFINITY;
    double until = Math.min(due, SPAN_MS);
    for (int k = 0; k < LOOKS; k++) {
      kernel.present(0, until * (k + 0.5) / LOOKS, seen);
      highest = Math.max(highest, seen[0][0]);
    }
    assertTrue(highest < -55 + 1e-9, "above the threshold before " + due + " ms: " + highest);
    if (due < Double.POSITIVE_INFINITY) {
      kernel.present(0, due, seen);
      assertEquals(-55, seen[0][0], 1e-9);
      kernel.present(0, due * (1 + 1e-6), seen);
      assertTrue(seen[0][0] >= -55 - 1e-9, "not above it after " + due + " ms: " + seen[0][0]);
    }
  }

  /** A current whose peak passes the threshold by 1e-10 of it is above it for less than half a microsecond. */
  @Example
  void aDoubleCrossingIsFoundHoweverShort() {
    for (double excess : new double[] {1e-3, 1e-6, 1e-10, -1e-10, -1e-6}) {
      var parameters = new HashMap<String, double[]>();
      parameters.put("tau_m", new double[] {10});
      parameters.put("tau_syn_ex", new double[] {5});
      parameters.put("E_L", new double[] {0});
      parameters.put("V_reset", new double[] {-1});
      double scale = 1000 * 10 / 250.0; // V = scale·(x - x²), x = e^(-t/10)
      parameters.put("V_th", new double[] {scale / 4 / (1 + excess)});
      ExactKernel kernel = neuron("iaf_psc_exp_ps", parameters);
      set(kernel.state(), "I_syn_ex", 1000);
      kernel.start();
      double x = 0.5 + Math.sqrt(0.25 - 0.25 / (1 + excess));
      double expected = excess > 0 ? -10 * Math.log(x) : Double.POSITIVE_INFINITY;
      assertEquals(expected, kernel.due()[0], 1e-8, "excess " + excess);
    }
  }

  /** The potential touches the threshold without passing it: V_∞ = V_th is never reached. */
  @Example
  void aPotentialThatTendsToTheThresholdDoesNotReachIt() {
    var parameters = new HashMap<String, double[]>();
    parameters.put("I_e", new double[] {375}); // V_∞ = -70 + 375·10/250 = -55
    for (String model : List.of("iaf_psc_delta_ps", "iaf_psc_exp_ps", "iaf_psc_alpha_ps", "iaf_cond_delta")) {
      ExactKernel kernel = neuron(model, parameters);
      kernel.start();
      assertEquals(Double.POSITIVE_INFINITY, kernel.due()[0], model);
    }
  }
}
