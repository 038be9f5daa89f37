package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.Windows;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.StatePort;

/** Neurons that fire as independent Poisson processes in continuous time; all spikes of one reach all its targets. */
public record PoissonSource() implements ExactModel {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second"),
          new Parameter("start", "ms", 0, Range.NOT_NEGATIVE, "spikes fall after this time"),
          new Parameter(
              "stop", "ms", Double.POSITIVE_INFINITY, Range.NOT_NEGATIVE_OR_INFINITE, "spikes fall before or at this time"));

  @Override
  public String name() {
    return "poisson_generator_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("poisson_generator");
  }

  @Override
  public String summary() {
    return "Source of Poisson spikes in continuous time, a train of its own for each neuron";
  }

  @Override
  public String equations() {
    return "P(interval > t) = e^(-rate*t)   for start < t <= stop";
  }

  @Override
  public String source() {
    return "stationary Poisson process; NEST's poisson_generator_ps";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    Windows.check(where, values);
    return slice -> new Kernel(slice, values);
  }

  private static final class Kernel extends ExactSource {
    private final int mask;
    private final int first;
    private final PoissonTimes times;
    private final double[] meanInterval;
    private final double[] stop;
    private final double[] last;
    private final int[] count;

    Kernel(ExactContext slice, ParameterValues values) {
      super(slice);
      var each = new PerNeuron(values, slice);
      mask = each.mask();
      first = slice.first();
      times = new PoissonTimes(RandomKey.of(slice.seed(), "poisson-source", slice.population()));
      meanInterval = each.of(i -> 1000 / values.at("rate", i)); // infinite at rate 0
      stop = each.of(i -> values.at("stop", i));
      double[] start = each.of(i -> values.at("start", i));
      last = new double[slice.size()];
      for (int i = 0; i < last.length; i++) {
        last[i] = start[i & mask];
      }
      count = new int[slice.size()];
    }

    @Override
    public void state(StatePort port) {
      super.state(port);
      port.perNeuron("last spike", "ms", last);
      port.perNeuron("number of spikes", "1", count);
    }

    @Override
    void fire(int i, double t) {
      last[i] = t;
      count[i]++;
    }

    @Override
    double next(int i, double horizon) {
      int p = i & mask;
      double t = last[i] + times.interval(first + i, count[i]) * meanInterval[p];
      return t <= stop[p] ? t : Double.POSITIVE_INFINITY; // false where 0 · infinity
    }
  }
}
