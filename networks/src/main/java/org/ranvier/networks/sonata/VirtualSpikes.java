package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ranvier.simulator.RanvierException;

/** The spikes of virtual populations, out of all inputs. */
final class VirtualSpikes {
  private final SonataConfig config;
  private final Map<NodePopulation, DoubleArrayList[]> collected = new LinkedHashMap<>();

  VirtualSpikes(SonataConfig config, Map<String, NodePopulation> nodes) {
    this.config = config;
    var sets = new NodeSets(config.nodeSets(), nodes);
    for (var input : config.inputs()) {
      String user = config.file() + ": inputs." + input.name();
      sets.resolve(input.nodeSet(), user).forEach((population, members) -> add(input, user, population, members));
    }
  }

  private void add(SonataConfig.Input input, String user, NodePopulation population, BitSet members) {
    if (!population.isVirtual()) {
      throw new RanvierException(
          user + ": node_set " + input.nodeSet() + " holds nodes of population '" + population.name() + "', which is not virtual;"
              + " spikes can be given to virtual nodes only");
    }
    var trains = collected.computeIfAbsent(population, p -> empty(p.size()));
    var spikes = SpikePairs.read(input, population.name());
    for (int k = 0; k < spikes.ids().length; k++) {
      int place = population.place(spikes.ids()[k], user + " (" + input.file().getFileName() + ")");
      if (members.get(place) && spikes.timesMs()[k] <= config.durationMs()) {
        trains[place].add(spikes.timesMs()[k]);
      }
    }
  }

  private static DoubleArrayList[] empty(int size) {
    var trains = new DoubleArrayList[size];
    for (int i = 0; i < size; i++) {
      trains[i] = new DoubleArrayList();
    }
    return trains;
  }

  /** The times of each neuron in ms, sorted, of the populations that have an input. */
  Map<NodePopulation, double[][]> trains() {
    var trains = new LinkedHashMap<NodePopulation, double[][]>();
    collected.forEach((population, lists) -> {
      double[][] times = new double[lists.length][];
      for (int i = 0; i < times.length; i++) {
        times[i] = lists[i].toDoubleArray();
        Arrays.sort(times[i]);
      }
      trains.put(population, times);
    });
    return trains;
  }
}
