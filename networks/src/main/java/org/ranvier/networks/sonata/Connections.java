package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Makes projections of the edges to points: one from each group of sources to each group of targets. */
final class Connections {
  private final Network network;

  Connections(Network network) {
    this.network = network;
  }

  /** A pair of groups. */
  private record Pair(int source, int target) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return source != other.source ? Integer.compare(source, other.source) : Integer.compare(target, other.target);
    }
  }

  /** Connects the edges whose targets are points. */
  void connect(EdgePopulation edges) {
    Map<Pair, IntArrayList> pairs = new TreeMap<>();
    for (int k = 0; k < edges.sources().length; k++) {
      var pair = new Pair(edges.source().group(edges.sources()[k]), edges.target().group(edges.targets()[k]));
      pairs.computeIfAbsent(pair, p -> new IntArrayList()).add(k);
    }
    pairs.forEach((pair, of) -> {
      NodeGroup target = edges.target().groups().get(pair.target);
      if (!target.model().isBiophysical()) {
        connect(edges, edges.source().groups().get(pair.source), target, of.toIntArray());
      }
    });
  }

  /** Refuses edges to points that points do not have. */
  void check(EdgePopulation edges) {
    int[] toPoints = IntStream.range(0, edges.targets().length)
        .filter(k -> !edges.target().groups().get(edges.target().group(edges.targets()[k])).model().isBiophysical()).toArray();
    refuseOtherSynapses(edges, toPoints);
  }

  private void connect(EdgePopulation edges, NodeGroup source, NodeGroup target, int[] of) {
    Population from = network.population(source.name());
    Population to = network.population(target.name());
    var receptors = to.model().receptors();
    if (to.model().receptorsBySign().isEmpty()) {
      throw new RanvierException(edges.where() + " end on " + to.model().name() + ", whose receptors " + receptors + " must be named");
    }
    String unit = receptors.getFirst().unit();
    var projection = network.connect(from, to)
        .rule(
            ConnectionRule.explicit(
                ints(of, k -> edges.source().indexInGroup(edges.sources()[k])),
                ints(of, k -> edges.target().indexInGroup(edges.targets()[k]))))
        .weight(each(x -> Units.quantity(x, unit), doubles(of, k -> edges.weights()[k] * edges.contacts()[k])));
    projection.delay(each(Units::ms, doubles(of, k -> edges.delaysMs()[k])));
  }

  private static void refuseOtherSynapses(EdgePopulation edges, int[] of) {
    for (var template : new TreeSet<>(Arrays.stream(of).mapToObj(k -> edges.templates()[k]).toList())) {
      // The published examples write "instanteneous".
      if (!template.isEmpty() && !template.startsWith("instan") && !template.equals("static_synapse")) {
        throw new RanvierException(
            edges.where() + ": synapses of model_template '" + Shown.of(template)
                + "' are not supported on points; those that act at once (none, instantaneous, static_synapse) are");
      }
    }
  }

  static int[] ints(int[] of, IntUnaryOperator value) {
    return Arrays.stream(of).map(value).toArray();
  }

  static double[] doubles(int[] of, IntToDoubleFunction value) {
    return Arrays.stream(of).mapToDouble(value).toArray();
  }

  /** One value for all, or one for each. */
  static <Q extends Quantity<Q>> Distribution<Q> each(DoubleFunction<Quantity<Q>> unit, double[] values) {
    boolean same = Arrays.stream(values).allMatch(v -> v == values[0]);
    return same ? Distribution.constant(unit.apply(values[0])) : Distribution.each(unit, values);
  }
}
