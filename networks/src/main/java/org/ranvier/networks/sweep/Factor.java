package org.ranvier.networks.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/**
 * A setting that is varied.
 *
 * @param values as text, in the order in which they were given
 */
public record Factor(String name, List<String> values) {
  private static final String FORMS = "write g=3,4,5 or eta=0.8..1.2:5 (five values from 0.8 to 1.2)";
  private static final int MOST_VALUES = 100_000;

  public Factor {
    values = List.copyOf(values);
  }

  /**
   * A factor from text: {@code name=} and a list of values and ranges. A range {@code a..b:n} is n values from a to b at one distance.
   *
   * @throws RanvierException if it is none of this, or a value comes twice
   */
  public static Factor parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new RanvierException("--vary " + text + " names no setting and its values; " + FORMS);
    }
    String name = text.substring(0, equals).strip();
    var values = new ArrayList<String>();
    for (String item : text.substring(equals + 1).split(",", -1)) {
      if (item.isBlank()) {
        throw new RanvierException("--vary " + text + ": a value of " + name + " is empty; " + FORMS);
      }
      if (item.contains("..")) {
        values.addAll(range(text, item.strip()));
      } else {
        values.add(item.strip());
      }
    }
    var seen = new HashSet<String>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw new RanvierException("--vary " + text + " has the value " + value + " twice; --seeds N repeats trials");
      }
    }
    return new Factor(name, values);
  }

  private static List<String> range(String text, String item) {
    int dots = item.indexOf("..");
    int colon = item.indexOf(':', dots);
    if (colon < 0) {
      throw new RanvierException("--vary " + text + ": the range " + item + " does not say how many values; " + FORMS);
    }
    double from;
    double to;
    int count;
    try {
      from = Double.parseDouble(item.substring(0, dots));
      to = Double.parseDouble(item.substring(dots + 2, colon));
      count = Integer.parseInt(item.substring(colon + 1).strip());
    } catch (NumberFormatException e) {
      throw new RanvierException("--vary " + text + ": '" + item + "' is no range of plain numbers; " + FORMS, e);
    }
    if (!Double.isFinite(from) || !Double.isFinite(to)) {
      throw new RanvierException("--vary " + text + ": both ends of the range " + item + " must be finite; " + FORMS);
    }
    if (count < 2 || count > MOST_VALUES) {
      throw new RanvierException("--vary " + text + ": a range has 2 to 100,000 values, not " + count + "; " + FORMS);
    }
    var values = new ArrayList<String>();
    for (int k = 0; k < count; k++) {
      values.add(shortest(from + (to - from) * k / (count - 1)));
    }
    return values;
  }

  /** Twelve digits: without the last bits of a division. */
  private static String shortest(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(12));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
