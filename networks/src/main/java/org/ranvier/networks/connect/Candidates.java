package org.ranvier.networks.connect;

import java.util.Arrays;
import org.ranvier.networks.space.Box;
import org.ranvier.networks.space.Displacements;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.space.Kernel;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.space.Neighbours;
import org.ranvier.simulator.RanvierException;

/** The sources that a kernel and a mask leave to a target. Serves all threads. */
final class Candidates {
  private static final int RINGS = 512;

  private final String what;
  private final Geometry geometry;
  private final Kernel kernel;
  private final Mask mask;
  private final boolean skipSelf;
  private final Neighbours neighbours;
  private final int population; // no source has this index or a higher one
  private final double most; // largest value that is allowed
  private final double[] bound = new double[RINGS + 1]; // of the kernel's values, by distance; ∞ where each has to be seen
  private final double ringsPerUm;

  /**
   * @param what names the kernel's value in messages
   * @param most largest value that is allowed
   */
  Candidates(
      String where, String what, Geometry geometry, Kernel kernel, Mask mask, NeuronSet sources, boolean skipSelf, double most) {
    kernel.check(where, geometry);
    mask.check(where, geometry);
    this.what = where + ": " + what;
    this.geometry = geometry;
    this.kernel = kernel;
    this.mask = mask;
    this.skipSelf = skipSelf;
    this.most = most;
    population = sources.size() == 0 ? 0 : sources.get(sources.size() - 1) + 1;
    neighbours = new Neighbours(geometry, sources.toArray(), Box.around(kernel.reachUm()).and(mask.box()));
    double farthest = Math.min(kernel.reachUm(), Math.min(mask.box().radiusUm(geometry.dimensions()), geometry.maxDistanceUm()));
    ringsPerUm = RINGS / farthest;
    for (int r = 0; r <= RINGS; r++) {
      double slack = 1e-6 / ringsPerUm + 2 * geometry.toleranceUm(); // whatever the rounding of a distance
      double from = Math.max(0, r / ringsPerUm - slack);
      var bounds = kernel.bounds(from, r == RINGS ? geometry.maxDistanceUm() : (r + 1) / ringsPerUm + slack);
      bound[r] = bounds.low() >= 0 && bounds.high() <= most ? bounds.high() * (1 + 1e-9) : Double.POSITIVE_INFINITY;
    }
  }

  int population() {
    return population;
  }

  Geometry geometry() {
    return geometry;
  }

  /** Decides about the candidates of a batch whose kernel values are known. */
  @FunctionalInterface
  interface Visitor {
    void visit(Displacements candidates, double[] values);
  }

  /** A number of a pair with which its kernel value will be compared: pairs with a value that is not above it do not matter. */
  @FunctionalInterface
  interface Thresholds {
    void fill(Displacements pairs, int target, double[] thresholds);
  }

  /** One thread's arrays. */
  final class Search {
    private final Displacements batch = new Displacements();
    private final boolean[] in = new boolean[Displacements.CAPACITY];
    private final int[] keep = new int[Displacements.CAPACITY];
    private final double[] values = new double[Displacements.CAPACITY];

    /** The threshold of each candidate that a visitor sees. */
    final double[] thresholds = new double[Displacements.CAPACITY];

    /** Shows the candidates of a target, each once, in an order of no meaning. */
    void forEach(int target, Thresholds threshold, Visitor visitor) {
      neighbours.forEach(
          target,
          batch,
          d -> {
            threshold.fill(d, target, thresholds);
            select(d, target);
            kernel.evaluate(d, values);
            check(d, target);
            visitor.visit(d, values);
          });
    }

    private void select(Displacements d, int target) {
      Arrays.fill(in, 0, d.size, true);
      mask.exclude(d, in);
      int self = skipSelf ? target : -1;
      int kept = 0;
      for (int k = 0; k < d.size; k++) { // without a branch, which could not be foreseen
        keep[kept] = k;
        int ring = Math.min(RINGS, (int) (d.distance[k] * ringsPerUm));
        boolean possible = in[k] & thresholds[k] < bound[ring] & d.source[k] != self;
        kept += possible ? 1 : 0;
      }
      for (int k = 0; k < kept; k++) {
        d.move(keep[k], k);
        thresholds[k] = thresholds[keep[k]];
      }
      d.size = kept;
    }

    private void check(Displacements d, int target) {
      for (int k = 0; k < d.size; k++) {
        if (!(values[k] >= 0 && values[k] <= most)) {
          throw new RanvierException(
              what + " is " + values[k] + " " + geometry.describe(d, k, target) + "; it must be between 0 and "
                  + (most == 1
                      ? "1: scale the kernel with .times(…), or bound it with .clip(0, 1)"
                      : "a finite number: bound the kernel with .clip(…)"));
        }
      }
    }
  }
}
