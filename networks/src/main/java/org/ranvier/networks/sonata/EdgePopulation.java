package org.ranvier.networks.sonata;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * A population of edges between two of nodes. An edge stands for a number of contacts, {@code nsyns}, whose weight is {@code
 * syn_weight}, times the {@code sign} that the parameters of its type give, as in the Allen Institute's BMTK.
 *
 * @param sources places in the source population
 * @param targets places in the target population
 * @param weights of a contact
 * @param contacts how many each edge has
 * @param templates of their synapses, empty where none is given
 * @param elements to be asked while the file is open
 */
record EdgePopulation(String name, NodePopulation source, NodePopulation target, int[] sources, int[] targets, double[] weights,
    int[] contacts, double[] delaysMs, String[] templates, ElementValues elements) {
  /** The delay of NEURON's NetCon and of NEST's synapses where none is given. */
  private static final double DEFAULT_DELAY_MS = 1;

  private static final int MOST_CONTACTS = 1_000_000;

  /**
   * Reads a population.
   *
   * @param smallestMs the length of a step, in place of a delay of 0
   */
  static EdgePopulation read(
      String name, Group group, TypesTable types, ParameterFiles synapses, Map<String, NodePopulation> nodes, double smallestMs,
      List<String> notes) {
    String where = "SONATA edges '" + Shown.of(name) + "'";
    var sourceIds = Hdf.requiredDataset(group, "source_node_id");
    var targetIds = Hdf.requiredDataset(group, "target_node_id");
    var source = population(where, sourceIds, nodes);
    var target = population(where, targetIds, nodes);
    var elements = new ElementValues(group, "edge", where, types);
    int[] sources = places(where, source, sourceIds, elements.size());
    int[] targets = places(where, target, targetIds, elements.size());
    for (int k = 0; k < targets.length; k++) {
      if (target.isVirtual(targets[k])) {
        throw new RanvierException(
            where + " end on population '" + Shown.of(target.name()) + "', which is virtual and receives nothing (edge " + k + ")");
      }
    }
    requireWeightFunction(where, elements);
    double[] weights = elements.numbers("syn_weight").required(k -> missing(where, elements, k, "syn_weight"));
    double[] signs = synapses.values(elements, "sign", where).or(1);
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= signs[k];
    }
    int[] contacts = contacts(where, elements);
    return new EdgePopulation(
        name, source, target, sources, targets, weights, contacts, delays(where, elements, smallestMs, notes),
        elements.texts("model_template"), elements);
  }

  private static NodePopulation population(String where, Dataset ids, Map<String, NodePopulation> nodes) {
    String name = Hdf.attribute(ids, "node_population", "network").orElseThrow(
        () -> new RanvierException(
            where + ": " + Hdf.where(ids) + " has no attribute node_population, which names the population"));
    var population = nodes.get(name);
    if (population == null) {
      throw new RanvierException(
          where + ": " + Hdf.where(ids) + " belongs to population '" + Shown.of(name) + "', which is not among "
              + Shown.of(nodes.keySet().toString()));
    }
    return population;
  }

  private static int[] places(String where, NodePopulation population, Dataset dataset, int size) {
    long[] ids = HdfColumn.wholes(dataset);
    if (ids.length != size) {
      throw new RanvierException(where + ": " + Hdf.where(dataset) + " has " + ids.length + " values for " + size + " edges");
    }
    int[] places = new int[size];
    for (int k = 0; k < size; k++) {
      places[k] = population.find(ids[k]);
      if (places[k] < 0) {
        population.place(ids[k], where + ": " + Hdf.where(dataset) + ", row " + k); // refuses it
      }
    }
    return places;
  }

  private static void requireWeightFunction(String where, ElementValues elements) {
    for (var function : new TreeSet<>(Arrays.asList(elements.texts("weight_function")))) {
      if (!function.isEmpty() && !function.equals("wmax") && !function.equals("default_weight_fnc")) {
        throw new RanvierException(where + ": weight_function '" + Shown.of(function) + "' is not supported; wmax and none are");
      }
    }
  }

  private static String missing(String where, ElementValues elements, int edge, String attribute) {
    return where + ": edge " + edge + " (edge_type_id " + elements.type(edge) + ") has no " + attribute;
  }

  private static int[] contacts(String where, ElementValues elements) {
    double[] counts = elements.numbers("nsyns").or(1);
    int[] contacts = new int[counts.length];
    for (int k = 0; k < contacts.length; k++) {
      if (counts[k] != Math.rint(counts[k]) || counts[k] < 0 || counts[k] > MOST_CONTACTS) {
        throw new RanvierException(
            where + ": nsyns of edge " + k + " (edge_type_id " + elements.type(k) + ") is " + counts[k]
                + "; it must be a whole number from 0 to " + MOST_CONTACTS);
      }
      contacts[k] = (int) counts[k];
    }
    return contacts;
  }

  private static double[] delays(String where, ElementValues elements, double smallestMs, List<String> notes) {
    var given = elements.numbers("delay");
    double[] delays = given.or(DEFAULT_DELAY_MS);
    if (given.missing() > 0) {
      notes.add(where + ": " + given.missing() + " of " + delays.length + " edges have no delay; it is " + DEFAULT_DELAY_MS
          + " ms, as in NEST and NEURON");
    }
    int zero = 0;
    for (int k = 0; k < delays.length; k++) {
      if (delays[k] < 0) {
        throw new RanvierException(
            where + ": the delay of edge " + k + " (edge_type_id " + elements.type(k) + ") is " + delays[k] + " ms, below 0");
      }
      if (delays[k] == 0) {
        delays[k] = smallestMs;
        zero++;
      }
    }
    if (zero > 0) {
      notes.add("warning: " + where + ": " + zero + " of " + delays.length + " edges have the delay 0; it is taken to be " + smallestMs
          + " ms, a step, as no spike can act at the time at which it is sent");
    }
    return delays;
  }

  /** What a message calls the edges. */
  String where() {
    return "SONATA edges '" + Shown.of(name) + "'";
  }
}
