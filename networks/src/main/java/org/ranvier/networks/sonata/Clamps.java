package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.ranvier.networks.Network;
import org.ranvier.networks.Neurons;
import org.ranvier.networks.Population;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.sonata.SonataConfig.ClampInput;
import org.ranvier.networks.sonata.SonataConfig.Pulse;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Currents into neurons. An amplitude is in the unit of the simulator that the neuron's model is from, as BMTK passes it on: pA for
 * NEST's, nA for NEURON's.
 */
final class Clamps {
  private static final double PICOAMPERES_IN_NANOAMPERE = 1000;

  private final Network network;
  private final NodeSets sets;
  private final double durationMs;
  private final List<String> notes;

  Clamps(Network network, NodeSets sets, double durationMs, List<String> notes) {
    this.network = network;
    this.sets = sets;
    this.durationMs = durationMs;
    this.notes = notes;
  }

  void add(ClampInput clamp, String user) {
    boolean any = false;
    for (var entry : sets.resolve(clamp.nodeSet(), user).entrySet()) {
      for (NodeGroup group : entry.getKey().groups()) {
        if (!group.model().isVirtual()) {
          any |= into(clamp, user, entry.getKey(), group, entry.getValue());
        }
      }
    }
    if (!any) {
      throw new RanvierException(
          user + ": node_set " + Shown.of(clamp.nodeSet().toString()) + " holds virtual nodes only, which take no current");
    }
  }

  private boolean into(ClampInput clamp, String user, NodePopulation nodes, NodeGroup group, BitSet chosen) {
    var neurons = neurons(network, group, chosen);
    if (neurons.isEmpty()) {
      return false;
    }
    if (IntFire1Parameters.TEMPLATES.contains(group.model().template())) {
      throw new RanvierException(user + ": IntFire1 of " + nodes.where() + " has no membrane and takes no current");
    }
    boolean cells = group.model().isBiophysical();
    double largest = clamp.pulses().stream().mapToDouble(p -> Math.abs(p.amplitude())).max().orElse(0);
    notes.add(
        user + ": amplitudes, up to " + largest + ", are taken to be in " + (cells ? "nA, as NEURON's" : "pA, as NEST's") + " are");
    var current = network.current(Shown.of(clamp.name()) + " " + group.name(), neurons.get(0));
    steps(clamp.pulses()).forEach(
        (ms, amplitude) -> current.from(Units.ms(ms), Units.pA(cells ? PICOAMPERES_IN_NANOAMPERE * amplitude : amplitude)));
    return true;
  }

  /** The chosen neurons of a group; none or one set of them. */
  static List<Neurons> neurons(Network network, NodeGroup group, BitSet chosen) {
    int[] indices = indices(group, chosen);
    if (indices.length == 0) {
      return List.of();
    }
    Population population = network.population(group.name());
    return List.of(indices.length == population.size() ? population : population.neurons(indices));
  }

  /** Which ones of a group are chosen. */
  static int[] indices(NodeGroup group, BitSet chosen) {
    var indices = new ArrayList<Integer>();
    for (int i = 0; i < group.members().length; i++) {
      if (chosen.get(group.members()[i])) {
        indices.add(i);
      }
    }
    return indices.stream().mapToInt(i -> i).toArray();
  }

  /** The sum of the pulses from each time on at which it changes. */
  private TreeMap<Double, Double> steps(List<Pulse> pulses) {
    var starting = new TreeMap<Double, List<Pulse>>();
    for (var pulse : pulses) {
      if (pulse.startMs() < durationMs && pulse.stopMs() > pulse.startMs()) {
        starting.computeIfAbsent(pulse.startMs(), t -> new ArrayList<>()).add(pulse);
        if (pulse.stopMs() < durationMs) {
          starting.computeIfAbsent(pulse.stopMs(), t -> new ArrayList<>());
        }
      }
    }
    var sums = new TreeMap<Double, Double>();
    var active = new ArrayList<Pulse>();
    starting.forEach((ms, more) -> {
      active.removeIf(p -> p.stopMs() <= ms);
      active.addAll(more);
      // Summed anew each time, so that the current is 0 after the last of them and not almost.
      sums.put(ms, active.stream().mapToDouble(Pulse::amplitude).sum());
    });
    if (sums.isEmpty()) {
      sums.put(0.0, 0.0);
    }
    return sums;
  }
}
