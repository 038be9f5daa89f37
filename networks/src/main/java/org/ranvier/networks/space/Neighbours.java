package org.ranvier.networks.space;

import java.util.function.Consumer;

/**
 * Finds the source neurons that lie within a box around a target: sources are sorted into the cells of a uniform grid, x
 * fastest, so that a row of cells is one run of sources.
 *
 * <p>The cells decide only whom to look at: sources come in an order of no meaning, each at most once, all of those in the box and
 * some of those near it, and each with the displacement that {@link Geometry} gives the pair.
 */
public final class Neighbours {
  private static final int SOURCES_PER_CELL = 8;

  /** In cells: far above the rounding of a cell's number. */
  private static final double SLACK = 1e-6;

  private final Geometry geometry;
  private final Box reach;
  private final int[] cells = {1, 1, 1}; // along each axis
  private final double[] origin = new double[3];
  private final double[] perUm = new double[3]; // cells per µm; 0 for an axis of no extent
  private final int[] begin; // first source of each cell
  private final int[] sources; // by cell
  private final double[][] um; // their coordinates, by axis

  /**
   * @param sources indices in the population
   * @param reach displacements outside of this box do not matter
   */
  public Neighbours(Geometry geometry, int[] sources, Box reach) {
    this.geometry = geometry;
    this.reach = reach;
    int dimensions = geometry.dimensions();
    divide(sources);
    int[] cellOf = new int[sources.length];
    begin = new int[cells[0] * cells[1] * cells[2] + 1];
    for (int k = 0; k < sources.length; k++) {
      int cell = 0;
      for (int a = dimensions - 1; a >= 0; a--) {
        double along = (geometry.source().um(sources[k], a) - origin[a]) * perUm[a];
        cell = cell * cells[a] + Math.clamp((long) along, 0, cells[a] - 1);
      }
      cellOf[k] = cell;
      begin[cell + 1]++;
    }
    for (int c = 0; c + 1 < begin.length; c++) {
      begin[c + 1] += begin[c];
    }
    int[] next = begin.clone();
    this.sources = new int[sources.length];
    um = new double[dimensions][sources.length];
    for (int k = 0; k < sources.length; k++) {
      int place = next[cellOf[k]]++;
      this.sources[place] = sources[k];
      for (int a = 0; a < dimensions; a++) {
        um[a][place] = geometry.source().um(sources[k], a);
      }
    }
  }

  /** Makes the cells about cubic, with some sources in each. */
  private void divide(int[] sources) {
    double[] extent = new double[3];
    int axes = 0;
    double volume = 1;
    for (int a = 0; a < geometry.dimensions(); a++) {
      double low = geometry.source().lowUm(a);
      double high = geometry.source().highUm(a);
      if (geometry.period(a) == 0) {
        low = Double.POSITIVE_INFINITY;
        high = Double.NEGATIVE_INFINITY;
        for (int s : sources) {
          low = Math.min(low, geometry.source().um(s, a));
          high = Math.max(high, geometry.source().um(s, a));
        }
      }
      origin[a] = low;
      extent[a] = high - low;
      if (extent[a] > 0) {
        axes++;
        volume *= extent[a];
      }
    }
    double wanted = Math.max(1, (double) sources.length / SOURCES_PER_CELL);
    double side = Math.pow(volume / wanted, 1.0 / Math.max(1, axes));
    for (int a = 0; a < geometry.dimensions(); a++) {
      if (extent[a] > 0) {
        // Bounded where a sheet is so narrow that its cells cannot be cubic.
        cells[a] = (int) Math.clamp(Math.round(extent[a] / side), 1L, axes == 1 ? 1 << 24 : axes == 2 ? 1 << 12 : 1 << 8);
        perUm[a] = cells[a] / extent[a];
      }
    }
  }

  /** Cells of an axis in which sources of a target can lie: {@code first}, then so many, going round at the end. */
  private long range(int axis, double target) {
    if (axis >= geometry.dimensions() || perUm[axis] == 0) {
      return pack(0, 1);
    }
    int n = cells[axis];
    double tolerance = 2 * geometry.toleranceUm(); // what masks and kernels count as within, and the rounding of coordinates
    double from = Math.floor((target - reach.high(axis) - origin[axis] - tolerance) * perUm[axis] - SLACK);
    double to = Math.floor((target - reach.low(axis) - origin[axis] + tolerance) * perUm[axis] + SLACK);
    if (geometry.period(axis) == 0) {
      if (to < 0 || from >= n) {
        from = to < 0 ? 0 : n - 1; // the last source stands at the very end of the last cell
        to = from;
      }
      int first = (int) Math.max(0, from);
      return pack(first, Math.max(0, (int) Math.min(n - 1, to) - first + 1));
    }
    if (!(to - from + 1 < n)) {
      return pack(0, n);
    }
    return pack((int) (from - n * Math.floor(from / n)), (int) Math.max(0, to - from + 1));
  }

  private static long pack(int first, int count) {
    return (long) first << 32 | count;
  }

  /** Shows the sources of a target to a visitor, batch by batch; it may change the batch. */
  public void forEach(int target, Displacements batch, Consumer<Displacements> visitor) {
    long rangeX = range(0, coordinate(target, 0));
    long rangeY = range(1, coordinate(target, 1));
    long rangeZ = range(2, coordinate(target, 2));
    int x = (int) (rangeX >>> 32);
    int endX = x + (int) rangeX;
    batch.size = 0;
    for (int i = 0; i < (int) rangeZ; i++) {
      int z = (int) (((rangeZ >>> 32) + i) % cells[2]);
      for (int j = 0; j < (int) rangeY; j++) {
        int y = (int) (((rangeY >>> 32) + j) % cells[1]);
        int row = (z * cells[1] + y) * cells[0];
        run(target, begin[row + x], begin[row + Math.min(endX, cells[0])], batch, visitor);
        if (endX > cells[0]) {
          run(target, begin[row], begin[row + endX - cells[0]], batch, visitor);
        }
      }
    }
    if (batch.size > 0) {
      visitor.accept(batch);
      batch.size = 0;
    }
  }

  private double coordinate(int target, int axis) {
    return axis < geometry.dimensions() ? geometry.target().um(target, axis) : 0;
  }

  private void run(int target, int from, int to, Displacements batch, Consumer<Displacements> visitor) {
    for (int first = from; first < to; ) {
      int n = Math.min(to - first, Displacements.CAPACITY - batch.size);
      add(target, first, n, batch);
      first += n;
      if (batch.size == Displacements.CAPACITY) {
        visitor.accept(batch);
        batch.size = 0;
      }
    }
  }

  private void add(int target, int first, int n, Displacements batch) {
    int at = batch.size;
    batch.toleranceUm = geometry.toleranceUm();
    System.arraycopy(sources, first, batch.source, at, n);
    for (int a = 0; a < um.length; a++) {
      double[] out = a == 0 ? batch.x : a == 1 ? batch.y : batch.z;
      subtract(coordinate(target, a), um[a], first, n, out, at);
      geometry.wrap(out, at, at + n, a);
    }
    batch.measure(at, at + n);
    batch.size = at + n;
  }

  private static void subtract(double t, double[] s, int first, int n, double[] out, int at) {
    for (int k = 0; k < n; k++) {
      out[at + k] = t - s[first + k];
    }
  }
}
