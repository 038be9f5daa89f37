package org.ranvier.networks.python;

import org.ranvier.networks.Simulation;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** Counts the spikes of each neuron of a population since it was read last. */
public final class Counter implements SpikeListener {
  private final int firstId;
  private final double[] counts;

  private Counter(PopulationRange population) {
    firstId = population.firstId();
    counts = new double[population.size()];
  }

  /** A counter that hears a simulation from now on. */
  public static Counter of(Simulation simulation, String population) {
    PopulationRange range =
        simulation.populations().stream()
            .filter(p -> p.name().equals(population))
            .findFirst()
            .orElseThrow(() -> new RanvierException(
                "there is no population '" + population + "'; there are " + simulation.populations().stream().map(PopulationRange::name).toList()));
    var counter = new Counter(range);
    simulation.addListener(counter);
    return counter;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount(); k++) {
      int at = block.ids()[k] - firstId;
      if (at >= 0 && at < counts.length) {
        counts[at]++;
      }
    }
  }

  /** The counts since the last call. */
  public double[] take() {
    double[] taken = counts.clone();
    java.util.Arrays.fill(counts, 0);
    return taken;
  }
}
