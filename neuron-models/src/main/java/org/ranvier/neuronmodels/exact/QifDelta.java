package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;

/** Quadratic integrate-and-fire neuron whose potential jumps at each arriving spike, in continuous time; see {@link QuadraticJumps}. */
public record QifDelta() implements ExactModel {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("C_m", "pF", 100, Range.POSITIVE, "membrane capacitance"),
          new Parameter("k", "nS/mV", 0.7, Range.POSITIVE, "curvature"),
          new Parameter("E_L", "mV", -60, Range.ANY, "resting potential"),
          new Parameter("V_T", "mV", -40, Range.ANY, "potential beyond which a spike starts by itself"),
          new Parameter("V_peak", "mV", 35, Range.ANY, "potential at which a spike is counted and reset"),
          new Parameter("V_reset", "mV", -50, Range.ANY, "potential after a spike"),
          new Parameter("t_ref", "ms", 0, Range.NOT_NEGATIVE, "refractory period"),
          new Parameter("I_e", "pA", 0, Range.ANY, "constant input current"));

  @Override
  public String name() {
    return "qif_delta";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "Quadratic integrate-and-fire neuron whose potential jumps at each arriving spike, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt = (k*(V_m - E_L)*(V_m - V_T) + I_e)/C_m
        input        : V_m += w, but for spikes that arrive in the refractory period
        spike        : when V_m reaches V_peak, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "Latham, Richmond, Nelson & Nirenberg 2000, doi:10.1152/jn.2000.83.2.808; events: Tonnelier, Belmabrouk & Martinez 2007, "
        + "doi:10.1162/neco.2007.19.12.3226";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("synapse", "mV", "the potential jumps by the weight"));
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_peak");
    for (int i = 0; i < values.distinct(); i++) {
      if (!(values.at("E_L", i) < values.at("V_T", i))) {
        throw new RanvierException(
            where + ": E_L = " + values.at("E_L", i) + " must be below V_T = " + values.at("V_T", i) + ", or it would have no rest");
      }
    }
    return slice -> new Kernel(slice, values, new PerNeuron(values, slice));
  }

  private static double middle(ParameterValues values, int i) {
    return 0.5 * (values.at("E_L", i) + values.at("V_T", i));
  }

  private static double drive(ParameterValues values, int i) {
    double half = 0.5 * (values.at("V_T", i) - values.at("E_L", i));
    return values.at("I_e", i) / values.at("k", i) - half * half;
  }

  private static final class Kernel extends QuadraticJumps {
    private final double[] middle;
    private final double[] reset;

    Kernel(ExactContext slice, ParameterValues values, PerNeuron each) {
      super(
          slice, each, each.of(i -> values.at("k", i) / values.at("C_m", i)), each.of(i -> drive(values, i)),
          each.of(i -> values.at("V_peak", i) - middle(values, i)), each.of(i -> values.at("t_ref", i)));
      middle = each.of(i -> middle(values, i));
      reset = each.of(i -> values.at("V_reset", i));
      double[] v = declare(STATE, "V_m", "mV", "membrane potential", values.first("E_L"));
      Parameters.initialise(v, slice.first(), slice.size(), values);
    }

    @Override
    double x(int i) {
      return s[i * WIDTH + STATE] - middle[i & mask];
    }

    @Override
    void setX(int i, double x) {
      s[i * WIDTH + STATE] = x + middle[i & mask];
    }

    @Override
    void reset(int i) {
      s[i * WIDTH + STATE] = reset[i & mask];
    }

    @Override
    public void present(int i, double t, double[][] into) {
      int p = i & mask;
      into[0][i] = t <= s[i * WIDTH + AT] ? s[i * WIDTH + STATE] : after(p, x(i), t - s[i * WIDTH + AT]) + middle[p];
    }
  }
}
