package org.ranvier.validation.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.simulator.RanvierException;

/**
 * Nonlinear models with finer and finer steps against solutions of order 8(5,3) at a tolerance of 1e-12: the error falls with the
 * power of the step that is the order of the method.
 */
final class ConvergenceChecks {
  private static final double[] RESOLUTIONS_MS = {0.4, 0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625};
  private static final double FLOOR = 1e-10; // of which rounding and the reference's own error are a tenth at most
  private static final double ORDER_TOLERANCE = 0.2;
  private static final double ADAPTIVE_TOLERANCE = 1e-3; // with a tolerance of 1e-6 for a substep
  private static final String FIXED_STEP = "adaptive, tolerance 0.99"; // almost any error will do: each fine step is one substep

  private static final List<ConvergenceCase> CASES =
      List.of(
          ConvergenceCase.moved("iaf_cond_exp", 8, Map.of("V_m", -58.0, "g_ex", 10.0, "g_in", 20.0)),
          ConvergenceCase.moved("iaf_cond_alpha", 8, Map.of("V_m", -58.0, "dg_ex", 40.0, "dg_in", 10.0)),
          ConvergenceCase.moved("iaf_cond_beta", 8, Map.of("V_m", -58.0, "dg_ex", 40.0, "dg_in", 10.0)),
          ConvergenceCase.moved("gif_cond_exp", 8, Map.of("V_m", -58.0, "g_ex", 5.0, "g_in", 10.0)).with("lambda_0", 0),
          ConvergenceCase.moved("iaf_bw_2001_linear", 16, Map.of("V_m", -60.0, "s_AMPA", 10.0, "s_NMDA", 10.0)),
          ConvergenceCase.moved("aeif_cond_exp", 8, Map.of("V_m", -54.0, "w", 20.0, "g_ex", 20.0)),
          ConvergenceCase.moved("aeif_cond_alpha", 8, Map.of("V_m", -54.0, "w", 20.0, "g_in", 20.0)),
          ConvergenceCase.moved("aeif_psc_exp", 8, Map.of("V_m", -54.0, "w", 20.0, "I_ex", 50.0)),
          ConvergenceCase.moved("aeif_psc_delta_clopath", 8, Map.of("V_m", -46.0, "w", 800.0, "z", 100.0)),
          ConvergenceCase.moved("urbanczik_cell", 8, Map.of("V_m", -60.0, "V_d", -50.0, "g_ex", 20.0, "I_d", 100.0)).with("g_sp", 100),
          ConvergenceCase.moved("izhikevich", 8, Map.of("V_m", -62.0, "U_m", -12.0)),
          ConvergenceCase.moved("qif", 8, Map.of("V_m", -48.0, "I_syn_ex", 50.0)),
          ConvergenceCase.moved("theta", 8, Map.of("theta", 0.5, "I_syn", 200.0)),
          ConvergenceCase.moved("morris_lecar", 16, Map.of("V_m", -15.0, "g_ex", 1.0)),
          ConvergenceCase.moved("fitzhugh_nagumo", 8, Map.of("V", 0.0, "W", -0.5, "I_syn", 0.5)),
          ConvergenceCase.settled("wang_buzsaki", 4, 3),
          ConvergenceCase.settled("hh_psc_alpha", 8, 200),
          ConvergenceCase.settled("hh_psc_alpha_gap", 8, 200),
          ConvergenceCase.moved("burst_cell", 8, Map.of("V_m", -60.0)),
          ConvergenceCase.moved("pinsky_rinzel", 4, Map.of("V_m", -57.0)),
          ConvergenceCase.settled("hh_cond_exp_traub", 8, 150).with("E_L", -70)); // with -60 mV it fires by itself

  /** Methods beside the library's own with which users may run a model; the one with gates at half steps needs a start at rest. */
  private static final Map<String, List<String>> FURTHER =
      Map.of(
          "iaf_cond_exp", List.of("rk2"),
          "iaf_cond_alpha", List.of("rk2"),
          "aeif_cond_exp", List.of("rk4"),
          "qif", List.of("euler"),
          "wang_buzsaki", List.of("rk4"),
          "hh_psc_alpha", List.of("rk4", "exponential_euler", "exponential_staggered"),
          "hh_cond_exp_traub", List.of("rk4", "exponential_euler", "exponential_staggered"));

  private ConvergenceChecks() {}

  static List<Check> run() {
    return CASES.stream().flatMap(ConvergenceChecks::run).toList();
  }

  private static Stream<Check> run(ConvergenceCase c) {
    var checks = new ArrayList<Check>();
    double[] start = c.beginning();
    double reference = c.reference(start);
    EquationModel library = c.library();
    boolean adaptive = library.order() == 5;
    checks.add(order(c, adaptive ? library.withMethod(FIXED_STEP) : library, "own method", start, reference));
    if (adaptive) {
      double error = Math.abs(c.computed(library.withMethod("adaptive, tolerance 1e-6"), start, 0.1) - reference);
      checks.add(new Check(c.model(), "adaptive, tolerance 1e-6", "potential against order 8", error, ADAPTIVE_TOLERANCE));
    }
    for (String method : FURTHER.getOrDefault(c.model(), List.of())) {
      checks.add(order(c, library.withMethod(method), method, start, reference));
    }
    return checks.stream();
  }

  private static Check order(ConvergenceCase c, EquationModel variant, String name, double[] start, double reference) {
    int order = variant.order();
    double observed = observed(c, variant, start, reference);
    return new Check(c.model(), "convergence, " + name, "order " + order + " less that observed", order - observed, ORDER_TOLERANCE);
  }

  /** The order between the finest two resolutions at which the error is well above rounding; a step too coarse may give none. */
  private static double observed(ConvergenceCase c, EquationModel variant, double[] start, double reference) {
    double order = Double.NaN;
    double coarser = Double.NaN;
    for (double resolution : RESOLUTIONS_MS) {
      double error = error(c, variant, start, reference, resolution);
      if (error <= FLOOR) {
        break;
      }
      order = Math.log(coarser / error) / Math.log(2);
      coarser = error;
    }
    return order;
  }

  /** NaN where a step is so coarse that the kernel gives up. */
  private static double error(ConvergenceCase c, EquationModel variant, double[] start, double reference, double resolution) {
    try {
      return Math.abs(c.computed(variant, start, resolution) - reference);
    } catch (RanvierException e) {
      return Double.NaN;
    }
  }
}
