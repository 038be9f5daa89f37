package org.ranvier.networks.sonata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/**
 * A table in SONATA's dialect of CSV: columns separated by one or more spaces, fields quoted with {@code "} where they hold some.
 *
 * @param rows the fields of each line that is not empty, below the header
 * @param lines the number of each row's line in the file
 */
record SpacedText(Path file, List<String> header, List<List<String>> rows, List<Integer> lines) {
  static SpacedText read(Path file) {
    return read(file, ' ');
  }

  /** Reads a table whose columns are separated by white space or by another character. */
  static SpacedText read(Path file, char separator) {
    List<String> text;
    try {
      text = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no file " + file + "; check the path", e);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + e, e);
    }
    var rows = new ArrayList<List<String>>();
    var lines = new ArrayList<Integer>();
    for (int k = 0; k < text.size(); k++) {
      var fields = fields(text.get(k), separator);
      if (!fields.isEmpty()) {
        rows.add(fields);
        lines.add(k + 1);
      }
    }
    if (rows.isEmpty()) {
      throw new RanvierException(file + " is empty; its first line must name the columns");
    }
    var header = List.copyOf(rows.getFirst());
    for (int r = 1; r < rows.size(); r++) {
      if (rows.get(r).size() != header.size()) {
        throw new RanvierException(
            file + ", line " + lines.get(r) + ": " + rows.get(r).size() + " fields for the " + header.size() + " columns "
                + Shown.of(header.toString())
                + "; fields with spaces are quoted with \"");
      }
    }
    return new SpacedText(file, header, rows.subList(1, rows.size()), lines.subList(1, lines.size()));
  }

  private static List<String> fields(String line, char separator) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    boolean open = false;
    for (int k = 0; k < line.length(); k++) {
      char c = line.charAt(k);
      if (quoted && c == '"' && k + 1 < line.length() && line.charAt(k + 1) == '"') {
        field.append('"');
        k++;
      } else if (c == '"') {
        quoted = !quoted;
        open = true;
      } else if (!quoted && (c == separator || Character.isWhitespace(c))) {
        if (open) {
          fields.add(field.toString());
        }
        field.setLength(0);
        open = false;
      } else {
        field.append(c);
        open = true;
      }
    }
    if (open) {
      fields.add(field.toString());
    }
    return fields;
  }

  /** The place of a column, -1 where there is none. */
  int column(String name) {
    return header.indexOf(name);
  }

  /** A field that must be a finite number. */
  double number(int row, int column) {
    String text = rows.get(row).get(column);
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(row, Shown.of(header.get(column)) + " '" + Shown.of(text) + "' is no number");
  }

  /** A field that must be a whole number. */
  long whole(int row, int column) {
    String text = rows.get(row).get(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(row, Shown.of(header.get(column)) + " '" + Shown.of(text) + "' is not a whole number");
    }
  }

  /** A message about a row. */
  RanvierException wrong(int row, String problem) {
    return new RanvierException(file + ", line " + lines.get(row) + ": " + problem);
  }
}
