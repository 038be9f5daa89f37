package org.ranvier.networks.sonata;

import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/** A population of nodes: their ids, and what is looked up about them while the file is open. */
final class NodePopulation {
  static final String VIRTUAL = "virtual";

  private final String name;
  private final long[] ids;
  private final Map<Long, Integer> places = new HashMap<>();
  private final Elements elements;
  private final String modelType;

  NodePopulation(String name, Group group, TypesTable types) {
    this.name = name;
    elements = new Elements(group, "node", where(), types);
    int n = elements.size();
    ids = Hdf.dataset(group, "node_id").map(Hdf::longs).orElseGet(() -> {
      long[] counted = new long[n];
      Arrays.setAll(counted, k -> k);
      return counted;
    });
    if (ids.length != n) {
      throw new RanvierException(where() + ": there are " + ids.length + " node ids for " + n + " nodes");
    }
    for (int k = 0; k < n; k++) {
      if (places.put(ids[k], k) != null) {
        throw new RanvierException(where() + ": node id " + ids[k] + " is there twice");
      }
    }
    modelType = n == 0 ? VIRTUAL : one("model_type");
  }

  String name() {
    return name;
  }

  String where() {
    return "SONATA population '" + name + "'";
  }

  int size() {
    return ids.length;
  }

  long[] ids() {
    return ids;
  }

  /** The place of a node in the population. */
  int place(long id, String user) {
    Integer place = places.get(id);
    if (place == null) {
      throw new RanvierException(
          user + ": there is no node " + id + " in population '" + name + "', which has " + ids.length + " nodes");
    }
    return place;
  }

  Elements elements() {
    return elements;
  }

  boolean isVirtual() {
    return modelType.equals(VIRTUAL);
  }

  String modelType() {
    return modelType;
  }

  /** A text attribute that all nodes must share. */
  String one(String attribute) {
    var values = new TreeSet<>(Arrays.asList(elements.texts(attribute)));
    if (values.size() > 1) {
      throw new RanvierException(
          where() + " mixes nodes of " + attribute + " " + values + "; that is not supported: a population has one " + attribute);
    }
    if (values.first().isEmpty()) {
      throw new RanvierException(where() + ": its nodes have no " + attribute);
    }
    return values.first();
  }
}
