package org.ranvier.neuronmodels.model;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A parameter of a model.
 *
 * @param name the field's name for it, e.g. {@code tau_m}
 * @param unit unit of its values, e.g. {@code ms}; {@code 1} where it has none
 * @param defaultValue in that unit
 * @param range allowed values
 * @param meaning in a few words
 */
public record Parameter(String name, String unit, double defaultValue, Range range, String meaning) {

  /** Which values a parameter may take. */
  public enum Range {
    ANY("finite"),
    POSITIVE("above 0"),
    NOT_NEGATIVE("0 or above"),
    NOT_NEGATIVE_OR_INFINITE("0 or above, or infinite");

    private final String words;

    Range(String words) {
      this.words = words;
    }

    /** Whether a value is within it. */
    public boolean allows(double x) {
      return switch (this) {
        case ANY -> Double.isFinite(x);
        case POSITIVE -> Double.isFinite(x) && x > 0;
        case NOT_NEGATIVE -> Double.isFinite(x) && x >= 0;
        case NOT_NEGATIVE_OR_INFINITE -> x >= 0;
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Throws if {@code value} is out of range; {@code where} says whose it is, e.g. {@code "population 'exc'"}. */
  public void check(double value, String where) {
    if (!range.allows(value)) {
      throw new RanvierException(
          where + ": " + name + " = " + TimeGrid.trim(value) + " " + unit + " is out of range; " + name + " (" + meaning
              + ") must be " + range + ", by default it is " + TimeGrid.trim(defaultValue) + " " + unit);
    }
  }
}
