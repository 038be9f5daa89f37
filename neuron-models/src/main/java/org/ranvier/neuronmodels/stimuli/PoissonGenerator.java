package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;

/**
 * Neurons that fire as independent Poisson processes: the number of spikes of a neuron in a step of length {@code h} is Poisson
 * with mean {@code rate·h}, and all of them reach all its targets. At high rates a neuron may so fire more than once in a step.
 *
 * <p>Where every target shall have a train of its own, {@code PoissonDrive} is far cheaper than a population of these.
 */
public record PoissonGenerator() implements NeuronModel {
  private static final List<Parameter> PARAMETERS =
      Windows.parameters(new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second"));

  @Override
  public String name() {
    return "poisson_generator";
  }

  @Override
  public List<String> aliases() {
    return List.of("SpikeSourcePoisson");
  }

  @Override
  public String summary() {
    return "Source of Poisson spikes, a train of its own for each neuron";
  }

  @Override
  public String equations() {
    return "P(k spikes in a step of h ms) = (rate·h)^k·e^(-rate·h)/k!   for start < t <= stop";
  }

  @Override
  public String source() {
    return "stationary Poisson process, binned to the grid without error; NEST's poisson_generator";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new PoissonKernel(where, values, slice, v -> new TimeCourse.Constant(v.all("rate")));
  }
}
