package org.ranvier.networks.space;

import java.util.Arrays;
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
public interface Mask {
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
