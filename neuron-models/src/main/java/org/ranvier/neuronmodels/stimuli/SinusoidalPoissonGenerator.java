package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;

/**
 * Neurons that fire as Poisson processes whose rate goes up and down as a sine:
 *
 * <pre>
 * rate(t) = max(0, rate + amplitude·sin(2π·frequency·t + phase))
 * </pre>
 *
 * <p>Each neuron has a train of its own, which all its targets receive. Where each target shall have one of its own, use a {@link
 * PoissonDrive}; where all shall have the same, a population of one neuron.
 */
public record SinusoidalPoissonGenerator() implements NeuronModel {
  /** Of a modulation in time, as other sources have it too. */
  static final List<Parameter> MODULATION =
      List.of(
          new Parameter("amplitude", "Hz", 0, Range.ANY, "by how much the rate goes up and down"),
          new Parameter("frequency", "Hz", 0, Range.NOT_NEGATIVE, "of the modulation"),
          new Parameter("phase", "1", 0, Range.ANY, "of the modulation at time 0, in radians"));

  private static final List<Parameter> PARAMETERS =
      Windows.parameters(
          new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second"),
          MODULATION.get(0), MODULATION.get(1), MODULATION.get(2));

  @Override
  public String name() {
    return "sinusoidal_poisson_generator";
  }

  @Override
  public String summary() {
    return "Source of Poisson spikes whose rate goes up and down as a sine, a train of its own for each neuron";
  }

  @Override
  public String equations() {
    return """
        rate(t)      = max(0, rate + amplitude·sin(2π·frequency·t + phase))
        spikes       : Poisson with mean ∫ rate(t) dt in each step, for start < t <= stop""";
  }

  @Override
  public String source() {
    return "inhomogeneous Poisson process, binned to the grid; NEST's sinusoidal_poisson_generator (phase there in degrees)";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new PoissonKernel(where, values, slice, v -> rate(v.all("rate"), v));
  }

  /** The sinusoid of parameters {@link #MODULATION} about a mean. */
  static TimeCourse rate(double[] mean, ParameterValues values) {
    return new TimeCourse.Sinusoid(mean, values.all("amplitude"), values.all("frequency"), values.all("phase"));
  }
}
