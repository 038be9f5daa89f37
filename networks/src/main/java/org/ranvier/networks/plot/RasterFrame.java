package org.ranvier.networks.plot;

import java.awt.geom.Rectangle2D;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * The data areas of the three plots, and what surrounds them.
 *
 * @param raster raster of spikes
 * @param means mean rates, as high as the raster
 * @param course rate over time, as wide as the raster
 */
record RasterFrame(Rectangle2D raster, Rectangle2D means, Rectangle2D course) {
  static RasterFrame of(SpikeTrains trains, RasterOptions options, Ink ink) {
    double width = options.widthPx();
    double height = options.heightPx();
    double left = Math.max(ink.px(190), Math.min(nameWidth(trains, ink), mostNameWidth(options)) + ink.px(100));
    double right = 0.735 * width;
    double top = ink.px(44);
    double bottom = height - ink.px(130);
    double courseTop = top + (bottom - top) * 0.79;
    double rasterBottom = courseTop - ink.px(40);
    double meansLeft = right + ink.px(46);
    return new RasterFrame(
        new Rectangle2D.Double(left, top, right - left, rasterBottom - top),
        new Rectangle2D.Double(meansLeft, top, width - ink.px(56) - meansLeft, rasterBottom - top),
        new Rectangle2D.Double(left, courseTop, right - left, bottom - courseTop));
  }

  static double mostNameWidth(RasterOptions options) {
    return 0.2 * options.widthPx();
  }

  private static double nameWidth(SpikeTrains trains, Ink ink) {
    var g = Ink.canvas(1, 1).createGraphics();
    var metrics = g.getFontMetrics(ink.tickFont());
    g.dispose();
    return trains.populations().stream().mapToInt(p -> metrics.stringWidth(p.name())).max().orElse(0);
  }
}
