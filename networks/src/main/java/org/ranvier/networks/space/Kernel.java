package org.ranvier.networks.space;

import java.util.function.DoubleUnaryOperator;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.ranvier.networks.values.Distribution;
import org.ranvier.simulator.RanvierException;

/**
 * A number as a function of the displacement from a source neuron to a target neuron: a connection probability, or what a weight
 * or a delay is multiplied by.
 *
 * <pre>{@code
 * gaussian(um(150)).times(0.8)                                  // 0.8·exp(-d²/(2·150²)), everywhere
 * gaussian(um(150)).times(0.8).cutoff(um(450))                  // 0 beyond 450 µm, so only those near are looked at
 * gaussian(um(200), um(50)).rotated(30)                         // longer than wide
 * gaussian(um(50)).plus(gaussian(um(150)).times(-0.5)).clip(0, 1)
 * Kernel.of(d -> d < 100 ? 0.1 : 0.02)                          // the user's own, of the distance in µm
 * gaussian(um(150)).times(pA(40))                               // a weight
 * }</pre>
 *
 * <p>A kernel that is nowhere 0 makes every pair be looked at, unless a {@link #cutoff} or a {@link Mask} bounds it. On a periodic
 * sheet a pair has one displacement, the shortest. Where a kernel ends is decided as for masks, and functions of one's own are given
 * lengths from which the rounding is removed.
 */
public sealed interface Kernel extends SpatialFunction
    permits
    KernelShapes.Gaussian, KernelShapes.Ellipsoid, KernelShapes.Exponential, KernelShapes.Power, KernelShapes.Linear,
    KernelShapes.Gabor, KernelShapes.Distance, KernelShapes.Constant, KernelShapes.OfDistance, KernelShapes.OfVector,
    KernelShapes.Sum, KernelShapes.Scaled, KernelShapes.Product, KernelShapes.Clipped, KernelShapes.Cut,
    KernelShapes.Turned {
  /** Computes the values of a batch; {@code values} has at least as many places. */
  void evaluate(Displacements displacements, double[] values);

  /**
   * Bounds of the values at the distances {@code fromUm … toUm}. The tighter they are, the fewer pairs have to be evaluated; where
   * they are not known the values of all pairs are computed.
   */
  default ValueRange bounds(double fromUm, double toUm) {
    return ValueRange.ANY;
  }

  /** A distance in µm beyond which all values are 0; may be ∞. */
  default double reachUm() {
    return Double.POSITIVE_INFINITY;
  }

  /** The number of dimensions that this is made for; 0 for any. */
  default int axes() {
    return 0;
  }

  /**
   * Refuses a space for which it is not made.
   *
   * @param where whose kernel it is, for messages
   */
  default void check(String where, Geometry geometry) {
    geometry.requireAxes(where, axes(), this);
  }

  /** {@code exp(-d²/(2·sigma²))}. */
  static Kernel gaussian(Quantity<Length> sigma) {
    return new KernelShapes.Gaussian(Lengths.positive(sigma, "sigma of a Gaussian"));
  }

  /** {@code exp(-dx²/(2·sigmaX²) - dy²/(2·sigmaY²))}, in two dimensions. */
  static Kernel gaussian(Quantity<Length> sigmaX, Quantity<Length> sigmaY) {
    return new KernelShapes.Ellipsoid(
        2, Lengths.positive(sigmaX, "sigma of a Gaussian"), Lengths.positive(sigmaY, "sigma of a Gaussian"), Double.POSITIVE_INFINITY);
  }

  /** {@code exp(-dx²/(2·sigmaX²) - dy²/(2·sigmaY²) - dz²/(2·sigmaZ²))}, in three dimensions. */
  static Kernel gaussian(Quantity<Length> sigmaX, Quantity<Length> sigmaY, Quantity<Length> sigmaZ) {
    return new KernelShapes.Ellipsoid(
        3, Lengths.positive(sigmaX, "sigma of a Gaussian"), Lengths.positive(sigmaY, "sigma of a Gaussian"),
        Lengths.positive(sigmaZ, "sigma of a Gaussian"));
  }

  /** {@code exp(-d/scale)}. */
  static Kernel exponential(Quantity<Length> scale) {
    return new KernelShapes.Exponential(Lengths.positive(scale, "scale of an exponential"));
  }

  /** {@code (1 + d/scale)^-exponent}. */
  static Kernel power(Quantity<Length> scale, double exponent) {
    if (!(exponent > 0)) {
      throw new RanvierException("exponent of a power " + exponent + " must be above 0");
    }
    return new KernelShapes.Power(Lengths.positive(scale, "scale of a power"), exponent);
  }

  /** {@code 1 - d/range} up to the range, and 0 beyond. */
  static Kernel linear(Quantity<Length> range) {
    return new KernelShapes.Linear(Lengths.positive(range, "range of a linear kernel"));
  }

  /**
   * The Gabor function {@code exp(-(dx² + aspect²·(dy² + dz²))/(2·sigma²))·cos(2π·dx/wavelength + phase)} (Daugman 1985,
   * doi:10.1364/JOSAA.2.001160). Its waves run along x; turn it with {@link #rotated}.
   *
   * @param phase in radians
   */
  static Kernel gabor(Quantity<Length> sigma, Quantity<Length> wavelength, double aspect, double phase) {
    if (!(aspect > 0 && Double.isFinite(aspect) && Double.isFinite(phase))) {
      throw new RanvierException("Gabor function: aspect " + aspect + " must be above 0 and phase " + phase + " finite");
    }
    return new KernelShapes.Gabor(
        Lengths.positive(sigma, "sigma of a Gabor function"), Lengths.positive(wavelength, "wavelength of a Gabor function"), aspect, phase);
  }

  /** {@code d/unit}: the distance. */
  static Kernel distance(Quantity<Length> unit) {
    return new KernelShapes.Distance(Lengths.positive(unit, "unit of distance"));
  }

  /** The same number everywhere. */
  static Kernel constant(double value) {
    return new KernelShapes.Constant(value);
  }

  /** A function of the distance in µm. */
  static Kernel of(DoubleUnaryOperator ofDistanceUm) {
    return new KernelShapes.OfDistance(ofDistanceUm);
  }

  /** A function of the displacement in µm, from the source to the target. */
  static Kernel ofDisplacement(OfDisplacement function) {
    return new KernelShapes.OfVector(function);
  }

  /** A function of a displacement. */
  @FunctionalInterface
  interface OfDisplacement {
    /** In µm; 0 along axes that the space does not have. */
    double at(double dx, double dy, double dz);
  }

  default Kernel times(double factor) {
    return new KernelShapes.Scaled(this, factor);
  }

  default Kernel times(Kernel kernel) {
    return new KernelShapes.Product(this, kernel);
  }

  /** A quantity that varies as this kernel does, for a weight or a delay. */
  default <Q extends Quantity<Q>> Profile<Q> times(Quantity<Q> quantity) {
    return times(Distribution.constant(quantity));
  }

  /** A random quantity times this kernel, drawn for each synapse. */
  default <Q extends Quantity<Q>> Profile<Q> times(Distribution<Q> quantity) {
    return Profile.of(this, quantity);
  }

  default Kernel plus(Kernel kernel) {
    return new KernelShapes.Sum(this, kernel);
  }

  default Kernel plus(double value) {
    return plus(constant(value));
  }

  /** Moves values outside the bounds to the nearest one. */
  default Kernel clip(double low, double high) {
    if (!(low <= high)) {
      throw new RanvierException("bounds " + low + " and " + high + " of a kernel: the first must not exceed the second");
    }
    return new KernelShapes.Clipped(this, low, high);
  }

  /** 0 beyond a distance, which spares looking at pairs that are farther apart. */
  default Kernel cutoff(Quantity<Length> distance) {
    return new KernelShapes.Cut(this, Lengths.positive(distance, "cutoff of a kernel"));
  }

  /** Turned anticlockwise in the x-y plane. */
  default Kernel rotated(double degrees) {
    return new KernelShapes.Turned(this, degrees);
  }
}
