package org.ranvier.networks.sonata;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * Named sets of nodes. A basic set lists attributes with a value or several, all of which must match; a compound set lists other
 * sets, and is their union. A population's name is the set of its nodes.
 */
final class NodeSets {
  private static final int DEEPEST = 100;
  private static final String ALL = "all";

  private final JsonObject sets;
  private final Map<String, NodePopulation> populations;

  NodeSets(Optional<Path> file, Map<String, NodePopulation> populations) {
    sets = file.map(ConfigSection::object).orElseGet(JsonObject::new);
    this.populations = populations;
  }

  /** The nodes of a set, given by its name or written out: their places in each population that has any. */
  Map<NodePopulation, BitSet> resolve(JsonElement set, String user) {
    var found = new LinkedHashMap<NodePopulation, BitSet>();
    add(set, user, new ArrayList<>(), new HashSet<>(), found);
    if (found.isEmpty()) {
      throw new RanvierException(user + ": node_set " + Shown.of(set.toString()) + " selects no nodes");
    }
    return found;
  }

  private void add(
      JsonElement set, String user, List<String> open, Set<String> done, Map<NodePopulation, BitSet> found) {
    switch (set) {
      case JsonObject basic -> addBasic(basic, user, found);
      case JsonArray parts -> parts.forEach(part -> add(part, user, open, done, found));
      case JsonPrimitive name when name.isString() -> addNamed(name.getAsString(), user, open, done, found);
      default -> throw new RanvierException(
          user + ": node_set " + Shown.of(set.toString()) + " is neither a name nor a list of names nor rules");
    }
  }

  /** A set is added once, however often others name it: sets that name others twice would double. */
  private void addNamed(
      String name, String user, List<String> open, Set<String> done, Map<NodePopulation, BitSet> found) {
    if (open.contains(name)) {
      throw new RanvierException(user + ": node set '" + Shown.of(name) + "' holds itself: " + Shown.of(open.toString()));
    }
    if (open.size() > DEEPEST) {
      throw new RanvierException(
          user + ": node sets name each other more than " + DEEPEST + " deep, from '" + Shown.of(open.getFirst()) + "' on");
    }
    if (!done.add(name)) {
      return;
    }
    if (sets.has(name)) {
      open.add(name);
      add(sets.get(name), user, open, done, found);
      open.removeLast();
      return;
    }
    var population = populations.get(name);
    if (population == null && name.equals(ALL)) {
      addBasic(new JsonObject(), user, found);
      return;
    }
    if (population == null) {
      var known = new TreeSet<>(sets.keySet());
      known.addAll(populations.keySet());
      throw new RanvierException(user + ": there is no node set or population '" + Shown.of(name) + "'; there are " + Shown.of(known.toString()));
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
            user + ": node set rule " + Shown.of(attribute) + ": " + Shown.of(wanted.toString())
                + " is not supported; values and lists of values are");
      }
      if (attribute.equals("population")) {
        nodes.set(0, population.name().equals(value.getAsString()) ? population.size() : 0);
      } else if (value.isString()) {
        String[] texts = population.elements().texts(attribute);
        for (int k = 0; k < texts.length; k++) {
          nodes.set(k, nodes.get(k) || texts[k].equals(value.getAsString()));
        }
      } else {
        mark(nodes, population, attribute, value.isBoolean() ? (value.getAsBoolean() ? 1 : 0) : value.getAsDouble());
      }
    }
    return nodes;
  }

  private static void mark(BitSet nodes, NodePopulation population, String attribute, double wanted) {
    switch (attribute) {
      case "node_id" -> {
        int place = wanted == Math.rint(wanted) ? population.find((long) wanted) : -1;
        if (place >= 0) {
          nodes.set(place);
        }
      }
      case "node_type_id" -> {
        for (int k = 0; k < population.size(); k++) {
          nodes.set(k, nodes.get(k) || population.elements().type(k) == wanted);
        }
      }
      default -> {
        var numbers = population.elements().numbers(attribute);
        for (int k = 0; k < population.size(); k++) {
          nodes.set(k, nodes.get(k) || numbers.isGiven(k) && numbers.get(k) == wanted);
        }
      }
    }
  }
}
