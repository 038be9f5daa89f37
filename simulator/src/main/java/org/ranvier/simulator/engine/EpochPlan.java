package org.ranvier.simulator.engine;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.synapses.SynapseGenerator.ExactValues;
import org.ranvier.simulator.time.TimeGrid;

/**
 * How time is divided into epochs, within which no neuron can hear of another.
 *
 * @param steps steps of an epoch
 * @param parts where delays between exact neurons are shorter than a step, the number of epochs that a step is divided into; else 1
 */
record EpochPlan(int steps, int parts) {
  /** Longest epoch, also where nothing is connected. */
  private static final int MAX_STEPS = 256;

  private static final int MAX_PARTS = 1_000_000;

  /** A real delay must exceed the epoch by more than times are rounded. */
  private static final double MARGIN = 1 - 1e-6;

  private static final double MARGIN_OF_PARTS = 0.99;

  static EpochPlan of(EngineSpec spec) {
    TimeGrid grid = spec.grid();
    int steps = spec.generatorsToGrid().mapToInt(g -> g.delays().min()).reduce(MAX_STEPS, Math::min);
    steps = spec.fields().stream().mapToInt(FieldSpec::minDelaySteps).reduce(steps, Math::min);
    int parts = 1;
    for (ProjectionSpec p : spec.projections()) {
      if (!spec.populations().get(p.target()).isExact()) {
        continue;
      }
      double delay = delays(p, grid).minDelayMs();
      if (!(delay > 0)) {
        throw new RanvierException("projection " + p.name() + ": delay " + delay + " ms must be above 0");
      }
      steps = (int) Math.min(steps, Math.max(1, Math.floor(delay * MARGIN / grid.resolutionMs())));
      // What fires on the grid does so at the end of a step, and reaches nobody within it.
      if (delay * MARGIN < grid.resolutionMs() && spec.populations().get(p.source()).isExact()) {
        double needed = Math.ceil(grid.resolutionMs() / (delay * MARGIN_OF_PARTS));
        if (needed > MAX_PARTS) {
          throw new RanvierException(
              "projection " + p.name() + ": delay " + delay + " ms is less than a millionth of the resolution "
                  + TimeGrid.trim(grid.resolutionMs()) + " ms; use a longer delay or a finer resolution");
        }
        parts = Math.max(parts, (int) needed);
      }
    }
    return new EpochPlan(parts > 1 ? 1 : steps, parts);
  }

  /** The real delays of a projection. */
  static ExactValues delays(ProjectionSpec p, TimeGrid grid) {
    return p.generator()
        .exactValues()
        .orElseGet(
            () -> new ExactValues(grid.toMs(p.generator().delays().min()), grid.toMs(p.generator().delays().max()), false));
  }

  /** Length of an epoch in ms. */
  double ms(TimeGrid grid) {
    return steps * grid.resolutionMs() / parts;
  }
}
