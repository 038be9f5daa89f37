package org.ranvier.networks.space;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.quantity.Speed;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

/**
 * A weight or a delay as a function of the displacement from the source to the target: {@code kernel(displacement)·factor +
 * offsets}, where the factor and the offsets may be random.
 *
 * <pre>{@code
 * .weight(gaussian(um(150)).times(pA(40)))
 * .weight(gaussian(um(150)).times(normal(pA(40), pA(4)).redraw(pA(0), pA(80))))
 * .delay(conduction(ms(0.5), metresPerSecond(0.3)))                                // 0.5 ms + distance / velocity
 * .delay(conduction(ms(0.5), metresPerSecond(0.3)).plus(uniform(ms(0), ms(0.4))))  // with a random part
 * .delay(Kernel.of(d -> 1 + Math.sqrt(d) / 20).times(ms(1)).clip(ms(0.1), ms(5)))  // own functions have no bounds of theirs
 * }</pre>
 *
 * <p>Delays are rounded to the grid. They must be at least a step for all distances that can occur.
 *
 * @param <Q> what kind of quantity it is
 */
public final class Profile<Q extends Quantity<Q>> implements SpatialFunction, SynapticValue<Q> {
  private final Kernel kernel;
  private final Distribution<Q> factor;
  private final List<Distribution<Q>> offsets;
  private final @Nullable Quantity<Q> low;
  private final @Nullable Quantity<Q> high;

  private Profile(
      Kernel kernel, Distribution<Q> factor, List<Distribution<Q>> offsets, @Nullable Quantity<Q> low, @Nullable Quantity<Q> high) {
    this.kernel = kernel;
    this.factor = factor;
    this.offsets = offsets;
    this.low = low;
    this.high = high;
  }

  static <Q extends Quantity<Q>> Profile<Q> of(Kernel kernel, Distribution<Q> factor) {
    return new Profile<>(kernel, factor, List.of(), null, null);
  }

  /** The delay of conduction along a straight axon: {@code offset + distance / velocity}. */
  public static Profile<Time> conduction(Quantity<Time> offset, Quantity<Speed> velocity) {
    double umPerMs = 1000 * Units.in(tech.units.indriya.unit.Units.METRE_PER_SECOND, velocity, "velocity");
    if (!(umPerMs > 0)) {
      throw new RanvierException("velocity " + Units.text(velocity) + " must be above 0");
    }
    return Kernel.distance(Units.um(umPerMs)).times(Units.ms(1)).plus(offset);
  }

  /** With a constant added. */
  public Profile<Q> plus(Quantity<Q> offset) {
    return plus(Distribution.constant(offset));
  }

  /** With a random part added, drawn for each synapse. */
  public Profile<Q> plus(Distribution<Q> offset) {
    return new Profile<>(kernel, factor, Stream.concat(offsets.stream(), Stream.of(offset)).toList(), low, high);
  }

  /** Moves values outside the bounds to the nearest one. */
  public Profile<Q> clip(Quantity<Q> low, Quantity<Q> high) {
    if (!(Units.in(low.getUnit(), high, "upper bound") >= low.getValue().doubleValue())) {
      throw new RanvierException("bounds " + Units.text(low) + " and " + Units.text(high) + ": the first must not exceed the second");
    }
    return new Profile<>(kernel, factor, offsets, low, high);
  }

  @Override
  public Values in(Unit<?> unit, String what) {
    return new Values(
        what, kernel, sampler(factor, unit, what), offsets.stream().map(o -> sampler(o, unit, what)).toList(),
        low == null ? Double.NEGATIVE_INFINITY : Units.in(unit, low, what),
        high == null ? Double.POSITIVE_INFINITY : Units.in(unit, high, what));
  }

  private Sampler sampler(Distribution<Q> distribution, Unit<?> unit, String what) {
    Sampler sampler = distribution.in(unit, what);
    if (sampler instanceof Sampler.Listed) {
      throw new RanvierException(what + ": a list of values cannot be combined with a function of distance; list the values wanted");
    }
    return sampler;
  }

  @Override
  public String toString() {
    return kernel + " × " + factor + offsets.stream().map(o -> " + " + o).collect(Collectors.joining())
        + (low == null || high == null ? "" : " clipped to " + Units.text(low) + " … " + Units.text(high));
  }

  /** Values of a profile, as raw numbers: they need to know between which neurons. */
  public static final class Values implements Sampler {
    private final String what;
    private final Kernel kernel;
    private final Sampler factor;
    private final List<Sampler> offsets;
    private final double low;
    private final double high;
    private final @Nullable Geometry geometry;
    private final ValueRange bounds;

    Values(String what, Kernel kernel, Sampler factor, List<Sampler> offsets, double low, double high) {
      this(what, kernel, factor, offsets, low, high, null, Double.POSITIVE_INFINITY);
    }

    private Values(
        String what, Kernel kernel, Sampler factor, List<Sampler> offsets, double low, double high,
        @Nullable Geometry geometry, double maxDistanceUm) {
      this.what = what;
      this.kernel = kernel;
      this.factor = factor;
      this.offsets = offsets;
      this.low = low;
      this.high = high;
      this.geometry = geometry;
      ValueRange sum = kernel.bounds(0, maxDistanceUm).times(new ValueRange(factor.min(), factor.max()));
      for (Sampler offset : offsets) {
        sum = sum.plus(new ValueRange(offset.min(), offset.max()));
      }
      bounds = sum.clip(low, high);
    }

    /**
     * The same for the synapses between two populations.
     *
     * @param maxDistanceUm no synapse is longer
     */
    public Values between(Geometry geometry, double maxDistanceUm) {
      kernel.check(what, geometry);
      return new Values(what, kernel, factor, offsets, low, high, geometry, Math.min(maxDistanceUm + geometry.toleranceUm(), geometry.maxDistanceUm()));
    }

    /**
     * Computes and draws the values of the synapses {@code from … to - 1}; a target below 0 is one that is passed over, for which
     * there are draws all the same.
     *
     * @param scratch overwritten
     */
    public void fill(RandomStream random, int[] sources, int[] targets, int from, int to, double[] out, Displacements scratch) {
      Geometry space = geometry;
      if (space == null) {
        throw new IllegalStateException(what + ": no positions");
      }
      double[] kernels = new double[Displacements.CAPACITY];
      for (int first = from; first < to; first += Displacements.CAPACITY) {
        int end = Math.min(to, first + Displacements.CAPACITY);
        space.fill(scratch, sources, targets, first, end);
        kernel.evaluate(scratch, kernels);
        combine(random, kernels, out, first, end);
        for (int k = first; k < end; k++) {
          if (!Double.isFinite(out[k]) && targets[k] >= 0) {
            throw new RanvierException(
                what + " is " + out[k] + " " + space.describe(scratch, k - first, targets[k]) + "; it must be a finite number");
          }
        }
      }
    }

    /** Factor and offsets are drawn synapse by synapse, so that the draws do not depend on where a batch ends. */
    private void combine(RandomStream random, double[] kernels, double[] out, int first, int end) {
      for (int k = first; k < end; k++) {
        double value = kernels[k - first] * factor.draw(random);
        for (int j = 0; j < offsets.size(); j++) {
          value += offsets.get(j).draw(random);
        }
        out[k] = Math.min(high, Math.max(low, value)); // NaN stays NaN
      }
    }

    @Override
    public double draw(RandomStream random) {
      throw new UnsupportedOperationException("a function of distance is not drawn without a distance");
    }

    @Override
    public double min() {
      return bounds.low();
    }

    @Override
    public double max() {
      return bounds.high();
    }

    @Override
    public double spread() {
      return bounds.high() - bounds.low();
    }
  }
}
