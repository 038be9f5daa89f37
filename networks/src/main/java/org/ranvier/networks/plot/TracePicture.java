package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.SamplingXYLineRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.ranvier.simulator.RanvierException;

/**
 * Recorded state variables over time, one line each: the membrane potential of a few neurons, a weight, a concentration.
 *
 * <pre>{@code
 * TracePicture.write(Path.of("v.png"), timesMs, Map.of("neuron 3", potentials), "V_m (mV)");
 * }</pre>
 */
public final class TracePicture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 1200;

  private TracePicture() {}

  /** Draws the traces and writes them as a file (PNG, SVG or PDF, by its name) of 2400 by 1200 pixels. */
  public static void write(Path file, double[] timesMs, Map<String, double[]> traces, String label) {
    write(file, timesMs, traces, label, WIDTH_PX, HEIGHT_PX);
  }

  /** Draws the traces and writes them as a file of that size. */
  public static void write(Path file, double[] timesMs, Map<String, double[]> traces, String label, int widthPx, int heightPx) {
    var finite = finite(timesMs, traces);
    PictureFile.write(file, widthPx, heightPx, g -> paint(g, timesMs, finite, label, widthPx, heightPx));
  }

  /**
   * Draws the traces. Values that are not finite are passed over: the line goes on at the next finite one.
   *
   * @param timesMs times in ms, ascending
   * @param traces values by name, as many as times; drawn and named in the order of the map
   * @param label what is shown, with its unit
   */
  public static BufferedImage draw(double[] timesMs, Map<String, double[]> traces, String label, int widthPx, int heightPx) {
    PictureFile.checkSize(widthPx, heightPx);
    var finite = finite(timesMs, traces);
    return PictureFile.image(widthPx, heightPx, g -> paint(g, timesMs, finite, label, widthPx, heightPx));
  }

  private static Map<String, double[][]> finite(double[] timesMs, Map<String, double[]> traces) {
    var finite = new LinkedHashMap<String, double[][]>();
    for (var trace : traces.entrySet()) {
      if (trace.getValue().length != timesMs.length) {
        throw new RanvierException(
            "trace '" + trace.getKey() + "' has " + trace.getValue().length + " values for " + timesMs.length
                + " times; there must be one value for each time");
      }
      finite.put(trace.getKey(), finite(timesMs, trace.getValue()));
    }
    return finite;
  }

  private static void paint(Graphics2D g, double[] timesMs, Map<String, double[][]> finite, String label, int widthPx, int heightPx) {
    var ink = Ink.forWidth(widthPx);
    var legend = new Legend(ink);
    var data = new DefaultXYDataset();
    var renderer = new SamplingXYLineRenderer();
    int s = 0;
    for (var trace : finite.entrySet()) {
      Color color = Ink.PALETTE.get(s % Ink.PALETTE.size());
      data.addSeries(trace.getKey(), trace.getValue());
      renderer.setSeriesPaint(s, color);
      renderer.setSeriesStroke(s, ink.stroke(3.5));
      legend.add(Legend.Mark.LINE, color, trace.getKey());
      s++;
    }
    double margin = ink.px(72);
    double legendHeight = finite.size() < 2 ? 0 : legend.drawRows(g, ink.px(170), ink.px(24), widthPx - ink.px(170) - margin);
    var plot = ink.plot(timeAxis(ink, timesMs), valueAxis(ink, label, finite));
    plot.setDataset(data);
    plot.setRenderer(renderer);
    double top = legendHeight + ink.px(48);
    plot.draw(
        g, new Rectangle2D.Double(ink.px(16), top, widthPx - margin - ink.px(16), heightPx - top - ink.px(16)), null, null, null);
  }

  private static double[][] finite(double[] timesMs, double[] values) {
    var kept = new double[2][timesMs.length];
    int count = 0;
    for (int k = 0; k < timesMs.length; k++) {
      if (Double.isFinite(values[k])) {
        kept[0][count] = timesMs[k];
        kept[1][count++] = values[k];
      }
    }
    return new double[][] {Arrays.copyOf(kept[0], count), Arrays.copyOf(kept[1], count)};
  }

  private static NumberAxis timeAxis(Ink ink, double[] timesMs) {
    double from = timesMs.length > 0 ? timesMs[0] : 0;
    double to = timesMs.length > 0 ? timesMs[timesMs.length - 1] : 0;
    return ink.timeAxis(from, to);
  }

  private static NumberAxis valueAxis(Ink ink, String label, Map<String, double[][]> traces) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var trace : traces.values()) {
      for (double value : trace[1]) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double margin = high > low ? 0.05 * (high - low) : Math.max(1e-9, 0.05 * Math.abs(high));
    return ink.numberAxis(label, high >= low ? low - margin : 0, high >= low ? high + margin : 1, 7);
  }
}
