package org.ranvier.networks.sonata;

import io.jhdf.api.Group;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** A population of nodes: their ids, what is looked up about them while the file is open, and the groups of one model each. */
final class NodePopulation {
  /**
   * What nodes are simulated as.
   *
   * @param type {@code virtual}, {@code point_neuron} and so on
   * @param template a schema and a name, e.g. {@code nest:iaf_psc_alpha}
   * @param morphology of cells of compartments, whose channels {@code parameters} and {@code processing} tell
   */
  record Model(String type, String template, String morphology, String parameters, String processing) {
    private static final String VIRTUAL = "virtual";
    static final String BIOPHYSICAL = "biophysical";

    boolean isVirtual() {
      return type.equals(VIRTUAL);
    }

    boolean isBiophysical() {
      return type.equals(BIOPHYSICAL);
    }

    /** The template without its schema. */
    String resource() {
      return template.substring(template.indexOf(':') + 1);
    }

    private String label() {
      return isVirtual() ? VIRTUAL : isBiophysical() ? resource() + "." + morphology : resource();
    }
  }

  /**
   * Nodes of one model.
   *
   * @param name of the population that simulates them
   * @param members their places in the population of nodes, ascending
   */
  record NodeGroup(String name, Model model, int[] members) {}

  private final String name;
  private final long[] ids;
  private final Long2IntOpenHashMap places;
  private final ElementValues elements;
  private final List<NodeGroup> groups = new ArrayList<>();
  private final int[] groupOf;
  private final int[] indexInGroup;

  NodePopulation(String name, Group group, TypesTable types) {
    this.name = name;
    elements = new ElementValues(group, "node", where(), types);
    int n = elements.size();
    ids = Hdf.dataset(group, "node_id").map(HdfColumn::wholes).orElseGet(() -> {
      long[] counted = new long[n];
      Arrays.setAll(counted, k -> k);
      return counted;
    });
    if (ids.length != n) {
      throw new RanvierException(where() + ": there are " + ids.length + " node ids for " + n + " nodes");
    }
    places = new Long2IntOpenHashMap(n);
    places.defaultReturnValue(-1);
    for (int k = 0; k < n; k++) {
      if (ids[k] < 0) {
        throw new RanvierException(where() + ": " + file(group) + ", row " + k + ": node id " + ids[k] + " is below 0");
      }
      if (places.put(ids[k], k) >= 0) {
        throw new RanvierException(where() + ": " + file(group) + ", row " + k + ": node id " + ids[k] + " is there twice");
      }
    }
    groupOf = new int[n];
    indexInGroup = new int[n];
    divide();
  }

  private static String file(Group group) {
    return Hdf.dataset(group, "node_id").map(Hdf::where).orElse(Hdf.where(group));
  }

  private void divide() {
    String[] types = elements.texts("model_type");
    String[] templates = elements.texts("model_template");
    String[] morphologies = elements.texts("morphology");
    String[] parameters = elements.texts("dynamics_params");
    String[] processings = elements.texts("model_processing");
    var members = new LinkedHashMap<Model, IntArrayList>();
    for (int k = 0; k < ids.length; k++) {
      if (types[k].isEmpty()) {
        throw new RanvierException(where() + ": its nodes have no model_type, such as node " + ids[k]);
      }
      boolean cell = types[k].equals(Model.BIOPHYSICAL);
      boolean virtual = types[k].equals(Model.VIRTUAL);
      var model = new Model(
          types[k], virtual ? "" : templates[k], cell ? morphologies[k] : "", cell ? parameters[k] : "", cell ? processings[k] : "");
      members.computeIfAbsent(model, m -> new IntArrayList()).add(k);
    }
    var names = new HashSet<String>();
    members.forEach((model, list) -> {
      String base = members.size() == 1 ? name : name + "." + Shown.of(model.label());
      String group = base;
      for (int n = 2; !names.add(group); n++) {
        group = base + "-" + n;
      }
      for (int i = 0; i < list.size(); i++) {
        groupOf[list.getInt(i)] = groups.size();
        indexInGroup[list.getInt(i)] = i;
      }
      groups.add(new NodeGroup(group, model, list.toIntArray()));
    });
  }

  String name() {
    return name;
  }

  String where() {
    return "SONATA population '" + Shown.of(name) + "'";
  }

  int size() {
    return ids.length;
  }

  long[] ids() {
    return ids;
  }

  /** The place of a node in the population; -1 where there is no such node. */
  int find(long id) {
    return places.get(id);
  }

  /** The place of a node in the population. */
  int place(long id, String user) {
    int place = places.get(id);
    if (place < 0) {
      throw new RanvierException(
          user + ": there is no node " + id + " in population '" + Shown.of(name) + "', which has " + ids.length + " nodes");
    }
    return place;
  }

  ElementValues elements() {
    return elements;
  }

  /** The nodes by model. */
  List<NodeGroup> groups() {
    return groups;
  }

  /** The number of the group of the node at a place. */
  int group(int place) {
    return groupOf[place];
  }

  /** Which one of its group the node at a place is. */
  int indexInGroup(int place) {
    return indexInGroup[place];
  }

  boolean isVirtual(int place) {
    return groups.get(groupOf[place]).model().isVirtual();
  }
}
