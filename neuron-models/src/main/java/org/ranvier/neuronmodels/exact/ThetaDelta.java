package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;

/**
 * Theta neuron with pulses in place of synaptic currents, in continuous time: with {@code x = tan(θ/2)} it is {@code τ·x' = x² + I}, and a pulse makes {@code x}
 * jump; see {@link QuadraticJumps}.
 */
public record ThetaDelta() implements ExactModel {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("tau", "ms", 10, Range.POSITIVE, "time constant"),
          new Parameter("I_0", "pA", 100, Range.POSITIVE, "current that counts as 1"),
          new Parameter("I_e", "pA", -10, Range.ANY, "constant input current; above 0 the neuron fires by itself"));

  @Override
  public String name() {
    return "theta_delta";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "Theta neuron that receives pulses, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dtheta/dt = (1 - cos(theta) + (1 + cos(theta))*I_e/I_0)/tau
        input        : tan(theta/2) += w
        spike        : when theta reaches pi, at that very time
        after a spike: theta = -pi""";
  }

  @Override
  public String source() {
    return "Ermentrout & Kopell 1986, doi:10.1137/0146017; pulses: Monteforte & Wolf 2010, doi:10.1103/PhysRevLett.105.268104";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("synapse", "1", "tan(theta/2) jumps by the weight"));
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    return slice -> new Kernel(slice, values, new PerNeuron(values, slice));
  }

  private static final class Kernel extends QuadraticJumps {

    Kernel(ExactContext slice, ParameterValues values, PerNeuron each) {
      super(
          slice, each, each.of(i -> 1 / values.at("tau", i)), each.of(i -> values.at("I_e", i) / values.at("I_0", i)),
          each.of(i -> Double.POSITIVE_INFINITY), each.of(i -> 0));
      declare(STATE, "theta", "1", "phase; a spike is at pi", 0);
    }

    @Override
    double x(int i) {
      return Math.tan(0.5 * s[i * WIDTH + STATE]);
    }

    @Override
    void setX(int i, double x) {
      s[i * WIDTH + STATE] = 2 * Math.atan(x);
    }

    @Override
    void reset(int i) {
      s[i * WIDTH + STATE] = -Math.PI;
    }

    @Override
    public void present(int i, double t, double[][] into) {
      into[0][i] = t <= s[i * WIDTH + AT] ? s[i * WIDTH + STATE] : 2 * Math.atan(after(i & mask, x(i), t - s[i * WIDTH + AT]));
    }
  }
}
