package org.ranvier.networks.values;

import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.quantity.Dimensionless;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * A value that may differ from synapse to synapse or from neuron to neuron: a constant, a random variable, or a list.
 *
 * <pre>{@code
 * normal(mV(-58), mV(10))
 * normal(ms(1.5), ms(0.75)).redraw(ms(0.1), ms(10))    // drawn anew until within the bounds
 * uniform(pA(0), pA(100)).clip(pA(10), pA(90))         // moved to the nearest bound
 * each(Units::mV, values)                              // one for each
 * }</pre>
 *
 * @param <Q> what kind of quantity it is
 */
public final class Distribution<Q extends Quantity<Q>> implements SynapticValue<Q> {
  /** How a value outside the bounds is brought inside. */
  private enum Bounds {
    NONE,
    CLIP,
    REDRAW
  }

  private enum Kind {
    CONSTANT,
    NORMAL,
    LOGNORMAL,
    UNIFORM,
    EXPONENTIAL,
    LIST
  }

  private final Kind kind;
  private final Quantity<Q> a;
  private final Quantity<?> b;
  private final double @Nullable [] list; // in the unit of a
  private final Bounds bounds;
  private final @Nullable Quantity<Q> low;
  private final @Nullable Quantity<Q> high;

  private Distribution(
      Kind kind, Quantity<Q> a, Quantity<?> b, double @Nullable [] list, Bounds bounds, @Nullable Quantity<Q> low, @Nullable Quantity<Q> high) {
    this.kind = kind;
    this.a = a;
    this.b = b;
    this.list = list;
    this.bounds = bounds;
    this.low = low;
    this.high = high;
  }

  private static <Q extends Quantity<Q>> Distribution<Q> plain(Kind kind, Quantity<Q> a, Quantity<?> b) {
    return new Distribution<>(kind, a, b, null, Bounds.NONE, null, null);
  }

  /** The same value for all. */
  public static <Q extends Quantity<Q>> Distribution<Q> constant(Quantity<Q> value) {
    return plain(Kind.CONSTANT, value, value);
  }

  /** Normal with this mean and standard deviation. */
  public static <Q extends Quantity<Q>> Distribution<Q> normal(Quantity<Q> mean, Quantity<Q> sd) {
    notNegative("standard deviation of a normal distribution", sd);
    return plain(Kind.NORMAL, mean, sd);
  }

  /** {@code median · e^(sigma·N(0,1))}; its mean is {@code median · e^(sigma²/2)}. */
  public static <Q extends Quantity<Q>> Distribution<Q> lognormal(Quantity<Q> median, double sigma) {
    if (!(median.getValue().doubleValue() > 0)) {
      throw new RanvierException("median of a lognormal distribution " + Units.text(median) + " must be above 0");
    }
    notNegative("sigma of a lognormal distribution", Units.number(sigma));
    return plain(Kind.LOGNORMAL, median, Units.number(sigma));
  }

  /** Uniform between two values. */
  public static <Q extends Quantity<Q>> Distribution<Q> uniform(Quantity<Q> from, Quantity<Q> to) {
    if (Units.in(from.getUnit(), to, "upper end of a uniform distribution") < from.getValue().doubleValue()) {
      throw new RanvierException("uniform distribution from " + Units.text(from) + " to " + Units.text(to) + ": the first must not exceed the second");
    }
    return plain(Kind.UNIFORM, from, to);
  }

  /** Exponential with this mean, from 0 on. */
  public static <Q extends Quantity<Q>> Distribution<Q> exponential(Quantity<Q> mean) {
    return plain(Kind.EXPONENTIAL, mean, mean);
  }

  /** One value for each neuron of a population, or each synapse of an explicit list. */
  public static <Q extends Quantity<Q>> Distribution<Q> each(DoubleFunction<Quantity<Q>> unit, double... values) {
    return new Distribution<>(Kind.LIST, unit.apply(0), unit.apply(0), values.clone(), Bounds.NONE, null, null);
  }

  /** One number for each neuron of a population, or each synapse of an explicit list. */
  public static Distribution<Dimensionless> each(double... values) {
    return each(Units::number, values);
  }

  /** The same variable, drawn anew until it lies between the bounds. */
  public Distribution<Q> redraw(Quantity<Q> low, Quantity<Q> high) {
    return bounded(Bounds.REDRAW, low, high);
  }

  /** The same variable, moved to the nearest bound where it lies outside. */
  public Distribution<Q> clip(Quantity<Q> low, Quantity<Q> high) {
    return bounded(Bounds.CLIP, low, high);
  }

  private Distribution<Q> bounded(Bounds how, Quantity<Q> low, Quantity<Q> high) {
    if (!(Units.in(low.getUnit(), high, "upper bound") >= low.getValue().doubleValue())) {
      throw new RanvierException("bounds " + Units.text(low) + " and " + Units.text(high) + ": the first must not exceed the second");
    }
    return new Distribution<>(kind, a, b, list, how, low, high);
  }

  public boolean isConstant() {
    return kind == Kind.CONSTANT;
  }

  /** The listed values, in the unit, or null where this is no list. */
  public double @Nullable [] listed(Unit<?> unit, String what) {
    if (list == null) {
      return null;
    }
    double factor = Units.in(unit, a.getUnit().equals(unit) ? a : one(), what);
    double[] values = list.clone();
    if (!a.getUnit().equals(unit)) {
      for (int k = 0; k < values.length; k++) {
        values[k] *= factor;
      }
    }
    return values;
  }

  private Quantity<Q> one() {
    return tech.units.indriya.quantity.Quantities.getQuantity(1, a.getUnit());
  }

  /**
   * The variable as raw numbers in a unit.
   *
   * @param what names it in messages
   */
  @Override
  public Sampler in(Unit<?> unit, String what) {
    double[] listed = listed(unit, what);
    if (listed != null) {
      return Sampler.Listed.of(listed);
    }
    double x = Units.in(unit, a, what);
    double lo = low == null ? Double.NEGATIVE_INFINITY : Units.in(unit, low, what);
    double hi = high == null ? Double.POSITIVE_INFINITY : Units.in(unit, high, what);
    boolean redraw = bounds == Bounds.REDRAW;
    double min = redraw ? lo : Double.NEGATIVE_INFINITY;
    double max = redraw ? hi : Double.POSITIVE_INFINITY;
    Sampler sampler =
        switch (kind) {
          case CONSTANT, LIST -> new Sampler.Constant(x);
          case NORMAL -> normal(x, Units.in(unit, b, what), min, max, what);
          case LOGNORMAL -> new Sampler.Lognormal(Math.log(x), b.getValue().doubleValue(), Math.max(0, min), max);
          case UNIFORM -> uniform(Math.max(x, min), Math.min(Units.in(unit, b, what), max), what);
          case EXPONENTIAL -> exponential(x, min, max, what);
        };
    return bounds == Bounds.CLIP ? new Sampler.Clipped(sampler, lo, hi) : sampler;
  }

  private static Sampler normal(double mean, double sd, double min, double max, String what) {
    if (sd == 0 && mean >= min && mean <= max) {
      return new Sampler.Constant(mean);
    }
    // Beyond 6 standard deviations redrawing would take for ever.
    if (min > mean + 6 * sd || max < mean - 6 * sd) {
      throw outOfReach(what);
    }
    return new Sampler.Normal(mean, sd, min, max);
  }

  private static Sampler uniform(double from, double to, String what) {
    if (from > to) {
      throw outOfReach(what);
    }
    return from == to ? new Sampler.Constant(from) : new Sampler.Uniform(from, to);
  }

  private static Sampler exponential(double mean, double min, double max, String what) {
    if (!(mean > 0)) {
      throw new RanvierException(what + ": the mean of an exponential distribution must be above 0, not " + mean);
    }
    if (max < 0 || min > 12 * mean) {
      throw outOfReach(what);
    }
    return new Sampler.Exponential(0, mean, Math.max(0, min), max);
  }

  private static RanvierException outOfReach(String what) {
    return new RanvierException(what + ": the distribution hardly ever lies within its bounds; widen the bounds or move the distribution");
  }

  private static void notNegative(String what, Quantity<?> value) {
    if (!(value.getValue().doubleValue() >= 0)) {
      throw new RanvierException(what + " " + Units.text(value) + " must be 0 or above");
    }
  }

  @Override
  public String toString() {
    String text =
        switch (kind) {
          case CONSTANT -> Units.text(a);
          case NORMAL -> "normal(" + Units.text(a) + ", " + Units.text(b) + ")";
          case LOGNORMAL -> "lognormal(" + Units.text(a) + ", " + Units.text(b) + ")";
          case UNIFORM -> "uniform(" + Units.text(a) + ", " + Units.text(b) + ")";
          case EXPONENTIAL -> "exponential(" + Units.text(a) + ")";
          case LIST -> (list == null ? 0 : list.length) + " values in " + Units.name(a.getUnit());
        };
    return low == null || high == null
        ? text
        : text + (bounds == Bounds.CLIP ? " clipped to " : " redrawn within ") + Units.text(low) + " … " + Units.text(high);
  }
}
