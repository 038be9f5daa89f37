package org.ranvier.networks.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.image.BufferedImage;
import java.io.Serial;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.ranvier.simulator.RanvierException;

/**
 * The look that all pictures share: letters, lines and colours, in sizes that scale with the width of the picture.
 *
 * @param scale 1 for a picture 2400 pixels wide, where letters of 33 pixels are 8 points at 300 dpi
 */
record Ink(double scale) {
  /** From here on, time is told in seconds. */
  private static final double LONG_MS = 5000;

  static final Color TEXT = new Color(0x22, 0x22, 0x22);
  static final Color AXIS = new Color(0x55, 0x55, 0x55);

  /** Of what is no neuron. */
  static final Color SOURCE = new Color(0x77, 0x77, 0x77);

  static final Color FAINT = new Color(0xe2, 0xe2, 0xe2);

  /** Blue and vermilion: told apart with any common colour blindness, and dark enough for single dots. */
  static final Color EXCITATORY = new Color(0x1f, 0x4e, 0x96);

  static final Color INHIBITORY = new Color(0xd1, 0x49, 0x1b);

  /** M. Okabe and K. Ito's colour-blind-safe palette without its yellow, which is too light for dots. */
  static final List<Color> PALETTE =
      List.of(
          new Color(0x00, 0x72, 0xb2),
          new Color(0xd5, 0x5e, 0x00),
          new Color(0x00, 0x9e, 0x73),
          new Color(0xcc, 0x79, 0xa7),
          new Color(0xe6, 0x9f, 0x00),
          new Color(0x56, 0xb4, 0xe9));

  static Ink forWidth(int widthPx) {
    return new Ink(widthPx / 2400.0);
  }

  /** Pixels of this picture for pixels of a picture of standard width. */
  double px(double standardPx) {
    return standardPx * scale;
  }

  Font labelFont() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) px(36));
  }

  Font tickFont() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) px(32));
  }

  Stroke stroke(double standardPx) {
    return new BasicStroke((float) px(standardPx), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A white picture and a brush for it; the caller disposes of the brush. */
  static BufferedImage canvas(int widthPx, int heightPx) {
    return new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
  }

  static Graphics2D brush(BufferedImage canvas) {
    return prepared(canvas.createGraphics(), canvas.getWidth(), canvas.getHeight());
  }

  /** Sets what all brushes have, and makes the ground white. Charts put hints back to what they were, so all must have a value. */
  static <G extends Graphics2D> G prepared(G g, int widthPx, int heightPx) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, widthPx, heightPx);
    return g;
  }

  /** A plot without frame, grid or margins; it fills the area that it is given. */
  XYPlot plot(ValueAxis horizontal, ValueAxis vertical) {
    var plot = new XYPlot(null, horizontal, vertical, null);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return plot;
  }

  <A extends ValueAxis> A dress(A axis) {
    axis.setLabelFont(labelFont());
    axis.setLabelPaint(TEXT);
    axis.setTickLabelFont(tickFont());
    axis.setTickLabelPaint(TEXT);
    axis.setAxisLinePaint(AXIS);
    axis.setAxisLineStroke(stroke(2.5));
    axis.setTickMarkPaint(AXIS);
    axis.setTickMarkStroke(stroke(2.5));
    axis.setTickMarkOutsideLength((float) px(10));
    axis.setTickLabelInsets(new RectangleInsets(px(8), px(10), px(8), px(10)));
    axis.setLabelInsets(new RectangleInsets(px(6), px(6), px(6), px(6)));
    return axis;
  }

  /** An axis of time, in seconds where milliseconds would be long numbers; it begins at 0 where the data nearly do. */
  NumberAxis timeAxis(double fromMs, double toMs) {
    double from = fromMs > 0 && fromMs <= 0.02 * (toMs - fromMs) ? 0 : fromMs;
    double to = toMs > from ? toMs : from + 1;
    boolean seconds = to - from >= LONG_MS;
    var axis = numberAxis(seconds ? "time (s)" : "time (ms)", from, to, 10);
    if (seconds) {
      axis.setTickUnit(new NumberTickUnit(axis.getTickUnit().getSize(), new Thousandths()));
    }
    return axis;
  }

  /** Writes a thousandth of a number. */
  private static final class Thousandths extends DecimalFormat {
    @Serial private static final long serialVersionUID = 1L;

    Thousandths() {
      super("0.######", symbols());
    }

    @Override
    public StringBuffer format(double number, StringBuffer result, FieldPosition position) {
      return super.format(number / 1000, result, position);
    }
  }

  private static DecimalFormatSymbols symbols() {
    var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('−');
    return symbols;
  }

  /** An axis of numbers with at most about so many ticks, at steps of 1, 2 or 5 times a power of ten. */
  NumberAxis numberAxis(String label, double from, double to, int mostTicks) {
    var axis = dress(new NumberAxis(label));
    axis.setRange(from, to);
    double least = (to - from) / mostTicks;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
    boolean extreme = step < 1e-6 || Math.max(Math.abs(from), Math.abs(to)) >= 1e7;
    axis.setTickUnit(new NumberTickUnit(step, new DecimalFormat(extreme ? "0.###E0" : "0.######", symbols())));
    return axis;
  }

  /** A logarithmic axis of positive values, with ticks at the decades, two at least. */
  LogAxis logAxis(String label, double[] values) {
    double low = Arrays.stream(values).min().orElse(1);
    double high = Arrays.stream(values).max().orElse(10);
    double from = Math.log10(low) - 0.02; // a tick at the very end would have no label
    double to = Math.log10(high) + 0.02;
    if (Math.floor(to) - Math.ceil(from) < 1) { // fewer than two ticks
      from = Math.floor(from) - 0.02;
      to = Math.ceil(to) + 0.02;
    }
    var axis = dress(new LogAxis(label));
    axis.setSmallestValue(Math.pow(10, from - 1));
    axis.setRange(Math.pow(10, from), Math.pow(10, to));
    axis.setMinorTickMarksVisible(true);
    axis.setMinorTickCount(9);
    boolean extreme = from < -4 || to > 6;
    axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil((to - from) / 9))));
    axis.setNumberFormatOverride(new DecimalFormat(extreme ? "0E0" : "0.####", symbols()));
    return axis;
  }

  /** Checks what a user says an axis shows. */
  static double[] range(String label, double from, double to) {
    if (!(to > from && Double.isFinite(to - from))) {
      throw new RanvierException("axis '" + label + "': from " + from + " to " + to + " is no range; give two finite numbers, the lower first");
    }
    return new double[] {from, to};
  }

  /** A thin line across a plot. */
  ValueMarker marker(double at) {
    return new ValueMarker(at, AXIS, new BasicStroke((float) px(2.5), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {(float) px(12), (float) px(10)}, 0));
  }

  /** The text, cut with an ellipsis where it is wider than {@code mostPx}. */
  static String fitted(String text, FontMetrics metrics, double mostPx) {
    if (metrics.stringWidth(text) <= mostPx) {
      return text;
    }
    int end = text.length();
    while (end > 1 && metrics.stringWidth(text.substring(0, end) + "…") > mostPx) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
