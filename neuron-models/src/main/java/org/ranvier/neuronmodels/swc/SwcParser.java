package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ranvier.neuronmodels.morphology.PathPoint;

/** From lines to points. */
final class SwcParser {
  private static final String[] COLUMNS = {"number", "type", "x", "y", "z", "radius", "parent"};

  /** UTF-8's byte order mark, read byte by byte. */
  private static final String BYTES_OF_MARK = "\u00EF\u00BB\u00BF";

  private static final String ANOTHER_UNIT = "; if the file is in another unit, name it (--unit nm)";

  private final SwcProblems problems;
  private final SwcOptions options;

  SwcParser(SwcProblems problems, SwcOptions options) {
    this.problems = problems;
    this.options = options;
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
    return options.fillRadii() ? filled(points) : points;
  }

  private void parse(String text, int line, List<SwcPoint> points) {
    var words = text.split("\\s*,\\s*|\\s+");
    if (words.length < COLUMNS.length) {
      problems.add(
          line, "'" + SwcProblems.cut(text) + "' has " + words.length + " values; a point has seven: number type x y z radius parent");
      return;
    }
    double[] values = new double[COLUMNS.length];
    long[] whole = new long[COLUMNS.length];
    for (int c = 0; c < values.length; c++) {
      boolean isWhole = c < 2 || c == 6;
      try {
        if (isWhole) {
          whole[c] = whole(words[c]);
        } else {
          values[c] = Double.parseDouble(words[c]);
        }
      } catch (NumberFormatException e) {
        values[c] = Double.NaN;
      }
      if (!Double.isFinite(values[c]) || c == 1 && whole[c] != (int) whole[c]) {
        problems.add(line, "the " + COLUMNS[c] + " '" + SwcProblems.cut(words[c]) + "' is not " + (isWhole ? "a whole number" : "a number"));
        return;
      }
    }
    var place =
        new PathPoint(
            values[2] * options.unitUm(), values[3] * options.unitUm(), values[4] * options.unitUm(), values[5] * options.unitUm());
    var point = new SwcPoint(line, whole[0], (int) whole[1], place, whole[6]);
    if (!isRefused(point, SwcProblems.cut(words[5]))) {
      points.add(point);
    }
  }

  private boolean isRefused(SwcPoint point, String radius) {
    var place = point.place();
    String why;
    if (point.id() < 0) {
      why = "the number " + point.id() + " of the point is negative";
    } else if (point.type() < 0) {
      why = "the type " + point.type() + " is negative; 1 is soma, 2 axon, 3 dendrite, 4 apical dendrite";
    } else if (point.parentId() < -1) {
      why = "the parent " + point.parentId() + " is negative; -1 marks the root";
    } else if (place.radiusUm() < 0 || place.radiusUm() == 0 && !point.isSoma() && !options.fillRadii()) {
      why = "the radius " + radius + " must be positive; give point " + point.id() + " that of its neighbours"
          + (place.radiusUm() == 0 ? ", or all such points the smallest radius of the file (--zero-radius smallest)" : "");
    } else if (!place.hasPlausibleRadius() && place.radiusUm() != 0) {
      why = String.format(Locale.ROOT, "the radius %s um of point %d must be from %s to %s um", place.radiusUm(), point.id(),
          PathPoint.SMALLEST_RADIUS_UM, PathPoint.LARGEST_RADIUS_UM) + ANOTHER_UNIT;
    } else if (!place.hasPlausiblePlace()) {
      why = String.format(Locale.ROOT, "the place (%s, %s, %s) um of point %d must lie within %s um of the origin", place.xUm(), place.yUm(),
          place.zUm(), point.id(), PathPoint.LARGEST_PLACE_UM) + ANOTHER_UNIT;
    } else {
      return false;
    }
    problems.add(point.line(), why);
    return true;
  }

  /** A whole number of up to 63 bits, or one that is written as {@code 3.0} or {@code 1e3}. */
  private static long whole(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      double value = Double.parseDouble(word);
      if (value != Math.rint(value) || Math.abs(value) > 0x1p53) {
        throw new NumberFormatException(word);
      }
      return (long) value;
    }
  }

  /** Points of radius 0 with the smallest positive radius of all. */
  private List<SwcPoint> filled(List<SwcPoint> points) {
    long without = points.stream().filter(p -> p.place().radiusUm() == 0).count();
    if (without == 0) {
      return points;
    }
    double smallest = points.stream().mapToDouble(p -> p.place().radiusUm()).filter(r -> r > 0).min().orElseThrow(
        () -> problems.whole("no point has a radius above 0, so that there is none to give to the others"));
    problems.warn(String.format(
        Locale.ROOT, "%d of %d points have radius 0 and were given the smallest positive radius of the file, %s um", without,
            points.size(), smallest));
    return points.stream().map(p -> p.place().radiusUm() == 0 ? p.withRadius(smallest) : p).toList();
  }
}
