package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.synapses.SynapseGenerator;
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
    for (Path p : pathsToExact(spec)) {
      if (!(p.shortestMs > 0)) {
        throw new RanvierException("projection " + p.name + ": delay " + p.shortestMs + " ms must be above 0");
      }
      steps = (int) Math.min(steps, Math.max(1, Math.floor(p.longestEpochMs * MARGIN / grid.resolutionMs())));
      if (p.longestEpochMs * MARGIN < grid.resolutionMs() && p.divides) {
        double needed = Math.ceil(grid.resolutionMs() / (p.longestEpochMs * MARGIN_OF_PARTS));
        if (needed > MAX_PARTS) {
          throw new RanvierException(
              "projection " + p.name + ": delay " + p.shortestMs + " ms is less than a millionth of the resolution "
                  + TimeGrid.trim(grid.resolutionMs()) + " ms; use a longer delay or a finer resolution");
        }
        parts = Math.max(parts, (int) needed);
      }
    }
    return new EpochPlan(parts > 1 ? 1 : steps, parts);
  }

  /**
   * A projection to exact neurons.
   *
   * @param longestEpochMs longest epoch in which its spikes cannot come too late
   * @param divides whether steps are divided where that is less than one
   */
  private record Path(String name, double shortestMs, double longestEpochMs, boolean divides) {}

  private static List<Path> pathsToExact(EngineSpec spec) {
    TimeGrid grid = spec.grid();
    var paths = new ArrayList<Path>();
    spec.projectionsTo(Clock.EXACT).forEach(p -> {
      double delay = delays(p.generator(), grid).minDelayMs();
      // What fires on the grid does so at the end of a step, and reaches nobody within it.
      paths.add(new Path(p.name(), delay, delay, spec.clock(p.source()) == Clock.EXACT));
    });
    spec.plasticTo(Clock.EXACT).forEach(p -> {
      double delay = delays(p.generator(), grid).minDelayMs();
      // The target's spikes that reach a synapse before an arriving spike does must be known when that is collected.
      paths.add(new Path(p.name(), delay, Math.min(delay, 2 * p.dendrite().ofMs(delay)), true));
    });
    return paths;
  }

  /** The real delays of synapses. */
  static ExactValues delays(SynapseGenerator generator, TimeGrid grid) {
    return generator
        .exactValues()
        .orElseGet(() -> new ExactValues(grid.toMs(generator.delays().min()), grid.toMs(generator.delays().max()), false));
  }

  /** Length of an epoch in ms. */
  double ms(TimeGrid grid) {
    return steps * grid.resolutionMs() / parts;
  }
}
