package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/** Neurons that fire as independent Poisson processes whose rate follows a given course, e.g. a piecewise constant one. */
public final class InhomogeneousPoissonGenerator implements NeuronModel {
  private final @Nullable TimeCourse rate;

  /** The model without rates, as it stands in the list of models; a population needs {@link #of}. */
  public InhomogeneousPoissonGenerator() {
    rate = null;
  }

  private InhomogeneousPoissonGenerator(TimeCourse rate) {
    this.rate = rate;
  }

  /** Sources with this rate in Hz, one for all or one for each neuron of the population. */
  public static InhomogeneousPoissonGenerator of(TimeCourse rate) {
    return new InhomogeneousPoissonGenerator(rate);
  }

  @Override
  public String name() {
    return "inhomogeneous_poisson_generator";
  }

  @Override
  public String summary() {
    return "Source of Poisson spikes whose rate follows a given course, a train of its own for each neuron";
  }

  @Override
  public String equations() {
    return "spikes       : Poisson with mean ∫ rate(t) dt in each step, for start < t <= stop";
  }

  @Override
  public String source() {
    return "inhomogeneous Poisson process, binned to the grid without error; NEST's inhomogeneous_poisson_generator";
  }

  @Override
  public List<Parameter> parameters() {
    return Windows.parameters();
  }

  @Override
  public List<StateVariable> variables(String where, ParameterValues values, TimeGrid grid) {
    return List.of();
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    TimeCourse course = rate;
    if (course == null) {
      throw new RanvierException(
          where + ": an inhomogeneous_poisson_generator needs the course of its rate; make it with poissonSource(name, size, rate)");
    }
    course.check(where, "rates", values.size());
    return slice -> new PoissonKernel(where, values, slice, v -> course);
  }

  /** Sources that do the same are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InhomogeneousPoissonGenerator o && Objects.equals(rate, o.rate);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(rate);
  }
}
