package org.ranvier.neuronmodels.stimuli;

import java.util.function.Function;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.State;

/** Sources whose number of spikes in a step is Poisson. */
final class PoissonKernel implements AdjustableKernel {
  private final String where;
  private final SliceContext slice;
  private final Function<ParameterValues, TimeCourse> rate;
  private final State state;
  private final long key;
  private final int populationSize;
  private final int first;
  private ParameterValues values;
  private PoissonCounts counts;
  private Windows windows;

  PoissonKernel(String where, ParameterValues values, SliceContext slice, Function<ParameterValues, TimeCourse> rate) {
    this.where = where;
    this.values = values;
    this.slice = slice;
    this.rate = rate;
    state = new State(slice.paddedSize());
    key = RandomKey.of(slice.seed(), "poisson-generator", slice.population());
    populationSize = values.size();
    first = slice.first();
    counts = new PoissonCounts(where, rate.apply(values), values.size(), slice);
    windows = new Windows(where, values, slice);
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public ParameterValues parameters() {
    return values;
  }

  @Override
  public void setParameters(ParameterValues changed) {
    counts = new PoissonCounts(where, rate.apply(changed), changed.size(), slice);
    windows = new Windows(where, changed, slice);
    values = changed;
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    counts.prepare(step);
    for (int i = from; i < to; i++) {
      if (windows.open(step, i)) {
        for (int k = counts.count(i, PoissonDraws.uniform(key, populationSize, step, first + i)); k > 0; k--) {
          spikes.add(i);
        }
      }
    }
  }
}
