package org.ranvier.networks.space;

import java.util.Arrays;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Which displacements from a source neuron to a target neuron are possible at all; or, around a point, which neurons are in a
 * region.
 *
 * <pre>{@code
 * pairwiseBernoulli(0.1).within(disc(um(500)))
 * fixedInDegree(100).within(annulus(um(50), um(300)))
 * pairwiseBernoulli(0.1).within(ellipse(um(400), um(100)).rotated(45).shifted(um(100), um(0)))
 * exc.within(disc(um(200)), um(0), um(0))                        // a view of a population
 * }</pre>
 *
 * <p>Boundaries belong to a mask, whatever the rounding of coordinates: lengths that differ by less than 1e-10 of the extent of the space are
 * taken as equal. A function of one's own is given displacements from which the rounding is removed. Only pairs within the mask's
 * bounding box are looked at.
 */
public sealed interface Mask
    permits
    MaskShapes.Everywhere, MaskShapes.Annulus, MaskShapes.Sides, MaskShapes.Ellipse, MaskShapes.Own, MaskShapes.Both,
    MaskShapes.Shifted, MaskShapes.Turned {
  /** All displacements. */
  Mask EVERYWHERE = new MaskShapes.Everywhere();

  /** Sets to false the places in {@code in} of the displacements outside. */
  void exclude(Displacements displacements, boolean[] in);

  /** A box that holds the mask. */
  Box box();

  /** The number of dimensions that this is made for; 0 for any. */
  default int axes() {
    return 0;
  }

  /**
   * Refuses a space for which it is not made.
   *
   * <p>A mask may not reach beyond half of a periodic sheet: farther away a neuron is nearer by the other way round, so that the
   * mask would be cut off without a word.
   *
   * @param where whose mask it is, for messages
   */
  default void check(String where, Geometry geometry) {
    geometry.requireAxes(where, axes(), this);
    for (int a = 0; a < geometry.dimensions(); a++) {
      double most = Math.max(-box().low(a), box().high(a));
      double period = geometry.period(a);
      if (period > 0 && Double.isFinite(most) && most > period / 2 + geometry.toleranceUm()) {
        throw new RanvierException(
            where + ": mask " + this + " reaches " + Lengths.text(most) + " along " + Lengths.AXES.get(a) + ", more than half"
                + " of the periodic sheet's " + Lengths.text(period) + "; use at most " + Lengths.text(period / 2) + ", or a larger sheet");
      }
    }
  }

  /**
   * The neurons that are inside, in ascending order.
   *
   * @param where whose positions they are, for messages
   * @param around where the mask is placed; the origin if empty
   * @throws RanvierException if there are none
   */
  default int[] inside(String where, Positions positions, Quantity<Length>[] around) {
    if (around.length != 0 && around.length != positions.dimensions()) {
      throw new RanvierException(
          where + ": the middle of a region needs " + positions.dimensions() + " coordinates, one for each dimension of the positions, not "
              + around.length);
    }
    double[][] middle = new double[positions.dimensions()][1];
    for (int a = 0; a < around.length; a++) {
      middle[a][0] = Lengths.um(around[a], where + ": middle of a region");
    }
    Positions origin = positions.of(middle); // displacements from the middle, as if a neuron stood there
    var geometry = Geometry.between(where, origin, positions);
    check(where, geometry);
    int size = positions.size();
    int[] neurons = IntStream.range(0, size).toArray();
    boolean[] in = new boolean[size];
    Arrays.fill(in, true);
    var all = new Displacements(size);
    geometry.fill(all, new int[size], neurons, 0, size);
    exclude(all, in);
    int[] inside = Arrays.stream(neurons).filter(k -> in[k]).toArray();
    if (inside.length == 0) {
      throw new RanvierException(where + " has no neuron within " + this + " around " + Lengths.text(origin.at(0)));
    }
    return inside;
  }

  /** All displacements up to a radius: a disc, in three dimensions a ball. */
  static Mask disc(Quantity<Length> radius) {
    return new MaskShapes.Annulus(0, Lengths.positive(radius, "radius of a disc"));
  }

  /** All displacements between two radii. */
  static Mask annulus(Quantity<Length> inner, Quantity<Length> outer) {
    double from = Lengths.notNegative(inner, "inner radius of an annulus");
    double to = Lengths.positive(outer, "outer radius of an annulus");
    if (from > to) {
      throw new RanvierException("annulus: inner radius " + Lengths.text(from) + " exceeds the outer one, " + Lengths.text(to));
    }
    return new MaskShapes.Annulus(from, to);
  }

  /** A box of these sides, one for each dimension, around the source. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static Mask box(Quantity<Length>... sides) {
    double[] half = lengths(sides, "box");
    Arrays.setAll(half, a -> half[a] / 2);
    return new MaskShapes.Sides(half);
  }

  /** An ellipse or ellipsoid of these semi-axes, one for each dimension. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static Mask ellipse(Quantity<Length>... semiAxes) {
    return new MaskShapes.Ellipse(lengths(semiAxes, "ellipse"));
  }

  /**
   * The user's own.
   *
   * @param reach no displacement inside has a larger component
   */
  static Mask of(Quantity<Length> reach, Inside inside) {
    return new MaskShapes.Own(Lengths.positive(reach, "reach of a mask"), inside);
  }

  /** Tells displacements inside from those outside. */
  @FunctionalInterface
  interface Inside {
    /** In µm; 0 along axes that the space does not have. */
    boolean test(double dx, double dy, double dz);
  }

  /** What both masks hold. */
  default Mask and(Mask mask) {
    return this instanceof MaskShapes.Everywhere ? mask : new MaskShapes.Both(this, mask);
  }

  /** Moved away from the source. */
  default Mask shifted(Quantity<Length> dx, Quantity<Length> dy) {
    return shifted(dx, dy, Units.um(0));
  }

  /** Moved away from the source. */
  default Mask shifted(Quantity<Length> dx, Quantity<Length> dy, Quantity<Length> dz) {
    String what = "shift of a mask";
    return new MaskShapes.Shifted(this, Lengths.um(dx, what), Lengths.um(dy, what), Lengths.um(dz, what));
  }

  /** Turned anticlockwise in the x-y plane. */
  default Mask rotated(double degrees) {
    return new MaskShapes.Turned(this, degrees);
  }

  private static double[] lengths(Quantity<Length>[] lengths, String what) {
    if (lengths.length < 1 || lengths.length > 3) {
      throw new RanvierException(what + " needs 1 to 3 lengths, one for each dimension, not " + lengths.length);
    }
    return Arrays.stream(lengths).mapToDouble(s -> Lengths.positive(s, "side of a mask")).toArray();
  }
}
