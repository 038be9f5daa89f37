package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.ranvier.simulator.RanvierException;

/**
 * A picture of y against x with free labels: lines, points, bands of error and histograms, in the look of all pictures. There are six colours; what
 * comes after six things has other marks.
 *
 * <pre>{@code
 * XYPicture.of("current (pA)", "rate (spikes/s)")
 *     .band("mean ± sd", currents, means, sds)
 *     .points("measured", x, y)
 *     .write(Path.of("rates.png"));
 * XYPicture.of("interval (ms)", "count").histogram("ISI", intervals, 50).write(Path.of("isi.png"));
 * }</pre>
 */
public final class XYPicture extends Picture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 1500;

  private final String xLabel;
  private final String yLabel;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Double> verticals = new ArrayList<>();
  private final List<Double> horizontals = new ArrayList<>();
  private double[] xRange = {};
  private double[] yRange = {};
  private boolean time;
  private boolean logX;
  private boolean logY;

  private enum Kind {
    LINE,
    POINTS
  }

  private record Layer(Kind kind, String name, double[] x, double[] y, double[] low, double[] high) {}

  private XYPicture(String xLabel, String yLabel) {
    super(WIDTH_PX, HEIGHT_PX);
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** An empty picture; labels say what is shown and in which unit. */
  public static XYPicture of(String xLabel, String yLabel) {
    return new XYPicture(xLabel, yLabel);
  }

  /** An empty picture over time in ms; its axis tells seconds where milliseconds would be long numbers. */
  public static XYPicture overTime(String yLabel) {
    var picture = new XYPicture("time", yLabel);
    picture.time = true;
    return picture;
  }

  /** A line through points, in their order. */
  public XYPicture line(String name, double[] x, double[] y) {
    return add(Kind.LINE, name, x, y, y, y);
  }

  /** Points without a line. */
  public XYPicture points(String name, double[] x, double[] y) {
    return add(Kind.POINTS, name, x, y, y, y);
  }

  /** A line with a band from {@code y - error} to {@code y + error}. */
  public XYPicture band(String name, double[] x, double[] y, double[] error) {
    if (error.length != y.length) {
      throw new RanvierException("'" + name + "' has " + error.length + " errors for " + y.length + " values; give one for each");
    }
    double[] low = y.clone();
    double[] high = y.clone();
    for (int k = 0; k < y.length; k++) {
      low[k] -= error[k];
      high[k] += error[k];
    }
    return add(Kind.LINE, name, x, y, low, high);
  }

  /** How many values lie in each of so many bins of one width, between the least and the greatest of them. Values that are not finite are left out. */
  public XYPicture histogram(String name, double[] values, int bins) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (bins < 1) {
      throw new RanvierException("histogram '" + name + "': the number of bins, " + bins + ", must be at least 1");
    }
    double from = Arrays.stream(finite).min().orElse(0);
    double to = Arrays.stream(finite).max().orElse(1);
    double width = to > from ? (to - from) / bins : 1;
    double[] counts = new double[bins];
    for (double v : finite) {
      counts[(int) Math.min(bins - 1, (v - from) / width)]++;
    }
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    x[0] = from;
    for (int k = 0; k < bins; k++) {
      x[2 * k + 1] = from + k * width;
      x[2 * k + 2] = from + (k + 1) * width;
      y[2 * k + 1] = counts[k];
      y[2 * k + 2] = counts[k];
    }
    x[2 * bins + 1] = x[2 * bins];
    return add(Kind.LINE, name, x, y, new double[y.length], y);
  }

  /** A thin upright line, e.g. at a stimulus. */
  public XYPicture vertical(double x) {
    verticals.add(x);
    return this;
  }

  /** A thin level line, e.g. at a threshold. */
  public XYPicture horizontal(double y) {
    horizontals.add(y);
    return this;
  }

  /** What of x is shown; without it, all data. */
  public XYPicture xRange(double from, double to) {
    xRange = Ink.range(xLabel, from, to);
    return this;
  }

  /** What of y is shown. */
  public XYPicture yRange(double from, double to) {
    yRange = Ink.range(yLabel, from, to);
    return this;
  }

  /** A logarithmic axis; what is not above 0 is left out. */
  public XYPicture logX() {
    logX = true;
    return this;
  }

  /** The same of y. */
  public XYPicture logY() {
    logY = true;
    return this;
  }

  static void checkLengths(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new RanvierException("'" + name + "' has " + x.length + " x for " + y.length + " y; give one for each");
    }
  }

  private XYPicture add(Kind kind, String name, double[] x, double[] y, double[] low, double[] high) {
    checkLengths(name, x, y);
    layers.add(new Layer(kind, name, x.clone(), y.clone(), low.clone(), high.clone()));
    return this;
  }

  @Override
  void paint(Graphics2D g, Ink ink, int widthPx, int heightPx) {
    var legend = new Legend(ink);
    double[] xs = layers.stream().flatMapToDouble(l -> Arrays.stream(l.x)).filter(Double::isFinite).toArray();
    double[] ys = layers.stream().flatMapToDouble(l -> Arrays.stream(new double[][] {l.low, l.high}).flatMapToDouble(Arrays::stream)).filter(Double::isFinite).toArray();
    double[] x = xRange.length > 0 ? xRange : range(xs, 0);
    double[] y = yRange.length > 0 ? yRange : range(ys, 0.05);
    var plot = ink.plot(time ? ink.timeAxis(x[0], x[1]) : axis(ink, xLabel, x, xs, logX, 9), axis(ink, yLabel, y, ys, logY, 7));
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    for (double at : verticals) {
      plot.addDomainMarker(ink.marker(at));
    }
    for (double at : horizontals) {
      plot.addRangeMarker(ink.marker(at));
    }
    for (int k = 0; k < layers.size(); k++) {
      Layer l = layers.get(k);
      Color color = Ink.PALETTE.get(k % Ink.PALETTE.size());
      var series = new YIntervalSeries(l.name, false, true);
      for (int i = 0; i < l.x.length; i++) {
        if (Double.isFinite(l.x[i]) && Double.isFinite(l.y[i]) && !(logX && l.x[i] <= 0) && !(logY && l.y[i] <= 0)) {
          series.add(l.x[i], l.y[i], logY ? Math.max(l.low[i], 1e-3 * l.y[i]) : l.low[i], l.high[i]);
        }
      }
      var data = new YIntervalSeriesCollection();
      data.addSeries(series);
      plot.setDataset(k, data);
      var mark = Legend.Mark.of(l.kind == Kind.POINTS, k);
      plot.setRenderer(k, renderer(l.kind, mark, ink, color));
      legend.add(mark, color, l.name);
    }
    double margin = ink.px(72);
    double above = layers.size() > 1 ? legend.drawRows(g, ink.px(170), ink.px(24), widthPx - ink.px(170) - margin) : 0; // one thing needs no legend
    double top = above + ink.px(48);
    plot.draw(g, new Rectangle2D.Double(ink.px(16), top, widthPx - margin - ink.px(16), heightPx - top - ink.px(16)), null, null, null);
  }

  private static ValueAxis axis(Ink ink, String label, double[] range, double[] values, boolean log, int ticks) {
    return log ? ink.logAxis(label, Arrays.stream(values).filter(v -> v > 0).toArray()) : ink.numberAxis(label, range[0], range[1], ticks);
  }

  private static XYItemRenderer renderer(Kind kind, Legend.Mark mark, Ink ink, Color color) {
    if (kind == Kind.POINTS) {
      var points = new XYLineAndShapeRenderer(false, true);
      points.setSeriesShape(0, mark.shape(0, 0, ink.px(9)));
      points.setSeriesPaint(0, color);
      return points;
    }
    var band = new DeviationRenderer(true, false);
    band.setSeriesPaint(0, color);
    band.setSeriesFillPaint(0, color);
    band.setAlpha(0.2f);
    band.setSeriesStroke(0, mark.stroke(ink, 4));
    return band;
  }

  private static double[] range(double[] values, double margin) {
    double from = Arrays.stream(values).min().orElse(0);
    double to = Arrays.stream(values).max().orElse(1);
    double more = to > from ? margin * (to - from) : 0.5;
    return new double[] {from >= 0 && from - more < 0 && to > from ? 0 : from - more, to + more};
  }
}
