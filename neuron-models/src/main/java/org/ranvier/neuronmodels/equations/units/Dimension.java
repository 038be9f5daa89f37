package org.ranvier.neuronmodels.equations.units;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A physical dimension: a product of powers of length, time, current, voltage, amount of substance and temperature. Voltage
 * stands in the place that mass has in the SI: kg = V·A·s³/m². So the units of electrophysiology have short products: S = A/V,
 * F = A·s/V.
 *
 * <p>Exponents are held in twelfths, so that square, cube and fourth roots are exact: noise has the dimension time^(-1/2).
 */
public final class Dimension implements ProductText.Factor<Dimension> {
  /** Twelfths in a whole exponent. */
  public static final int WHOLE = 12;

  private static final int LARGEST = 100; // exponent

  private static final String[] BASES = {"cm", "ms", "pA", "mV", "mol", "K"};

  public static final Dimension NONE = new Dimension(new int[6]);
  public static final Dimension LENGTH = base(0);
  public static final Dimension TIME = base(1);
  public static final Dimension CURRENT = base(2);
  public static final Dimension VOLTAGE = base(3);
  public static final Dimension AMOUNT = base(4);
  public static final Dimension TEMPERATURE = base(5);
  static final Dimension CONDUCTANCE = CURRENT.over(VOLTAGE);
  static final Dimension RESISTANCE = VOLTAGE.over(CURRENT);
  static final Dimension CHARGE = CURRENT.times(TIME);
  static final Dimension CAPACITANCE = CHARGE.over(VOLTAGE);
  static final Dimension ENERGY = VOLTAGE.times(CHARGE);
  static final Dimension POWER = ENERGY.over(TIME);
  static final Dimension CONCENTRATION = AMOUNT.over(LENGTH.power(3));
  /** Of white noise whose integral over time {@code T} has variance {@code T}. */
  public static final Dimension NOISE = TIME.power(-0.5);

  private final int[] twelfths;

  private Dimension(int[] twelfths) {
    this.twelfths = twelfths;
  }

  private static Dimension base(int k) {
    int[] exponents = new int[6];
    exponents[k] = WHOLE;
    return new Dimension(exponents);
  }

  /** Exponents of length, time, current, voltage, amount of substance and temperature, in twelfths. */
  public int[] twelfths() {
    return twelfths.clone();
  }

  @Override
  public Dimension times(Dimension other) {
    int[] sum = twelfths.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += other.twelfths[k];
    }
    return new Dimension(sum);
  }

  @Override
  public Dimension over(Dimension other) {
    int[] difference = twelfths.clone();
    for (int k = 0; k < difference.length; k++) {
      difference[k] -= other.twelfths[k];
    }
    return new Dimension(difference);
  }

  /** Throws if an exponent of the result is not a multiple of 1/12, or above 100. */
  @Override
  public Dimension power(double exponent) {
    int[] scaled = new int[twelfths.length];
    for (int k = 0; k < scaled.length; k++) {
      double exact = twelfths[k] * exponent;
      if (!(Math.abs(exact) <= LARGEST * WHOLE)) {
        throw new ArithmeticException("the exponent " + exponent + " of a unit is too large; exponents of dimensions go up to " + LARGEST);
      }
      if (Math.abs(exact - Math.rint(exact)) > 1e-9) {
        throw new ArithmeticException("no dimension is the power " + exponent + " of " + this);
      }
      scaled[k] = (int) Math.rint(exact);
    }
    return new Dimension(scaled);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** {@code Σ weight·exponent}, over length, time, current, voltage, amount, temperature. */
  double weighted(int... weights) {
    int sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * twelfths[k];
    }
    return sum / (double) WHOLE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimension d && Arrays.equals(twelfths, d.twelfths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(twelfths);
  }

  /** In the units of the field: {@code mV/ms}, {@code nS}, {@code 1/ms}; {@code 1} for a pure number. */
  @Override
  public String toString() {
    String usual = Usual.TEXTS.get(this);
    return usual == null ? product() : usual;
  }

  private String product() {
    var above = new StringJoiner("*");
    var below = new StringJoiner("/");
    for (int k = 0; k < twelfths.length; k++) {
      int e = twelfths[k];
      if (e != 0) {
        double whole = Math.abs(e) / (double) WHOLE;
        String power = whole == 1 ? "" : "^" + (whole == Math.rint(whole) ? Integer.toString((int) whole) : Double.toString(whole));
        (e > 0 ? above : below).add(BASES[k] + power);
      }
    }
    String top = above.length() == 0 ? "1" : above.toString();
    return below.length() == 0 ? top : top + "/" + below;
  }

  /** How the field writes dimensions, where it has a way. */
  private static final class Usual {
    private static final Map<String, Dimension> NAMED =
        Map.ofEntries(
            entry("1", NONE), entry("cm", LENGTH), entry("ms", TIME), entry("mV", VOLTAGE), entry("pA", CURRENT), entry("uA", CURRENT), entry("nS", CONDUCTANCE),
            entry("mS", CONDUCTANCE), entry("GOhm", RESISTANCE), entry("Ohm", RESISTANCE), entry("pF", CAPACITANCE), entry("uF", CAPACITANCE), entry("C", CHARGE),
            entry("J", ENERGY), entry("W", POWER), entry("mol", AMOUNT), entry("mM", CONCENTRATION), entry("K", TEMPERATURE));

    static final Map<Dimension, String> TEXTS =
        Stream.of(
                "mV", "pA", "ms", "nS", "pF", "GOhm", "1", "1/ms", "mV/ms", "pA/ms", "nS/ms", "1/mV", "1/(mV*ms)", "uA/cm^2", "mS/cm^2", "uF/cm^2",
                "mV^2", "cm", "cm^2", "cm^3", "K", "mol", "mM", "mM/ms", "C/mol", "1/pA", "pA/ms^2", "nS/ms^2", "mV/ms^2", "1/ms^2", "pA*ms", "mV*ms",
                "mV/ms^0.5", "1/ms^0.5", "pA/ms^0.5", "J", "W", "J/(mol*K)", "Ohm*cm", "Ohm*cm^2", "mV^2/ms", "ms^2", "pA^2", "1/nS", "1/cm^2")
            .collect(Collectors.toUnmodifiableMap(text -> ProductText.parse(text, Usual::named), text -> text, (first, later) -> first));

    private static Dimension named(String name) {
      return Objects.requireNonNull(NAMED.get(name), name);
    }
  }
}
