package org.ranvier.networks.sonata;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ranvier.simulator.RanvierException;

/**
 * The nodes or edges of a population, with their attributes: what stands in the group of an element goes before what stands in
 * its type. Columns are read when they are asked for, while the file is open.
 */
final class ElementValues {
  private static final String LIBRARY = "@library";
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

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
  ElementValues(Group population, String kind, String where, TypesTable types) {
    this.where = where;
    this.types = types;
    typeIds = HdfColumn.wholes(Hdf.requiredDataset(population, kind + "_type_id"));
    var ids = Hdf.dataset(population, kind + "_group_id").or(() -> Hdf.dataset(population, kind + "_group"));
    groupIds = ids.map(HdfColumn::wholes).orElseGet(() -> new long[typeIds.length]);
    groupIndices = Hdf.dataset(population, kind + "_group_index").map(HdfColumn::wholes).orElseGet(this::inOrder);
    for (var child : Hdf.children(population).entrySet()) {
      if (child.getValue() instanceof Group group && DIGITS.matcher(child.getKey()).matches()) {
        groups.put(number(child.getKey()), group);
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

  private long number(String group) {
    try {
      return Long.parseLong(group);
    } catch (NumberFormatException e) {
      throw new RanvierException(where + ": group " + Shown.of(group) + " is above " + Long.MAX_VALUE, e);
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

  long group(int element) {
    return groupIds[element];
  }

  /** An attribute of each element as a number. What is given and not a finite number is refused. */
  ElementNumbers numbers(String attribute) {
    var values = fromGroups(attribute, groups);
    var ofType = new HashMap<Long, Optional<Double>>();
    for (int k = 0; k < typeIds.length; k++) {
      if (!values.isGiven(k)) {
        ofType.computeIfAbsent(typeIds[k], t -> types.number(t, attribute)).ifPresent(setter(values, k));
      }
    }
    return values;
  }

  private static Consumer<Double> setter(ElementNumbers values, int k) {
    return x -> values.set(k, x);
  }

  /** A parameter of each element's own {@code dynamics_params}. */
  ElementNumbers dynamics(String parameter) {
    var own = new TreeMap<Long, Group>();
    groups.forEach((id, group) -> Hdf.optionalGroup(group, "dynamics_params").ifPresent(d -> own.put(id, d)));
    return fromGroups(parameter, own);
  }

  /** Names of the parameters in any element's own {@code dynamics_params}. */
  TreeSet<String> dynamicsNames() {
    var names = new TreeSet<String>();
    groups.values().forEach(g -> Hdf.optionalGroup(g, "dynamics_params").ifPresent(d -> names.addAll(Hdf.children(d).keySet())));
    return names;
  }

  /** Names of the attributes that any element has, in its group or by its type. */
  TreeSet<String> attributes() {
    var names = new TreeSet<>(types.columns());
    groups.values().forEach(g -> names.addAll(Hdf.children(g).keySet()));
    return names;
  }

  private ElementNumbers fromGroups(String column, Map<Long, Group> from) {
    var values = new ElementNumbers(typeIds.length);
    from.forEach((id, group) -> Hdf.dataset(group, column).ifPresent(d -> {
      double[] data = HdfColumn.numbers(d);
      for (int k = 0; k < typeIds.length; k++) {
        if (groupIds[k] == id) {
          int row = index(k, data.length, d);
          if (!Double.isFinite(data[row])) {
            throw new RanvierException(
                where + ": " + Hdf.where(d) + ", row " + row + ", is " + data[row] + "; " + Shown.of(column) + " must be a finite number");
          }
          values.set(k, data[row]);
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
  private static String[] texts(Group group, String attribute, Dataset column) {
    Optional<String[]> names = Hdf.optionalGroup(group, LIBRARY).flatMap(l -> Hdf.dataset(l, attribute)).map(HdfColumn::texts);
    if (names.isEmpty() || HdfColumn.isText(column)) {
      return HdfColumn.texts(column);
    }
    long[] indices = HdfColumn.wholes(column);
    String[] values = new String[indices.length];
    for (int k = 0; k < values.length; k++) {
      if (indices[k] < 0 || indices[k] >= names.get().length) {
        throw new RanvierException(
            Hdf.where(column) + ", row " + k + ": " + indices[k] + " is not in the library, which has " + names.get().length + " names");
      }
      values[k] = names.get()[(int) indices[k]];
    }
    return values;
  }
}
