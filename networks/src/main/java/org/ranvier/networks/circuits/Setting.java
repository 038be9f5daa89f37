package org.ranvier.networks.circuits;

import javax.measure.Quantity;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Something about a circuit that may be set by name.
 *
 * @param name e.g. {@code g}
 * @param unit unit of its values; {@code 1} where it has none
 * @param defaultValue in that unit
 * @param min smallest allowed value
 * @param max largest allowed value
 * @param meaning in a few words
 * @param text what it is by default, if it is a text, such as a directory; empty for numbers
 */
public record Setting(String name, String unit, double defaultValue, double min, double max, String meaning, String text) {
  /** A number. */
  public Setting(String name, String unit, double defaultValue, double min, double max, String meaning) {
    this(name, unit, defaultValue, min, max, meaning, "");
  }

  /** A text that is not empty. */
  public static Setting text(String name, String text, String meaning) {
    return new Setting(name, "1", 0, 0, 0, meaning, text);
  }

  /** Whether its values are texts. */
  public boolean isText() {
    return !text.isEmpty();
  }

  /** The value that a text says, with or without the unit. */
  double parse(String text) {
    Quantity<?> quantity;
    try {
      quantity = Units.parse(text);
    } catch (RanvierException e) {
      throw new RanvierException(
          name + " = '" + text + "' is no number; " + name + " (" + meaning + ") is written as in " + name + "=" + TimeGrid.trim(defaultValue), e);
    }
    boolean plain = quantity.getUnit().equals(Units.unit("1"));
    return check(plain ? quantity.getValue().doubleValue() : Units.in(Units.unit(unit), quantity, name));
  }

  double check(double value) {
    if (!(value >= min && value <= max)) {
      throw new RanvierException(
          name + " = " + TimeGrid.trim(value) + " is out of range; " + name + " (" + meaning + ") must lie within " + TimeGrid.trim(min) + " … "
              + TimeGrid.trim(max) + (unit.equals("1") ? "" : " " + unit) + ", by default it is " + TimeGrid.trim(defaultValue));
    }
    return value;
  }
}
