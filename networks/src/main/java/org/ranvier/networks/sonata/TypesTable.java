package org.ranvier.networks.sonata;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/** What all nodes or edges of a type have in common, by the number of the type. */
final class TypesTable {
  private static final Set<String> MISSING = Set.of("", "NULL", "null", "None", "NONE");
  private static final Set<String> NO_TEXT = Set.of("nan", "NaN");

  private final String described;
  private final Map<Long, Map<String, String>> types = new HashMap<>();
  private final Map<Long, Integer> lines = new HashMap<>();

  private TypesTable(String described) {
    this.described = described;
  }

  /**
   * Reads the types of one population.
   *
   * @param idColumn {@code node_type_id} or {@code edge_type_id}
   */
  static TypesTable read(Optional<Path> file, String idColumn, String population) {
    if (file.isEmpty()) {
      return new TypesTable("no types file");
    }
    var text = SpacedText.read(file.get());
    var table = new TypesTable(file.get().toString());
    int id = text.column(idColumn);
    int of = text.column("population");
    if (id < 0) {
      throw new RanvierException(file.get() + " has no column '" + idColumn + "'; it has " + Shown.of(text.header().toString()));
    }
    for (int r = 0; r < text.rows().size(); r++) {
      var row = text.rows().get(r);
      if (of >= 0 && !MISSING.contains(row.get(of)) && !row.get(of).equals(population)) {
        continue;
      }
      var attributes = new HashMap<String, String>();
      for (int c = 0; c < row.size(); c++) {
        // A column may be there twice, as model_processing in a published example: the later one counts, where it says something.
        if (!MISSING.contains(row.get(c))) {
          attributes.put(text.header().get(c), row.get(c));
        }
      }
      long number = text.whole(r, id);
      if (table.types.put(number, attributes) != null) {
        throw text.wrong(r, idColumn + " " + number + " is there already");
      }
      table.lines.put(number, text.lines().get(r));
    }
    return table;
  }

  boolean has(long type) {
    return types.containsKey(type);
  }

  boolean isEmpty() {
    return types.isEmpty();
  }

  Optional<String> text(long type, String attribute) {
    return Optional.ofNullable(types.getOrDefault(type, Map.of()).get(attribute)).filter(t -> !NO_TEXT.contains(t));
  }

  /** A number that all of a type have in common; anything else that is given is refused. */
  Optional<Double> number(long type, String attribute) {
    String text = types.getOrDefault(type, Map.of()).get(attribute);
    if (text == null) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new RanvierException(
        described + ", line " + lines.get(type) + ", type " + type + ": " + Shown.of(attribute) + " '" + Shown.of(text)
            + "' is no number; NULL means that it is not given");
  }

  /** Names of the attributes of any type. */
  Set<String> columns() {
    var names = new TreeSet<String>();
    types.values().forEach(t -> names.addAll(t.keySet()));
    return names;
  }

  @Override
  public String toString() {
    return described;
  }
}
