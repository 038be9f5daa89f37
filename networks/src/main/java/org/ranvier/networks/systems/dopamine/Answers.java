package org.ranvier.networks.systems.dopamine;

import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** The mean rate of a population since it was asked for last. */
final class Answers implements SpikeListener {
  private final Simulation simulation;
  private final int first;
  private final int size;
  private long spikes;
  private double sinceMs;

  /** Listens from now on. */
  Answers(Simulation simulation, Population population) {
    this.simulation = simulation;
    PopulationRange range =
        simulation.populations().stream().filter(p -> p.name().equals(population.name())).findFirst().orElseThrow();
    first = range.firstId();
    size = population.size();
    simulation.addListener(this);
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount(); k++) {
      int at = block.ids()[k] - first;
      spikes += at >= 0 && at < size ? 1 : 0;
    }
  }

  /** In spikes/s. */
  double take() {
    double now = simulation.timeMs();
    double rate = now > sinceMs ? spikes / (double) size / (now - sinceMs) * 1000 : 0;
    spikes = 0;
    sinceMs = now;
    return rate;
  }
}
