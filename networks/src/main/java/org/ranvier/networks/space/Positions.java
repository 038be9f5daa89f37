package org.ranvier.networks.space;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/**
 * Where the neurons of a population are, on a line, a sheet or in a volume. Coordinates are in µm.
 *
 * <p>An axis may be periodic: what leaves at one end of it comes in at the other, and the distance of two neurons is the shorter
 * one of the two. One periodic axis makes a ring or a tube, two a torus.
 */
public final class Positions {
  private final double[][] um; // by axis, then by neuron
  private final double[] low;
  private final double[] high;
  private final double[] extent; // which the difference of the ends is but for rounding
  private final boolean[] periodic;

  /**
   * @param where whose positions they are, for messages
   * @param um coordinates by axis, then by neuron; not copied
   */
  Positions(String where, double[][] um, double[] low, double[] high, double[] extent, boolean[] periodic) {
    this(um, low, high, extent, periodic);
    for (int a = 0; a < um.length; a++) {
      for (int k = 0; k < um[a].length; k++) {
        if (!(um[a][k] >= low[a] && um[a][k] <= high[a])) {
          throw new RanvierException(
              where + ": neuron " + k + " at " + Lengths.text(at(k)) + " lies outside of the sheet, which is " + Lengths.text(low[a])
                  + " … " + Lengths.text(high[a]) + " along " + Lengths.AXES.get(a) + "; move it, or give a larger .extent(…)");
        }
      }
    }
  }

  private Positions(double[][] um, double[] low, double[] high, double[] extent, boolean[] periodic) {
    this.um = um;
    this.low = low;
    this.high = high;
    this.extent = extent;
    this.periodic = periodic;
  }

  /** Number of neurons. */
  public int size() {
    return um[0].length;
  }

  /** 1, 2 or 3. */
  public int dimensions() {
    return um.length;
  }

  /** The coordinate of a neuron along an axis (0 for x, 1 for y, 2 for z), in µm. */
  public double um(int neuron, int axis) {
    return um[axis][neuron];
  }

  /** The coordinates of a neuron, in µm. */
  public List<Double> at(int neuron) {
    return Arrays.stream(um).map(axis -> axis[neuron]).toList();
  }

  /** Where the sheet begins along an axis, in µm. */
  public double lowUm(int axis) {
    return low[axis];
  }

  /** Where the sheet ends along an axis, in µm. */
  public double highUm(int axis) {
    return high[axis];
  }

  public double extentUm(int axis) {
    return extent[axis];
  }

  public boolean isPeriodic(int axis) {
    return periodic[axis];
  }

  /** Coordinates of all neurons along an axis, in µm. */
  public double[] axis(int axis) {
    return um[axis].clone();
  }

  /** Others in the same space. */
  Positions of(double[][] coordinates) {
    return new Positions(coordinates, low, high, extent, periodic);
  }

  /** Not a copy. */
  double[] raw(int axis) {
    return um[axis];
  }
}
