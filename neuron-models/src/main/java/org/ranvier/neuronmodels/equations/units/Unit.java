package org.ranvier.neuronmodels.equations.units;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A unit: a dimension and a size. Sizes are kept as a power of ten and a remaining factor, so that going from one decimal unit
 * to another is exact.
 *
 * <p>Inside the compiler all values are in one coherent system: ms, mV, pA, cm (and so nS, pF, GOhm), in which the usual units of
 * the field have the factor 1.
 */
public final class Unit implements ProductText.Factor<Unit> {
  private static final Map<String, Unit> NAMED = new LinkedHashMap<>();
  private static final Map<Character, Integer> PREFIXES = new HashMap<>();

  static {
    define("1", Dimension.NONE, 0, 1);
    define("m", Dimension.LENGTH, 0, 1);
    define("s", Dimension.TIME, 0, 1);
    define("A", Dimension.CURRENT, 0, 1);
    define("V", Dimension.VOLTAGE, 0, 1);
    define("mol", Dimension.AMOUNT, 0, 1);
    define("K", Dimension.TEMPERATURE, 0, 1);
    define("Hz", Dimension.TIME.power(-1), 0, 1);
    define("S", Dimension.CONDUCTANCE, 0, 1);
    define("Ohm", Dimension.RESISTANCE, 0, 1);
    define("ohm", Dimension.RESISTANCE, 0, 1);
    define("C", Dimension.CHARGE, 0, 1);
    define("F", Dimension.CAPACITANCE, 0, 1);
    define("J", Dimension.ENERGY, 0, 1);
    define("W", Dimension.POWER, 0, 1);
    define("g", Dimension.ENERGY.times(Dimension.TIME.power(2)).over(Dimension.LENGTH.power(2)), -3, 1);
    define("M", Dimension.CONCENTRATION, 3, 1);
    define("L", Dimension.LENGTH.power(3), -3, 1);
    String letters = "afpnumcdkMGT";
    int[] tens = {-18, -15, -12, -9, -6, -3, -2, -1, 3, 6, 9, 12};
    for (int k = 0; k < tens.length; k++) {
      PREFIXES.put(letters.charAt(k), tens[k]);
    }
    PREFIXES.put('µ', -6);
    PREFIXES.put('μ', -6);
  }

  /** A pure number. */
  public static final Unit ONE = named("1").orElseThrow();

  private final String text;
  private final Dimension dimension;
  private final double tens;
  private final double rest;

  private Unit(String text, Dimension dimension, double tens, double rest) {
    this.text = text;
    this.dimension = dimension;
    this.tens = tens;
    this.rest = rest;
  }

  private static void define(String name, Dimension dimension, int tens, double rest) {
    NAMED.put(name, new Unit(name, dimension, tens, rest));
  }

  /** The unit of that name, with or without an SI prefix: {@code mV}, {@code Hz}, {@code kOhm}. */
  public static Optional<Unit> named(String name) {
    Unit plain = NAMED.get(name);
    if (plain != null) {
      return Optional.of(plain);
    }
    Unit base = name.length() < 2 ? null : NAMED.get(name.substring(1));
    Integer prefix = name.isEmpty() ? null : PREFIXES.get(name.charAt(0));
    if (base == null || prefix == null || base == ONE) {
      return Optional.empty();
    }
    return Optional.of(new Unit(name, base.dimension, base.tens + prefix, base.rest));
  }

  @Override
  public Unit times(Unit other) {
    return new Unit("(" + text + ")*(" + other.text + ")", dimension.times(other.dimension), tens + other.tens, rest * other.rest);
  }

  @Override
  public Unit over(Unit other) {
    return new Unit("(" + text + ")/(" + other.text + ")", dimension.over(other.dimension), tens - other.tens, rest / other.rest);
  }

  @Override
  public Unit power(double exponent) {
    return new Unit("(" + text + ")^" + exponent, dimension.power(exponent), tens * exponent, Math.pow(rest, exponent));
  }

  /** The same unit, written as the author wrote it. Throws where its size is beyond the range of numbers. */
  public Unit as(String written) {
    double factor = factor();
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new ArithmeticException("the unit '" + written + "' is beyond the range of numbers; use smaller exponents, or another prefix");
    }
    return new Unit(written, dimension, tens, rest);
  }

  public Dimension dimension() {
    return dimension;
  }

  /** The power of ten that it is of the product of m, s, A, V, mol and K with its dimension. All units here are decimal. */
  public double tens() {
    return tens;
  }

  /** How many coherent units (ms, mV, pA, cm and their products) it is. */
  public double factor() {
    return rest * tenTo(tens - dimension.weighted(-2, -3, -12, -3, 0, 0));
  }

  private static double tenTo(double exponent) {
    double nearest = Math.rint(exponent);
    return Math.abs(exponent - nearest) < 1e-9 ? Double.parseDouble("1e" + (long) nearest) : Math.pow(10, exponent);
  }

  @Override
  public String toString() {
    return text;
  }
}
