package org.ranvier.networks.sonata;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * A population of edges between two of nodes, as synapses on point neurons. The weight of a synapse is {@code syn_weight}, times
 * the {@code sign} that the parameters of its type give, times its number of contacts {@code nsyns}, as in the Allen Institute's
 * BMTK.
 *
 * @param sources places in the source population
 * @param targets places in the target population
 */
record EdgePopulation(String name, NodePopulation source, NodePopulation target, int[] sources, int[] targets, double[] weights,
    double[] delaysMs) {

  static EdgePopulation read(
      String name, Group group, TypesTable types, ParameterFiles synapses, Map<String, NodePopulation> nodes) {
    String where = "SONATA edges '" + name + "'";
    var sourceIds = Hdf.requiredDataset(group, "source_node_id");
    var targetIds = Hdf.requiredDataset(group, "target_node_id");
    var source = population(where, sourceIds, nodes);
    var target = population(where, targetIds, nodes);
    if (target.isVirtual()) {
      throw new RanvierException(where + " end on population '" + target.name() + "', which is virtual and receives nothing");
    }
    var elements = new Elements(group, "edge", where, types);
    int[] sources = places(where, source, sourceIds, elements.size());
    int[] targets = places(where, target, targetIds, elements.size());
    refuseWhatPointNeuronsLack(where, elements);
    double[] weights = required(where, elements, "syn_weight");
    double[] contacts = elements.numbers("nsyns");
    double[] delays = required(where, elements, "delay");
    double[] signs = synapses.values(elements, "sign", where);
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= (Double.isNaN(contacts[k]) ? 1 : contacts[k]) * (Double.isNaN(signs[k]) ? 1 : signs[k]);
    }
    return new EdgePopulation(name, source, target, sources, targets, weights, delays);
  }

  private static NodePopulation population(String where, Dataset ids, Map<String, NodePopulation> nodes) {
    String name = Hdf.attribute(ids, "node_population", "network").orElseThrow(
        () -> new RanvierException(
            where + ": " + Hdf.where(ids) + " has no attribute node_population, which names the population"));
    var population = nodes.get(name);
    if (population == null) {
      throw new RanvierException(
          where + ": " + Hdf.where(ids) + " belongs to population '" + name + "', which is not among " + nodes.keySet());
    }
    return population;
  }

  private static int[] places(String where, NodePopulation population, Dataset dataset, int size) {
    long[] ids = Hdf.longs(dataset);
    if (ids.length != size) {
      throw new RanvierException(where + ": " + Hdf.where(dataset) + " has " + ids.length + " values for " + size + " edges");
    }
    int[] places = new int[size];
    for (int k = 0; k < size; k++) {
      places[k] = population.place(ids[k], where);
    }
    return places;
  }

  private static void refuseWhatPointNeuronsLack(String where, Elements elements) {
    for (var function : new TreeSet<>(Arrays.asList(elements.texts("weight_function")))) {
      if (!function.isEmpty() && !function.equals("wmax")) {
        throw new RanvierException(where + ": weight_function '" + function + "' is not supported; wmax and none are");
      }
    }
    for (var template : new TreeSet<>(Arrays.asList(elements.texts("model_template")))) {
      // The published examples write "instanteneous".
      if (!template.isEmpty() && !template.startsWith("instan") && !template.equals("static_synapse")) {
        throw new RanvierException(
            where + ": synapses of model_template '" + template
                + "' are not supported; those that act at once (none, instantaneous) are");
      }
    }
  }

  private static double[] required(String where, Elements elements, String attribute) {
    double[] values = elements.numbers(attribute);
    for (int k = 0; k < values.length; k++) {
      if (Double.isNaN(values[k])) {
        throw new RanvierException(where + ": edge " + k + " (edge_type_id " + elements.type(k) + ") has no " + attribute);
      }
    }
    return values;
  }
}
