package org.ranvier.networks.systems.setshift;

import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** Counts the spikes of the two groups of the actor, and of the locus coeruleus. */
final class GroupCounter implements SpikeListener {
  private final int go;
  private final int noGo;
  private final int lc;
  private final int lcSize;
  private int[] counts = new int[2];
  private int coeruleus;

  GroupCounter(Simulation sim, SetShiftNetwork network) {
    go = first(sim, network.go());
    noGo = first(sim, network.noGo());
    lc = first(sim, network.lc());
    lcSize = network.lc().size();
  }

  private static int first(Simulation sim, Population population) {
    return sim.populations().stream().filter(p -> p.name().equals(population.name())).findFirst().orElseThrow().firstId();
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount(); k++) {
      int id = block.ids()[k];
      counts[0] += in(id, go, SetShiftNetwork.GROUP);
      counts[1] += in(id, noGo, SetShiftNetwork.GROUP);
      coeruleus += in(id, lc, lcSize);
    }
  }

  private static int in(int id, int first, int size) {
    return id >= first && id < first + size ? 1 : 0;
  }

  /** Spikes of Go and No-Go since the last call. */
  int[] take() {
    int[] taken = counts;
    counts = new int[2];
    return taken;
  }

  /** Spikes of the locus coeruleus since the last call. */
  int takeCoeruleus() {
    int taken = coeruleus;
    coeruleus = 0;
    return taken;
  }
}
