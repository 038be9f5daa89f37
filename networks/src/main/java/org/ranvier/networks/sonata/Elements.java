package org.ranvier.networks.sonata;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * The nodes or edges of a population, with their attributes: what stands in the group of an element goes before what stands in
 * its type. Columns are read when they are asked for, while the file is open.
 */
final class Elements {
  private static final String LIBRARY = "@library";

  private final String where;
  private final TypesTable types;
  private final long[] typeIds;
  private final long[] groupIds;
  private final long[] groupIndices;
  private final Map<Long, Group> groups = new TreeMap<>();

  /**
   * Looks at a population.
   *
   * @param kind {@code node} or {@code edge}
   * @param where what messages call the population
   */
  Elements(Group population, String kind, String where, TypesTable types) {
    this.where = where;
    this.types = types;
    typeIds = Hdf.longs(Hdf.requiredDataset(population, kind + "_type_id"));
    var ids = Hdf.dataset(population, kind + "_group_id").or(() -> Hdf.dataset(population, kind + "_group"));
    groupIds = ids.map(Hdf::longs).orElseGet(() -> new long[typeIds.length]);
    groupIndices = Hdf.dataset(population, kind + "_group_index").map(Hdf::longs).orElseGet(this::inOrder);
    for (var child : population.getChildren().entrySet()) {
      if (child.getValue() instanceof Group group && child.getKey().matches("\\d+")) {
        groups.put(Long.parseLong(child.getKey()), group);
      }
    }
    if (groupIds.length != typeIds.length || groupIndices.length != typeIds.length) {
      throw new RanvierException(
          where + ": there are " + typeIds.length + " types for " + groupIds.length + " groups and " + groupIndices.length
              + " indices");
    }
    for (long type : new TreeSet<>(Arrays.stream(typeIds).boxed().distinct().toList())) {
      if (!types.has(type) && !types.isEmpty()) {
        throw new RanvierException(where + ": " + kind + "_type_id " + type + " is not in " + types);
      }
    }
  }

  private long[] inOrder() {
    long[] indices = new long[typeIds.length];
    Arrays.setAll(indices, k -> k);
    return indices;
  }

  int size() {
    return typeIds.length;
  }

  long type(int element) {
    return typeIds[element];
  }

  /** An attribute of each element as a number, NaN where it has none. */
  double[] numbers(String attribute) {
    double[] values = fromGroups(attribute, groups);
    var ofType = new HashMap<Long, Double>();
    for (int k = 0; k < values.length; k++) {
      if (Double.isNaN(values[k])) {
        values[k] = ofType.computeIfAbsent(
            typeIds[k], t -> types.text(t, attribute).map(x -> parse(t, attribute, x)).orElse(Double.NaN));
      }
    }
    return values;
  }

  /** A parameter of each element's own {@code dynamics_params}, NaN where it has none. */
  double[] dynamics(String parameter) {
    var own = new TreeMap<Long, Group>();
    groups.forEach((id, group) -> Hdf.optionalGroup(group, "dynamics_params").ifPresent(d -> own.put(id, d)));
    return fromGroups(parameter, own);
  }

  /** Names of the parameters in any element's own {@code dynamics_params}. */
  TreeSet<String> dynamicsNames() {
    var names = new TreeSet<String>();
    groups.values().forEach(g -> Hdf.optionalGroup(g, "dynamics_params").ifPresent(d -> names.addAll(d.getChildren().keySet())));
    return names;
  }

  private double[] fromGroups(String column, Map<Long, Group> from) {
    double[] values = new double[typeIds.length];
    Arrays.fill(values, Double.NaN);
    from.forEach((id, group) -> Hdf.dataset(group, column).filter(d -> !Hdf.isText(d)).ifPresent(d -> {
      double[] data = Hdf.doubles(d);
      for (int k = 0; k < values.length; k++) {
        if (groupIds[k] == id) {
          values[k] = data[index(k, data.length, d)];
        }
      }
    }));
    return values;
  }

  private int index(int element, int length, Dataset column) {
    long index = groupIndices[element];
    if (index < 0 || index >= length) {
      throw new RanvierException(
          where + ": element " + element + " has index " + index + " in " + Hdf.where(column) + ", which has " + length);
    }
    return (int) index;
  }

  /** An attribute of each element as text, empty where it has none. */
  String[] texts(String attribute) {
    String[] values = new String[typeIds.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = types.text(typeIds[k], attribute).orElse("");
    }
    groups.forEach((id, group) -> Hdf.dataset(group, attribute).ifPresent(d -> {
      String[] data = texts(group, attribute, d);
      for (int k = 0; k < values.length; k++) {
        if (groupIds[k] == id) {
          values[k] = data[index(k, data.length, d)];
        }
      }
    }));
    return values;
  }

  /** Texts may be numbers that a library of the group explains. */
  private String[] texts(Group group, String attribute, Dataset column) {
    Optional<String[]> names = Hdf.optionalGroup(group, LIBRARY).flatMap(l -> Hdf.dataset(l, attribute)).map(Hdf::texts);
    if (names.isEmpty() || Hdf.isText(column)) {
      return Hdf.texts(column);
    }
    return Arrays.stream(Hdf.longs(column)).mapToObj(k -> names.get()[(int) k]).toArray(String[]::new);
  }

  private double parse(long type, String attribute, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new RanvierException(types + ", type " + type + ": " + attribute + " '" + text + "' is no number", e);
    }
  }
}
