package org.ranvier.networks.space;

import org.ranvier.simulator.RanvierException;

/** Two populations in one space, and the displacements of the neurons of one from those of the other. */
public final class Geometry {
  private final Positions source;
  private final Positions target;
  private final double toleranceUm;

  private Geometry(Positions source, Positions target) {
    this.source = source;
    this.target = target;
    double extent = 0;
    double farthest = 0;
    for (Positions p : new Positions[] {source, target}) {
      for (int a = 0; a < p.dimensions(); a++) {
        extent = Math.max(extent, p.extentUm(a));
        farthest = Math.max(farthest, Math.max(Math.abs(p.lowUm(a)), Math.abs(p.highUm(a))));
      }
    }
    // Coordinates of a sheet far from the origin have lost digits that its extent does not tell of.
    toleranceUm = 1e-10 * extent + 8 * Math.ulp(farthest);
  }

  /**
   * @param where the projection's name, for messages
   * @throws RanvierException if the two do not lie in one space
   */
  public static Geometry between(String where, Positions source, Positions target) {
    if (source.dimensions() != target.dimensions()) {
      throw new RanvierException(
          where + ": the sources' positions have " + source.dimensions() + " dimensions and the targets' " + target.dimensions()
              + "; lay both out in the same space");
    }
    for (int a = 0; a < source.dimensions(); a++) {
      double s = source.extentUm(a);
      double t = target.extentUm(a);
      if (source.isPeriodic(a) != target.isPeriodic(a) || (source.isPeriodic(a) && Math.abs(s - t) > 1e-9 * s)) {
        throw new RanvierException(
            where + ": along " + Lengths.AXES.get(a) + " the sources' sheet is " + text(source, a) + " and the targets' "
                + text(target, a) + "; make both periodic over the same length, or neither");
      }
    }
    return new Geometry(source, target);
  }

  private static String text(Positions positions, int axis) {
    return positions.isPeriodic(axis) ? "periodic over " + Lengths.text(positions.extentUm(axis)) : "not periodic";
  }

  public int dimensions() {
    return source.dimensions();
  }

  Positions source() {
    return source;
  }

  Positions target() {
    return target;
  }

  /** Borders of masks and kernels are decided to this length, which is relative to the extent of the space. */
  public double toleranceUm() {
    return toleranceUm;
  }

  /** Length after which an axis repeats, or 0. */
  double period(int axis) {
    return axis < dimensions() && source.isPeriodic(axis) ? source.extentUm(axis) : 0;
  }

  /**
   * Refuses what is made for another number of dimensions.
   *
   * @param axes the number that it is made for; 0 for any
   */
  void requireAxes(String where, int axes, Object function) {
    if (axes != 0 && axes != dimensions()) {
      throw new RanvierException(
          where + ": " + function + " is made for " + axes + " dimension" + (axes == 1 ? "" : "s") + ", but the positions have "
              + dimensions() + "; give it one length for each dimension");
    }
  }

  /** No two neurons can be farther apart. */
  public double maxDistanceUm() {
    double sum = 0;
    for (int a = 0; a < dimensions(); a++) {
      double most =
          period(a) > 0
              ? period(a) / 2
              : Math.max(Math.abs(target.highUm(a) - source.lowUm(a)), Math.abs(source.highUm(a) - target.lowUm(a)));
      sum += most * most;
    }
    return Math.sqrt(sum) * (1 + 1e-12) + toleranceUm;
  }

  /** Names a displacement of a batch, for messages. */
  public String describe(Displacements d, int k, int targetNeuron) {
    return "at distance " + Lengths.text(d.distance[k]) + " (from neuron " + d.source[k] + " at " + Lengths.text(source.at(d.source[k]))
        + " to neuron " + targetNeuron + " at " + Lengths.text(target.at(targetNeuron)) + ")";
  }

  /** The coordinates of a target, for messages. */
  public String describeTarget(int neuron) {
    return "neuron " + neuron + " at " + Lengths.text(target.at(neuron));
  }

  /** Fills a batch with the displacements of the pairs {@code from … to - 1}, at most as many as there is room for. */
  void fill(Displacements d, int[] sources, int[] targets, int from, int to) {
    d.size = to - from;
    d.toleranceUm = toleranceUm;
    System.arraycopy(sources, from, d.source, 0, d.size);
    double[][] out = {d.x, d.y, d.z};
    for (int a = 0; a < dimensions(); a++) {
      double[] s = source.raw(a);
      double[] t = target.raw(a);
      for (int k = from; k < to; k++) {
        out[a][k - from] = t[Math.max(0, targets[k])] - s[sources[k]]; // a target may be one that is passed over
      }
      wrap(out[a], 0, d.size, a);
    }
    d.measure(0, d.size);
  }

  /**
   * Takes the shorter way along a periodic axis. Every displacement is computed by a subtraction and then this. Half of the period is
   * as long either way: it counts as negative, for all pairs alike whatever the rounding.
   */
  void wrap(double[] displacement, int from, int to, int axis) {
    double period = period(axis);
    if (period > 0) {
      for (int k = from; k < to; k++) {
        displacement[k] -= period * Math.floor((displacement[k] + toleranceUm) / period + 0.5);
      }
    }
  }
}
