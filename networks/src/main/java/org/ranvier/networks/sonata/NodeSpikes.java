package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.export.SonataSpikeFile.Spikes;
import org.ranvier.networks.export.SpikeOrder;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/** Spikes of simulated neurons under the ids of their nodes, in the order that is asked for. */
final class NodeSpikes {
  private final List<NodePopulation> populations;
  private final SpikeOrder order;

  NodeSpikes(List<NodePopulation> populations, SpikeOrder order) {
    this.populations = populations;
    this.order = order;
  }

  /** A group of simulated neurons and where they are among all. */
  private record Simulated(NodeGroup group, PopulationRange range) {}

  List<Spikes> of(SpikeTrains trains) {
    var all = new ArrayList<Spikes>();
    for (var population : populations) {
      var groups = population.groups().stream().filter(g -> !g.model().isVirtual()).map(g -> new Simulated(g, trains.population(g.name()))).toList();
      if (!groups.isEmpty()) {
        all.add(of(trains, population, groups));
      }
    }
    return all;
  }

  private Spikes of(SpikeTrains trains, NodePopulation population, List<Simulated> groups) {
    int count = 0;
    for (int id : trains.ids()) {
      for (var g : groups) {
        count += g.range.contains(id) ? 1 : 0;
      }
    }
    double[] times = new double[count];
    long[] ids = new long[count];
    int[] sorted = new int[count];
    int n = 0;
    for (int k = 0; k < trains.size(); k++) {
      for (var g : groups) {
        if (g.range.contains(trains.ids()[k])) {
          times[n] = trains.timeMs(k);
          ids[n] = population.ids()[g.group.members()[trains.ids()[k] - g.range.firstId()]];
          sorted[n] = n++;
        }
      }
    }
    IntComparator byTime = (a, b) -> Double.compare(times[a], times[b]);
    IntComparator byId = (a, b) -> Long.compare(ids[a], ids[b]);
    IntArrays.mergeSort(sorted, order == SpikeOrder.BY_ID ? byId.thenComparing(byTime) : byTime.thenComparing(byId));
    double[] sortedTimes = new double[count];
    long[] sortedIds = new long[count];
    for (int k = 0; k < count; k++) {
      sortedTimes[k] = times[sorted[k]];
      sortedIds[k] = ids[sorted[k]];
    }
    return new Spikes(population.name(), sortedTimes, sortedIds);
  }
}
