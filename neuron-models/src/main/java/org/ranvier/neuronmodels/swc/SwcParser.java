package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.morphology.PathPoint;

/** From lines to points. */
final class SwcParser {
  private static final String[] COLUMNS = {"number", "type", "x", "y", "z", "radius", "parent"};

  /** UTF-8's byte order mark, read byte by byte. */
  private static final String BYTES_OF_MARK = "\u00EF\u00BB\u00BF";

  private final SwcProblems problems;

  SwcParser(SwcProblems problems) {
    this.problems = problems;
  }

  List<SwcPoint> points(List<String> lines) {
    var points = new ArrayList<SwcPoint>();
    for (int k = 0; k < lines.size(); k++) {
      var text = lines.get(k);
      if (k == 0 && (text.startsWith("\uFEFF") || text.startsWith(BYTES_OF_MARK))) {
        text = text.substring(text.startsWith("\uFEFF") ? 1 : BYTES_OF_MARK.length());
      }
      int comment = text.indexOf('#');
      text = (comment < 0 ? text : text.substring(0, comment)).strip();
      if (!text.isEmpty()) {
        parse(text, k + 1, points);
      }
    }
    problems.throwIfAny();
    if (points.isEmpty()) {
      throw problems.whole("the file holds no points");
    }
    return points;
  }

  private void parse(String text, int line, List<SwcPoint> points) {
    var words = text.split("\\s*,\\s*|\\s+");
    if (words.length < COLUMNS.length) {
      problems.add(line, "'" + text + "' has " + words.length + " values; a point has seven: number type x y z radius parent");
      return;
    }
    double[] values = new double[COLUMNS.length];
    for (int c = 0; c < values.length; c++) {
      try {
        values[c] = Double.parseDouble(words[c]);
      } catch (NumberFormatException e) {
        values[c] = Double.NaN;
      }
      boolean whole = c < 2 || c == 6;
      if (!Double.isFinite(values[c])
          || whole && (values[c] != Math.rint(values[c]) || Math.abs(values[c]) > Integer.MAX_VALUE)) {
        problems.add(line, "the " + COLUMNS[c] + " '" + words[c] + "' is not " + (whole ? "a whole number" : "a number"));
        return;
      }
    }
    int id = (int) values[0];
    int type = (int) values[1];
    int parent = (int) values[6];
    if (id < 0) {
      problems.add(line, "the number " + id + " of the point is negative");
    } else if (type < 0) {
      problems.add(line, "the type " + type + " is negative; 1 is soma, 2 axon, 3 dendrite, 4 apical dendrite");
    } else if (parent < -1) {
      problems.add(line, "the parent " + parent + " is negative; -1 marks the root");
    } else if (values[5] < 0 || values[5] == 0 && type != SwcPoint.SOMA) {
      problems.add(line, "the radius " + words[5] + " must be positive; give point " + id + " that of its neighbours");
    } else {
      points.add(new SwcPoint(line, id, type, new PathPoint(values[2], values[3], values[4], values[5]), parent));
    }
  }
}
