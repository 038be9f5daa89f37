package org.ranvier.neuronmodels.stimuli;

import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.time.TimeGrid;

/** The numbers of Poisson spikes of the neurons of a slice, whose rates may change with time. */
final class PoissonCounts {
  private final String where;
  private final TimeGrid grid;
  private final int size;
  private final StepMeans rates;
  private @Nullable PoissonTable table; // of a rate that all neurons have
  private PoissonTable @Nullable [] tables; // of rates that neurons have to themselves for a while
  private double[] rate = {};
  private long preparedUntil = Long.MIN_VALUE;

  PoissonCounts(String where, TimeCourse rate, int populationSize, SliceContext slice) {
    PoissonDraws.check(where, rate, populationSize, slice.grid());
    this.where = where;
    grid = slice.grid();
    size = slice.size();
    rates = StepMeans.of(where, rate, slice);
  }

  /** To be called before the counts of a step are asked for. True if the counts' distributions have changed. */
  boolean prepare(long step) {
    if (step <= preparedUntil) {
      return false;
    }
    rate = rates.at(step);
    preparedUntil = rates.heldUntil;
    table = null;
    tables = null;
    if (rate.length == 1) {
      table = new PoissonTable(PoissonDraws.mean(rate[0], grid, where));
    } else if (preparedUntil > step) {
      tables = tables();
    }
    return true;
  }

  private PoissonTable[] tables() {
    var made = new PoissonTable[size];
    for (int i = 0; i < size; i++) {
      made[i] =
          i > 0 && rate[i] == rate[i - 1] ? made[i - 1] : new PoissonTable(PoissonDraws.mean(rate[i], grid, where));
    }
    return made;
  }

  /** The table of all neurons, where they have one for more than this step. */
  @Nullable PoissonTable lasting(long step) {
    return preparedUntil > step ? table : null;
  }

  /** The number of spikes of neuron {@code i} of the slice that belongs to {@code 0 <= u < 2^31}. */
  int count(int i, int u) {
    PoissonTable common = table;
    if (common != null) {
      return common.count(u);
    }
    PoissonTable[] own = tables;
    return own != null ? own[i].count(u) : PoissonDraws.count(PoissonDraws.mean(rate[i], grid, where), u);
  }
}
