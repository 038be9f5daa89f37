package org.ranvier.neuronmodels.exact;

import java.util.List;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;

/** Parameters that several models share, with the names and defaults that they have in the library on the grid. */
final class Parameters {
  static final Parameter TAU_M = new Parameter("tau_m", "ms", 10, Range.POSITIVE, "membrane time constant");
  static final Parameter C_M = new Parameter("C_m", "pF", 250, Range.POSITIVE, "membrane capacitance");
  static final Parameter E_L = new Parameter("E_L", "mV", -70, Range.ANY, "resting potential");
  static final Parameter V_TH = new Parameter("V_th", "mV", -55, Range.ANY, "spike threshold");
  static final Parameter V_RESET = new Parameter("V_reset", "mV", -70, Range.ANY, "potential after a spike");
  static final Parameter T_REF = new Parameter("t_ref", "ms", 2, Range.NOT_NEGATIVE, "refractory period");
  static final Parameter I_E = new Parameter("I_e", "pA", 0, Range.ANY, "constant input current");
  static final Parameter TAU_SYN_EX =
      new Parameter("tau_syn_ex", "ms", 2, Range.POSITIVE, "time constant of the excitatory current");
  static final Parameter TAU_SYN_IN =
      new Parameter("tau_syn_in", "ms", 2, Range.POSITIVE, "time constant of the inhibitory current");

  static final List<Parameter> LEAKY = List.of(TAU_M, C_M, E_L, V_TH, V_RESET, T_REF, I_E);
  static final List<Parameter> WITH_CURRENTS = List.of(TAU_M, C_M, E_L, V_TH, V_RESET, T_REF, I_E, TAU_SYN_EX, TAU_SYN_IN);

  private Parameters() {}

  /** A value that follows from a neuron's parameters. */
  @FunctionalInterface
  interface Value {
    double at(ParameterValues values, int i);
  }

  static List<Receptor> excitatoryAndInhibitory(String unit, String meaning) {
    return List.of(new Receptor("excitatory", unit, meaning), new Receptor("inhibitory", unit, meaning));
  }

  /** Where the potential goes under the constant current. */
  static double rest(ParameterValues values, int i) {
    return values.at("E_L", i) + values.at("I_e", i) * values.at("tau_m", i) / values.at("C_m", i);
  }

  /** Neurons begin at rest. */
  static void initialise(double[] v, int first, int size, ParameterValues values) {
    for (int i = 0; i < size; i++) {
      v[i] = values.at("E_L", first + i);
    }
  }
}
