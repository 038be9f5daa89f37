package org.ranvier.plasticity.structure;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomStream;

/**
 * Rewiring by synaptic elements (Butz & van Ooyen 2013, doi:10.1371/journal.pcbi.1003259; Diaz-Pier, Naveau, Butz-Ostendorf & Morrison 2016,
 * doi:10.3389/fnana.2016.00057): a neuron with more synapses than elements loses some of them at random, first by its axon, then by its
 * dendrite; the elements of the other side become vacant. Then vacant elements of both sides are paired at random, as many as there are.
 */
public final class ElementMatching {
  private ElementMatching() {}

  /** What changes. Depends on nothing but the table, the elements and the random numbers. */
  public static WiringChange change(SynapseTable table, Ends ends, Elements axonal, Elements dendritic, RandomStream random) {
    var wires = new Wires(table, ends, random);
    retract(table.sources(), ends.sources(), axonal, wires, random);
    retract(table.targets(), ends.targets(), dendritic, wires, random);
    int[] vacantSources = vacant(table.sources(), ends.sources(), axonal, wires, random);
    int[] vacantTargets = vacant(table.targets(), ends.targets(), dendritic, wires, random);
    for (int k = 0; k < Math.min(vacantSources.length, vacantTargets.length); k++) {
      wires.growBetween(vacantSources[k], vacantTargets[k]); // a pair that may not have one waits for another partner
    }
    return wires.change();
  }

  /** Removes at random what neurons cannot bear. */
  private static void retract(int[] end, int[] neurons, Elements elements, Wires wires, RandomStream random) {
    int[] degree = degrees(end, neurons, wires);
    int[] excess = new int[degree.length];
    for (int i : neurons) {
      excess[i] = Math.max(0, degree[i] - elements.bears(i));
    }
    for (int k = 0; k < end.length; k++) { // each of a neuron's synapses is as likely to go
      int i = end[k];
      if (!wires.pruned().get(k)) {
        if (excess[i] > 0 && random.nextInt(degree[i]) < excess[i]) {
          wires.prune(k);
          excess[i]--;
        }
        degree[i]--;
      }
    }
  }

  /** Each neuron as often as it has vacant elements, in random order. */
  private static int[] vacant(int[] end, int[] neurons, Elements elements, Wires wires, RandomStream random) {
    int[] degree = degrees(end, neurons, wires);
    var vacant = new IntArrayList();
    for (int i : neurons) {
      for (int k = degree[i]; k < elements.bears(i); k++) {
        vacant.add(i);
      }
    }
    int[] all = vacant.toIntArray();
    for (int k = all.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int swapped = all[k];
      all[k] = all[other];
      all[other] = swapped;
    }
    return all;
  }

  private static int[] degrees(int[] end, int[] neurons, Wires wires) {
    int most = 0;
    for (int i : neurons) {
      most = Math.max(most, i);
    }
    int[] degree = new int[most + 1];
    for (int k = 0; k < end.length; k++) {
      if (!wires.pruned().get(k)) {
        degree[end[k]]++;
      }
    }
    return degree;
  }
}
