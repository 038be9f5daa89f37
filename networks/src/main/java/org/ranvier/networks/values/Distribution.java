package org.ranvier.networks.values;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.quantity.Dimensionless;
import org.apache.commons.math3.distribution.AbstractRealDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import tech.units.indriya.quantity.Quantities;

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
  /** Where fewer draws than this lie within the bounds, drawing anew would go on for ever. */
  private static final double LEAST_WITHIN_BOUNDS = 1e-3;

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

  /**
   * A distribution as data.
   *
   * @param kind {@code constant}, {@code normal}, {@code lognormal}, {@code uniform}, {@code exponential} or {@code each}
   * @param arguments of the factory of that name; of {@code each} the unit of the values, as 0 of it
   * @param values of {@code each}
   * @param bounding empty, {@code redraw} or {@code clip}
   * @param bounds the lower and the upper one, if there are bounds
   */
  public record Data(String kind, List<Quantity<?>> arguments, double[] values, String bounding, List<Quantity<?>> bounds) {}

  private Distribution(
      Kind kind, Quantity<Q> a, Quantity<?> b, double @Nullable [] list, Bounds bounds, @Nullable Quantity<Q> low,
      @Nullable Quantity<Q> high) {
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

  /** The distribution as data. */
  public Data data() {
    List<Quantity<?>> arguments = kind == Kind.CONSTANT || kind == Kind.EXPONENTIAL || kind == Kind.LIST ? List.of(a) : List.of(a, b);
    return new Data(
        kind == Kind.LIST ? "each" : kind.name().toLowerCase(Locale.ROOT), arguments, list == null ? new double[0] : list.clone(),
        bounds == Bounds.NONE ? "" : bounds.name().toLowerCase(Locale.ROOT), low == null || high == null ? List.of() : List.of(low, high));
  }

  /**
   * The distribution of data.
   *
   * @throws RanvierException where they do not fit together
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // dimensions are checked where the distribution is used
  public static Distribution<?> of(Data data) {
    List<Quantity<?>> q = data.arguments();
    if (!List.of("constant", "normal", "lognormal", "uniform", "exponential", "each").contains(data.kind())) {
      throw new RanvierException("there is no distribution '" + data.kind() + "'; there are normal, lognormal, uniform, exponential and each");
    }
    int needed = List.of("normal", "lognormal", "uniform").contains(data.kind()) ? 2 : 1;
    if (q.size() != needed || !data.bounding().isEmpty() && data.bounds().size() != 2) {
      throw new RanvierException(
          data.kind() + " takes " + needed + (needed == 1 ? " quantity" : " quantities") + (data.bounding().isEmpty() ? "" : " and " + data.bounding() + " two")
              + ", not " + q.size() + (data.bounding().isEmpty() ? "" : " and " + data.bounds().size()));
    }
    Quantity first = q.getFirst();
    Distribution plain =
        switch (data.kind()) {
          case "constant" -> constant(first);
          case "normal" -> normal(first, (Quantity) q.get(1));
          case "lognormal" -> lognormal(first, Units.in(Units.unit("1"), q.get(1), "sigma of a lognormal distribution"));
          case "uniform" -> uniform(first, (Quantity) q.get(1));
          case "exponential" -> exponential(first);
          case "each" -> each(x -> Quantities.getQuantity(x, first.getUnit()), data.values());
          default -> throw new IllegalStateException(data.kind());
        };
    return switch (data.bounding()) {
      case "" -> plain;
      case "redraw" -> plain.redraw((Quantity) data.bounds().get(0), (Quantity) data.bounds().get(1));
      case "clip" -> plain.clip((Quantity) data.bounds().get(0), (Quantity) data.bounds().get(1));
      default -> throw new RanvierException("bounds are of redraw or clip, not of '" + data.bounding() + "'");
    };
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
      throw new RanvierException(
          "uniform distribution from " + Units.text(from) + " to " + Units.text(to) + ": the first must not exceed the second");
    }
    return plain(Kind.UNIFORM, from, to);
  }

  /** Exponential with this mean, from 0 on. */
  public static <Q extends Quantity<Q>> Distribution<Q> exponential(Quantity<Q> mean) {
    if (!(mean.getValue().doubleValue() > 0)) {
      throw new RanvierException("mean of an exponential distribution " + Units.text(mean) + " must be above 0");
    }
    return plain(Kind.EXPONENTIAL, mean, mean);
  }

  /** One value for each neuron of a population, or each synapse of an explicit list. */
  public static <Q extends Quantity<Q>> Distribution<Q> each(DoubleFunction<Quantity<Q>> unit, double... values) {
    for (double x : values) {
      Units.requireFinite(x);
    }
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
    if (kind == Kind.CONSTANT || kind == Kind.LIST) {
      throw new RanvierException(this + ": only what is drawn has bounds; leave them out, or choose values within them");
    }
    if (bounds != Bounds.NONE) {
      throw new RanvierException(this + " has bounds already; give them once");
    }
    if (!(Units.in(low.getUnit(), high, "upper bound") >= low.getValue().doubleValue())) {
      throw new RanvierException(
          "bounds " + Units.text(low) + " and " + Units.text(high) + ": the first must not exceed the second");
    }
    return new Distribution<>(kind, a, b, list, how, low, high);
  }

  /**
   * The variable as raw numbers in a unit.
   *
   * @param what names it in messages
   * @throws RanvierException if the dimension is another, or the variable hardly ever is within its bounds
   */
  @Override
  public Sampler in(Unit<?> unit, String what) {
    if (list != null) {
      return Sampler.Listed.of(listed(list, unit, what));
    }
    double x = Units.in(unit, a, what);
    double low = this.low == null ? Double.NEGATIVE_INFINITY : Units.in(unit, this.low, what);
    double high = this.high == null ? Double.POSITIVE_INFINITY : Units.in(unit, this.high, what);
    if (bounds == Bounds.CLIP) {
      return new Sampler.Clipped(drawn(x, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, what), low, high);
    }
    return drawn(x, unit, low, high, what);
  }

  private double[] listed(double[] values, Unit<?> unit, String what) {
    if (a.getUnit().equals(unit)) {
      return values.clone();
    }
    return Arrays.stream(values).map(x -> Units.in(unit, Quantities.getQuantity(x, a.getUnit()), what)).toArray();
  }

  private Sampler drawn(double x, Unit<?> unit, double low, double high, String what) {
    return switch (kind) {
      case CONSTANT, LIST -> new Sampler.Constant(x);
      case UNIFORM -> uniform(Math.max(x, low), Math.min(Units.in(unit, b, what), high), what);
      case NORMAL -> {
        double sd = Units.in(unit, b, what);
        if (sd == 0) {
          yield uniform(Math.max(x, low), Math.min(x, high), what);
        }
        check(new NormalDistribution(null, x, sd), low, high, what);
        yield new Sampler.Normal(x, sd, low, high);
      }
      case LOGNORMAL -> {
        double sigma = b.getValue().doubleValue();
        if (sigma == 0) {
          yield uniform(Math.max(x, low), Math.min(x, high), what);
        }
        check(new LogNormalDistribution(null, Math.log(x), sigma), low, high, what);
        yield new Sampler.Lognormal(Math.log(x), sigma, Math.max(0, low), high);
      }
      case EXPONENTIAL -> {
        check(new ExponentialDistribution(null, x), low, high, what);
        yield new Sampler.Exponential(x, Math.max(0, low), high);
      }
    };
  }

  private Sampler uniform(double from, double to, String what) {
    if (from > to) {
      throw outOfReach(what);
    }
    return from == to ? new Sampler.Constant(from) : new Sampler.Uniform(from, to);
  }

  private void check(AbstractRealDistribution distribution, double low, double high, String what) {
    if (distribution.probability(low, high) < LEAST_WITHIN_BOUNDS) {
      throw outOfReach(what);
    }
  }

  private RanvierException outOfReach(String what) {
    return new RanvierException(
        what + ": " + this + ": fewer than 1 in 1000 draws lie within the bounds; widen them or move the distribution");
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
          case LIST -> list == null ? "" : list.length + " values in " + Units.name(a.getUnit()) + " (#"
              + Integer.toHexString(Arrays.hashCode(list)) + ")";
        };
    return low == null || high == null
        ? text
        : text + (bounds == Bounds.CLIP ? " clipped to " : " redrawn within ") + Units.text(low) + " … " + Units.text(high);
  }
}
