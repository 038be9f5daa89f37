package org.ranvier.networks.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;

/**
 * Where the populations stand in a raster: one band each, stacked from the top, and which of their neurons are shown.
 *
 * <p>One fraction of the neurons is shown of each population, but not fewer than {@link #LEAST_SHOWN} where it has them; of sources of
 * spikes, which may be many more, at most a third as many as of neurons. Band
 * heights are proportional to the neurons shown, but high enough for a name. Positions run from 0 (top) to 1 (bottom).
 *
 * @param fraction the fraction of neurons shown
 * @param bands one band for each population
 */
record Bands(double fraction, List<Band> bands) {
  static final int LEAST_SHOWN = 20;
  private static final int MOST_ROWS = 2000;
  private static final double[] FRACTIONS = {
    1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.025, 0.02, 0.01, 0.005, 0.002, 0.001, 5e-4, 2e-4, 1e-4
  };

  /**
   * One population's place.
   *
   * @param population the population
   * @param shown number of its neurons shown, evenly spaced over it
   * @param top upper edge
   * @param bottom lower edge
   */
  record Band(PopulationRange population, int shown, double top, double bottom) {
    double middle() {
      return (top + bottom) / 2;
    }

    double height() {
      return bottom - top;
    }

    /** The band's rectangle in pixels, in a raster with this data area. */
    Rectangle2D within(Rectangle2D raster) {
      return new Rectangle2D.Double(
          raster.getX(), raster.getY() + top * raster.getHeight(), raster.getWidth(), height() * raster.getHeight());
    }

    /** The id of the neuron in row {@code k}. */
    int neuron(int k) {
      return population.firstId() + (int) ((long) k * population.size() / shown);
    }

    double row(int k) {
      return top + (k + 0.5) / shown * height();
    }
  }

  /**
   * Lays out the populations.
   *
   * @param gap space between bands
   * @param leastHeight least height of a band; less where there is no room
   */
  static Bands of(List<PopulationRange> populations, double gap, double leastHeight) {
    boolean onlySources = populations.stream().allMatch(Groups::isSource);
    long neurons = populations.stream().filter(p -> onlySources || !Groups.isSource(p)).mapToLong(PopulationRange::size).sum();
    double fraction = fraction(neurons);
    long rows = Math.min(neurons, MOST_ROWS);
    int n = populations.size();
    var shown = new int[n];
    for (int p = 0; p < n; p++) {
      int size = populations.get(p).size();
      double most = onlySources || !Groups.isSource(populations.get(p)) ? fraction * size : Math.min(fraction * size, rows / 3.0);
      shown[p] = Math.min(size, Math.max(LEAST_SHOWN, (int) Math.round(most)));
    }
    double usedGap = n > 0 ? Math.min(gap, 0.2 / n) : gap;
    double[] heights = heights(shown, 1 - usedGap * n, leastHeight);
    var bands = new ArrayList<Band>(n);
    double top = usedGap / 2;
    for (int p = 0; p < n; p++) {
      bands.add(new Band(populations.get(p), shown[p], top, top + heights[p]));
      top += heights[p] + usedGap;
    }
    return new Bands(fraction, List.copyOf(bands));
  }

  /** Whether of some sources less than the fraction is shown. */
  boolean sourcesCut() {
    return bands.stream().anyMatch(b -> Groups.isSource(b.population) && b.shown < Math.round(fraction * b.population.size()));
  }

  /** Whether some population shows more than the fraction of its neurons. */
  boolean leastApplies() {
    return fraction < 1 && bands.stream().anyMatch(b -> b.population.size() * fraction < LEAST_SHOWN - 0.5);
  }

  private static double fraction(long neurons) {
    for (double fraction : FRACTIONS) {
      if (neurons * fraction <= MOST_ROWS) {
        return fraction;
      }
    }
    return (double) MOST_ROWS / neurons;
  }

  /** Heights proportional to the rows, of which those below the least are lifted at the cost of the others. */
  private static double[] heights(int[] rows, double room, double leastHeight) {
    int n = rows.length;
    double least = Math.min(leastHeight, room / Math.max(1, n));
    var lifted = new boolean[n];
    var heights = new double[n];
    for (boolean again = true; again; ) {
      again = false;
      double freeRoom = room;
      long freeRows = 0;
      for (int p = 0; p < n; p++) {
        freeRoom -= lifted[p] ? least : 0;
        freeRows += lifted[p] ? 0 : rows[p];
      }
      for (int p = 0; p < n; p++) {
        heights[p] = lifted[p] ? least : freeRoom * rows[p] / Math.max(1, freeRows);
        if (!lifted[p] && heights[p] < least * (1 - 1e-9)) {
          lifted[p] = true;
          again = true;
        }
      }
    }
    return heights;
  }
}
