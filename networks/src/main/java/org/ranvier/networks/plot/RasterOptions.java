package org.ranvier.networks.plot;

import java.awt.Color;
import java.util.Map;
import java.util.Optional;
import org.ranvier.networks.analysis.PublishedActivity;
import org.ranvier.simulator.RanvierException;

/**
 * How a {@link RasterPicture} is drawn.
 *
 * @param windowMs the last so many ms are shown; all, if the recording is shorter
 * @param binMs width in ms of the bins of the rate over time, rounded to whole steps
 * @param widthPx width of the picture; letters and lines scale with it
 * @param heightPx height of the picture
 * @param excitatory whether a population is excitatory, by name; the kinds have one colour each. Populations that are not named
 *     take their colours from a palette in turn
 * @param colors colours by population name, before any other choice
 * @param published rates to mark beside the simulated ones
 */
public record RasterOptions(
    double windowMs,
    double binMs,
    int widthPx,
    int heightPx,
    Map<String, Boolean> excitatory,
    Map<String, Color> colors,
    Optional<PublishedActivity> published) {
  /** The last 500 ms, in bins of 2 ms, on 2400 by 1800 pixels: 8 by 6 inches at 300 dpi. */
  public static final RasterOptions DEFAULTS =
      new RasterOptions(500, 2, 2400, 1800, Map.of(), Map.of(), Optional.empty());

  public RasterOptions {
    if (!(windowMs > 0)) {
      throw new RanvierException("raster window " + windowMs + " ms: it must be above 0; 500 ms is usual");
    }
    if (!(binMs > 0)) {
      throw new RanvierException("rate bin " + binMs + " ms: it must be above 0; 1 to 5 ms is usual");
    }
    PictureFile.checkSize(widthPx, heightPx);
    excitatory = Map.copyOf(excitatory);
    colors = Map.copyOf(colors);
  }

  /** How many steps are shown. */
  public long windowSteps(double resolutionMs) {
    return Math.max(1, Math.round(windowMs / resolutionMs));
  }

  public RasterOptions withWindowMs(double windowMs) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, published);
  }

  public RasterOptions withBinMs(double binMs) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, published);
  }

  public RasterOptions withSize(int widthPx, int heightPx) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, published);
  }

  public RasterOptions withExcitatory(Map<String, Boolean> excitatory) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, published);
  }

  public RasterOptions withColors(Map<String, Color> colors) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, published);
  }

  public RasterOptions withPublished(PublishedActivity published) {
    return new RasterOptions(windowMs, binMs, widthPx, heightPx, excitatory, colors, Optional.of(published));
  }
}
