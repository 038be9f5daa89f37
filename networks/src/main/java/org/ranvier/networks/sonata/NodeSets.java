package org.ranvier.networks.sonata;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * Named sets of nodes. A basic set lists attributes with a value or several, all of which must match; a compound set lists other
 * sets, and is their union. A population's name is the set of its nodes.
 */
final class NodeSets {
  private final JsonObject sets;
  private final Map<String, NodePopulation> populations;

  NodeSets(Optional<Path> file, Map<String, NodePopulation> populations) {
    sets = file.map(ConfigSection::object).orElseGet(JsonObject::new);
    this.populations = populations;
  }

  /** The nodes of a set, given by its name or written out: their places in each population that has any. */
  Map<NodePopulation, BitSet> resolve(JsonElement set, String user) {
    var found = new LinkedHashMap<NodePopulation, BitSet>();
    add(set, user, new ArrayList<>(), found);
    if (found.isEmpty()) {
      throw new RanvierException(user + ": node_set " + set + " selects no nodes");
    }
    return found;
  }

  private void add(JsonElement set, String user, List<String> open, Map<NodePopulation, BitSet> found) {
    if (set instanceof JsonObject basic) {
      addBasic(basic, user, found);
    } else if (set instanceof JsonArray parts) {
      parts.forEach(part -> add(part, user, open, found));
    } else {
      addNamed(set.getAsString(), user, open, found);
    }
  }

  private void addNamed(String name, String user, List<String> open, Map<NodePopulation, BitSet> found) {
    if (open.contains(name)) {
      throw new RanvierException(user + ": node set '" + name + "' holds itself: " + open);
    }
    if (sets.has(name)) {
      open.add(name);
      add(sets.get(name), user, open, found);
      open.removeLast();
      return;
    }
    var population = populations.get(name);
    if (population == null) {
      var known = new TreeSet<>(sets.keySet());
      known.addAll(populations.keySet());
      throw new RanvierException(user + ": there is no node set or population '" + name + "'; there are " + known);
    }
    found.computeIfAbsent(population, p -> new BitSet()).set(0, population.size());
  }

  private void addBasic(JsonObject rules, String user, Map<NodePopulation, BitSet> found) {
    for (var population : populations.values()) {
      var nodes = new BitSet();
      nodes.set(0, population.size());
      rules.entrySet().forEach(rule -> nodes.and(matching(population, rule.getKey(), rule.getValue(), user)));
      if (!nodes.isEmpty()) {
        found.computeIfAbsent(population, p -> new BitSet()).or(nodes);
      }
    }
  }

  private static BitSet matching(NodePopulation population, String attribute, JsonElement rule, String user) {
    var nodes = new BitSet();
    for (JsonElement wanted : rule instanceof JsonArray several ? several.asList() : List.of(rule)) {
      if (!(wanted instanceof JsonPrimitive value)) {
        throw new RanvierException(
            user + ": node set rule " + attribute + ": " + wanted + " is not supported; values and lists of values are");
      }
      if (attribute.equals("population")) {
        nodes.set(0, population.name().equals(value.getAsString()) ? population.size() : 0);
      } else if (value.isString()) {
        String[] texts = population.elements().texts(attribute);
        for (int k = 0; k < texts.length; k++) {
          nodes.set(k, nodes.get(k) || texts[k].equals(value.getAsString()));
        }
      } else {
        double number = value.isBoolean() ? (value.getAsBoolean() ? 1 : 0) : value.getAsDouble();
        double[] numbers = numbers(population, attribute);
        for (int k = 0; k < numbers.length; k++) {
          nodes.set(k, nodes.get(k) || numbers[k] == number);
        }
      }
    }
    return nodes;
  }

  private static double[] numbers(NodePopulation population, String attribute) {
    double[] values = new double[population.size()];
    switch (attribute) {
      case "node_id" -> Arrays.setAll(values, k -> population.ids()[k]);
      case "node_type_id" -> Arrays.setAll(values, k -> population.elements().type(k));
      default -> {
        return population.elements().numbers(attribute);
      }
    }
    return values;
  }
}
