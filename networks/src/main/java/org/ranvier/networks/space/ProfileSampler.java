package org.ranvier.networks.space;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

/** Values of a {@link Profile}, as raw numbers: they need to know between which neurons. */
public final class ProfileSampler implements Sampler {
  private final String what;
  private final Kernel kernel;
  private final Sampler factor;
  private final List<Sampler> offsets;
  private final double low;
  private final double high;
  private final @Nullable Geometry geometry;
  private final ValueRange bounds;

  ProfileSampler(String what, Kernel kernel, Sampler factor, List<Sampler> offsets, double low, double high) {
    this(what, kernel, factor, offsets, low, high, null, Double.POSITIVE_INFINITY);
  }

  private ProfileSampler(
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
  public ProfileSampler between(Geometry geometry, double maxDistanceUm) {
    geometry.check(what, kernel, Mask.EVERYWHERE);
    return new ProfileSampler(what, kernel, factor, offsets, low, high, geometry, Math.min(maxDistanceUm + geometry.toleranceUm(), geometry.maxDistanceUm()));
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
