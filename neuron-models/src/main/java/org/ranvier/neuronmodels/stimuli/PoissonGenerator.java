package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.State;

/**
 * Neurons that fire as independent Poisson processes: the number of spikes of a neuron in a step of length {@code h} is Poisson
 * with mean {@code rate·h}, and all of them reach all its targets. At high rates a neuron may so fire more than once in a step.
 *
 * <p>Where every target shall have a train of its own, {@code PoissonDrive} is far cheaper than a population of these.
 */
public record PoissonGenerator() implements NeuronModel {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second"),
          new Parameter("start", "ms", 0, Range.NOT_NEGATIVE, "spikes fall after this time"),
          new Parameter(
              "stop", "ms", Double.POSITIVE_INFINITY, Range.NOT_NEGATIVE_OR_INFINITE, "spikes fall before or at this time"));

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
  public List<Receptor> receptors() {
    return List.of();
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new Kernel(where, values, slice);
  }

  private static final class Kernel implements NeuronKernel {
    private final State state;
    private final long key;
    private final int populationSize;
    private final int first;
    private final PoissonTable[] tables; // one for all or one for each neuron of the slice
    private final long[] start; // in steps; as many
    private final long[] stop;

    Kernel(String where, ParameterValues values, SliceContext slice) {
      state = new State(slice.paddedSize());
      key = RandomKey.of(slice.seed(), "poisson-generator", slice.population());
      populationSize = values.size();
      first = slice.first();
      tables = PoissonDraws.tables(where, values.all("rate"), first, slice.size(), slice.grid());
      start = steps(where, "start", values, slice);
      stop = steps(where, "stop", values, slice);
    }

    private static long[] steps(String where, String name, ParameterValues values, SliceContext slice) {
      var steps = new long[values.uniform(name) ? 1 : slice.size()];
      for (int i = 0; i < steps.length; i++) {
        double ms = values.at(name, slice.first() + i);
        steps[i] = Double.isInfinite(ms) ? Long.MAX_VALUE : slice.grid().steps(ms, where + ": " + name);
      }
      return steps;
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      for (int i = from; i < to; i++) {
        if (step > start[start.length == 1 ? 0 : i] && step <= stop[stop.length == 1 ? 0 : i]) {
          int u = PoissonDraws.uniform(key, populationSize, step, first + i);
          for (int k = tables[tables.length == 1 ? 0 : i].count(u); k > 0; k--) {
            spikes.add(i);
          }
        }
      }
    }
  }
}
