package org.ranvier.networks.space;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * How the neurons of a population are laid out on a line, a sheet or in a volume.
 *
 * <pre>{@code
 * grid(40, 40).extent(mm(1), mm(1)).periodic()       // a torus; neuron k stands in column k % 40 and row k / 40
 * grid(40, 40).spacing(um(25)).jitter(um(5))         // each moved by up to 5 µm along each axis
 * scattered(mm(1), mm(1), um(200))                   // anywhere within a volume
 * ring(mm(1))                                        // evenly around a ring of that circumference
 * positions(Units::um, points).extent(mm(2), mm(2))  // one point {x, y} for each neuron
 * }</pre>
 *
 * <p>The middle of the sheet is the origin unless {@link #center} moves it. Positions are part of the description: random ones
 * depend on the layout's own {@link #seed} and the population's name, not on the seed of a simulation.
 */
public final class Layout {
  private final Placement placement;
  private final double @Nullable [] extent; // all in µm
  private final double @Nullable [] spacing;
  private final double @Nullable [] center;
  private final boolean[] periodic;
  private final double jitter;
  private final long seed;

  private Layout(
      Placement placement, double @Nullable [] extent, double @Nullable [] spacing, double @Nullable [] center, boolean[] periodic,
      double jitter, long seed) {
    this.placement = placement;
    this.extent = extent;
    this.spacing = spacing;
    this.center = center;
    this.periodic = periodic;
    this.jitter = jitter;
    this.seed = seed;
  }

  private static Layout of(Placement placement, double @Nullable [] extent) {
    return new Layout(placement, extent, null, null, new boolean[] {false}, 0, 1);
  }

  /** At the centres of so many equal boxes along x, y and z; x runs fastest. Needs an extent or a spacing. */
  public static Layout grid(int... shape) {
    if (shape.length < 1 || shape.length > 3 || Arrays.stream(shape).anyMatch(n -> n < 1)) {
      throw new RanvierException("grid " + Arrays.toString(shape) + " must have 1 to 3 numbers, each at least 1");
    }
    return of(new Placement.Grid(shape.clone()), null);
  }

  /** Uniformly at random in a line, a sheet or a box of these sides. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static Layout scattered(Quantity<Length>... extent) {
    return of(new Placement.Scattered(), extents(extent));
  }

  /** Evenly around a ring. Distances are measured along it. */
  public static Layout ring(Quantity<Length> circumference) {
    return of(new Placement.Even(), new double[] {Lengths.positive(circumference, "circumference of a ring")}).periodic();
  }

  /**
   * Where the points say. Without an extent the sheet is as large as they need.
   *
   * @param unit of their coordinates, e.g. {@code Units::um}
   * @param points for each neuron its 1 to 3 coordinates
   */
  public static Layout positions(DoubleFunction<Quantity<Length>> unit, double[][] points) {
    double factor = Lengths.um(unit.apply(1), "unit of positions");
    int dimensions = points.length == 0 || points[0] == null ? 0 : points[0].length;
    if (dimensions < 1 || dimensions > 3) {
      throw new RanvierException("positions must have 1 to 3 coordinates each, as in {{0, 0}, {10, 0}}");
    }
    double[][] um = new double[points.length][];
    for (int k = 0; k < points.length; k++) {
      if (points[k] == null || points[k].length != dimensions || !Arrays.stream(points[k]).allMatch(Double::isFinite)) {
        throw new RanvierException(
            "position " + k + " " + Arrays.toString(points[k]) + " must have " + dimensions + " finite coordinates, as the first has");
      }
      um[k] = Arrays.stream(points[k]).map(x -> x * factor).toArray();
    }
    return of(new Placement.Listed(um), null);
  }

  /** Sides of the sheet. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final Layout extent(Quantity<Length>... sides) {
    if (placement instanceof Placement.Scattered || placement instanceof Placement.Even) {
      throw new RanvierException(this + " has its extent already; give it there, and leave .extent(…) out");
    }
    requireOne(spacing != null);
    return new Layout(placement, checked(extents(sides), "extent"), null, center, periodic, jitter, seed);
  }

  /** Distance between neighbours of a grid, for all axes or for each. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final Layout spacing(Quantity<Length>... spacing) {
    if (!(placement instanceof Placement.Grid)) {
      throw new RanvierException(placement + " has no spacing; only a grid has: use .extent(…)");
    }
    requireOne(extent != null);
    double[] um = Arrays.stream(spacing).mapToDouble(s -> Lengths.positive(s, "spacing of a grid")).toArray();
    return new Layout(placement, null, um.length == 1 ? um : checked(um, "spacing"), center, periodic, jitter, seed);
  }

  private void requireOne(boolean other) {
    if (other) {
      throw new RanvierException(this + ": .extent(…) and .spacing(…) exclude each other, for either follows from the other; leave one of them out");
    }
  }

  /** Where the middle of the sheet is. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final Layout center(Quantity<Length>... center) {
    double[] um = Arrays.stream(center).mapToDouble(c -> Lengths.um(c, "center")).toArray();
    return new Layout(placement, extent, spacing, checked(um, "center"), periodic, jitter, seed);
  }

  /** Joins the ends of all axes. */
  public Layout periodic() {
    return periodic(true);
  }

  /** Joins the ends of some axes: one value for all, or one for each. */
  public Layout periodic(boolean... axes) {
    if (axes.length != 1) {
      checked(new double[axes.length], "periodic");
    }
    return new Layout(placement, extent, spacing, center, axes.clone(), jitter, seed);
  }

  /** Moves each neuron along each axis by a random distance, uniform between {@code -most} and {@code most}. */
  public Layout jitter(Quantity<Length> most) {
    return new Layout(placement, extent, spacing, center, periodic, Lengths.notNegative(most, "jitter"), seed);
  }

  /** Seed of random positions, 1 by default. */
  public Layout seed(long seed) {
    return new Layout(placement, extent, spacing, center, periodic, jitter, seed);
  }

  private static double[] extents(Quantity<Length>[] sides) {
    if (sides.length < 1 || sides.length > 3) {
      throw new RanvierException("an extent has 1 to 3 sides, not " + sides.length + ", as in extent(mm(1), mm(1))");
    }
    return Arrays.stream(sides).mapToDouble(s -> Lengths.positive(s, "extent")).toArray();
  }

  private double[] checked(double[] values, String what) {
    int dimensions = placement.dimensions() > 0 ? placement.dimensions() : extent == null ? values.length : extent.length;
    if (values.length != dimensions) {
      throw new RanvierException(
          placement + ": " + what + " has " + values.length + " value" + (values.length == 1 ? "" : "s")
              + "; give " + dimensions + ", one for each axis");
    }
    return values;
  }

  /**
   * The positions of a population's neurons.
   *
   * @param population its name, a part of the random key
   * @throws RanvierException if the layout is for another number of neurons, or if neurons lie outside of the sheet
   */
  public Positions place(String population, int size) {
    String where = "population '" + population + "'";
    if (placement instanceof Placement.Listed list && extent == null) {
      if (periodicAnywhere()) {
        throw new RanvierException(
            where + ": " + placement + " is periodic but has no extent; add"
                + " .extent(mm(1), mm(1)), the lengths after which it repeats");
      }
      if (center != null) {
        throw new RanvierException(
            where + ": " + placement + " has a center but no extent, so its sheet is where the points are; add .extent(mm(1), mm(1)), or leave .center(…) out");
      }
      double[] low = Arrays.stream(list.extreme(false)).map(x -> x - jitter).toArray();
      double[] high = Arrays.stream(list.extreme(true)).map(x -> x + jitter).toArray();
      return place(where, population, size, low, high, IntStream.range(0, low.length).mapToDouble(a -> high[a] - low[a]).toArray());
    }
    double[] sides = extent;
    if (placement instanceof Placement.Grid grid && spacing != null) {
      double[] each = spacing;
      sides = IntStream.range(0, grid.shape().length).mapToDouble(a -> grid.shape()[a] * each[each.length == 1 ? 0 : a]).toArray();
    }
    if (sides == null) {
      throw new RanvierException(where + ": " + placement + " has no extent; add .extent(mm(1), mm(1)) or .spacing(um(25))");
    }
    double[] low = new double[sides.length];
    double[] high = new double[sides.length];
    for (int a = 0; a < sides.length; a++) {
      low[a] = (center == null ? 0 : center[a]) - sides[a] / 2;
      high[a] = low[a] + sides[a];
    }
    return place(where, population, size, low, high, sides.clone());
  }

  private Positions place(String where, String name, int size, double[] low, double[] high, double[] sides) {
    int dimensions = low.length;
    boolean[] joined = new boolean[dimensions];
    for (int a = 0; a < dimensions; a++) {
      joined[a] = periodic[periodic.length == 1 ? 0 : a];
    }
    double[][] um = placement.place(where, size, low, high, new RandomStream(RandomKey.of(seed, "positions", name)));
    if (jitter > 0) {
      var random = new RandomStream(RandomKey.of(seed, "positions", name, "jitter"));
      for (int k = 0; k < size; k++) {
        random.select(k);
        for (int a = 0; a < dimensions; a++) {
          double side = high[a] - low[a];
          double x = um[a][k] + jitter * (2 * random.nextDouble() - 1);
          um[a][k] = joined[a] ? Math.clamp(x - side * Math.floor((x - low[a]) / side), low[a], high[a]) : x;
        }
      }
    }
    return new Positions(where, um, low, high, sides, joined);
  }

  private boolean periodicAnywhere() {
    for (boolean p : periodic) {
      if (p) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    var text = new StringBuilder(placement.toString());
    if (extent != null) {
      text.append(" over ").append(Lengths.extent(extent));
    }
    if (spacing != null) {
      text.append(" spaced by ").append(Lengths.extent(spacing));
    }
    if (center != null) {
      text.append(" around ").append(Lengths.text(Arrays.stream(center).boxed().toList()));
    }
    if (periodicAnywhere()) {
      text.append(periodic.length == 1 ? ", periodic" : ", periodic " + Arrays.toString(periodic));
    }
    if (jitter > 0) {
      text.append(", jittered by ").append(Lengths.text(jitter));
    }
    if (jitter > 0 || placement instanceof Placement.Scattered) {
      text.append(", seed ").append(seed);
    }
    return text.toString();
  }
}
