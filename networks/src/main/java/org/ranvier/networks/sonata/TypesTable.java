package org.ranvier.networks.sonata;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ranvier.simulator.RanvierException;

/** What all nodes or edges of a type have in common, by the number of the type. */
final class TypesTable {
  private static final Set<String> MISSING = Set.of("", "NULL", "None", "nan", "NaN");

  private final String described;
  private final Map<Long, Map<String, String>> types = new HashMap<>();

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
      throw new RanvierException(file.get() + " has no column '" + idColumn + "'; it has " + text.header());
    }
    for (int r = 0; r < text.rows().size(); r++) {
      var row = text.rows().get(r);
      if (of >= 0 && !MISSING.contains(row.get(of)) && !row.get(of).equals(population)) {
        continue;
      }
      var attributes = new HashMap<String, String>();
      for (int c = 0; c < row.size(); c++) {
        if (!MISSING.contains(row.get(c))) {
          attributes.put(text.header().get(c), row.get(c));
        }
      }
      try {
        if (table.types.put(Long.parseLong(row.get(id)), attributes) != null) {
          throw text.wrong(r, idColumn + " " + row.get(id) + " is there already");
        }
      } catch (NumberFormatException e) {
        throw text.wrong(r, idColumn + " '" + row.get(id) + "' is not a whole number");
      }
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
    return Optional.ofNullable(types.getOrDefault(type, Map.of()).get(attribute));
  }

  @Override
  public String toString() {
    return described;
  }
}
