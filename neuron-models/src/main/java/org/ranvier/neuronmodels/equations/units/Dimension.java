package org.ranvier.neuronmodels.equations.units;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * A physical dimension: a product of powers of length, time, current, voltage, amount of substance and temperature. Voltage
 * stands in the place that mass has in the SI: kg = V·A·s³/m². So the units of electrophysiology have short products: S = A/V,
 * F = A·s/V.
 *
 * <p>Exponents are held in twelfths, so that square, cube and fourth roots are exact: noise has the dimension time^(-1/2).
 */
public final class Dimension {
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

  public Dimension times(Dimension other) {
    int[] sum = twelfths.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += other.twelfths[k];
    }
    return new Dimension(sum);
  }

  public Dimension over(Dimension other) {
    int[] difference = twelfths.clone();
    for (int k = 0; k < difference.length; k++) {
      difference[k] -= other.twelfths[k];
    }
    return new Dimension(difference);
  }

  /** Throws if an exponent of the result is not a multiple of 1/12, or above 100. */
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
    return Unit.usual(this).orElseGet(this::product);
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
}
