package org.ranvier.networks.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under a header, each as wide as its widest cell. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(header);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The table, indented, with a line feed behind each row; nothing where there are no rows. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "";
    }
    int columns = rows.getFirst().length;
    var text = new StringBuilder();
    for (String[] row : rows) {
      var line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        line.append("  ").append(row[c]).repeat(' ', width(c) - row[c].length());
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
  }
}
