package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.simulator.RanvierException;

/** The spikes of virtual nodes, out of all inputs. */
final class VirtualSpikes {
  private final double durationMs;
  private final boolean skipUnknown;
  private final List<String> notes;
  private final Map<NodePopulation, DoubleArrayList[]> collected = new LinkedHashMap<>();

  /**
   * @param skipUnknown whether spikes of nodes that are in no file are left out, with a note
   */
  VirtualSpikes(double durationMs, boolean skipUnknown, List<String> notes) {
    this.durationMs = durationMs;
    this.skipUnknown = skipUnknown;
    this.notes = notes;
  }

  /** Adds the spikes of an input. */
  void add(SonataConfig.SpikeInput input, NodeSets sets, String user) {
    sets.resolve(input.nodeSet(), user).forEach((population, members) -> add(input, user, population, members));
  }

  private void add(SonataConfig.SpikeInput input, String user, NodePopulation population, BitSet members) {
    members.stream().filter(place -> !population.isVirtual(place)).findFirst().ifPresent(place -> {
      throw new RanvierException(
          user + ": node_set " + Shown.of(input.nodeSet().toString()) + " holds nodes of population '" + Shown.of(population.name())
              + "', which is not virtual, such as node " + population.ids()[place] + "; spikes can be given to virtual nodes only");
    });
    var trains = collected.computeIfAbsent(population, p -> empty(p.size()));
    var spikes = SpikePairs.read(input, population.name());
    String from = user + " (" + input.file().getFileName() + ")";
    int unknown = 0;
    for (int k = 0; k < spikes.ids().length; k++) {
      int place = population.find(spikes.ids()[k]);
      if (place < 0) {
        if (!skipUnknown) {
          throw new RanvierException(
              from + ": there is no node " + spikes.ids()[k] + " in population '" + Shown.of(population.name()) + "', which has "
                  + population.size() + " nodes (spike " + k + "); --skip-unknown-nodes leaves such spikes out");
        }
        unknown++;
      } else if (members.get(place) && spikes.timesMs()[k] <= durationMs) {
        trains[place].add(spikes.timesMs()[k]);
      }
    }
    if (unknown > 0) {
      notes.add(from + ": " + unknown + " spikes of nodes that population '" + Shown.of(population.name()) + "' does not have are skipped");
    }
  }

  private static DoubleArrayList[] empty(int size) {
    var trains = new DoubleArrayList[size];
    for (int i = 0; i < size; i++) {
      trains[i] = new DoubleArrayList();
    }
    return trains;
  }

  boolean hasInput(NodePopulation population) {
    return collected.containsKey(population);
  }

  /** The times of each neuron of a group in ms, sorted. */
  double[][] trains(NodePopulation population, NodeGroup group) {
    var lists = collected.get(population);
    double[][] times = new double[group.members().length][];
    for (int i = 0; i < times.length; i++) {
      times[i] = lists == null ? new double[0] : lists[group.members()[i]].toDoubleArray();
      Arrays.sort(times[i]);
    }
    return times;
  }
}
