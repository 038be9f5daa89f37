package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Colours for values between two ends: viridis, which is even in brightness and safe for the colour-blind (S. van der Walt, N.
 * Smith).
 */
record ColourScale(double low, double high) {
  private static final List<Color> VIRIDIS =
      List.of(
          new Color(68, 1, 84),
          new Color(72, 40, 120),
          new Color(62, 74, 137),
          new Color(49, 104, 142),
          new Color(38, 130, 142),
          new Color(31, 158, 137),
          new Color(53, 183, 121),
          new Color(109, 205, 89),
          new Color(180, 222, 44),
          new Color(253, 231, 37));

  /** What has no finite value. */
  static final Color NONE = new Color(0xbb, 0xbb, 0xbb);

  /** The scale from the least to the greatest finite value; where all are one, they lie in the middle. */
  static ColourScale over(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return new ColourScale(0, 1);
    }
    double margin = high > low ? 0 : Math.max(1e-9, 0.05 * Math.abs(high));
    return new ColourScale(low - margin, high + margin);
  }

  Color of(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double place = Math.clamp((value - low) / (high - low), 0.0, 1.0) * (VIRIDIS.size() - 1);
    int k = Math.min(VIRIDIS.size() - 2, (int) place);
    var a = VIRIDIS.get(k);
    var b = VIRIDIS.get(k + 1);
    double f = place - k;
    return new Color(
        (int) Math.round(a.getRed() + f * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + f * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + f * (b.getBlue() - a.getBlue())));
  }

  /** Draws the scale into an upright bar, with its axis at the right. */
  void drawBar(Graphics2D g, Ink ink, Rectangle2D bar, String label, int widthPx, int heightPx) {
    int rows = 128;
    for (int row = 0; row < rows; row++) {
      g.setColor(of(high - (row + 0.5) / rows * (high - low)));
      double top = bar.getY() + row * bar.getHeight() / rows;
      g.fill(new Rectangle2D.Double(bar.getX(), top, bar.getWidth(), Math.min(bar.getHeight() / rows + 1, bar.getMaxY() - top)));
    }
    var axis = ink.numberAxis(label, low, high, 8);
    axis.draw(g, bar.getMaxX(), new Rectangle2D.Double(0, 0, widthPx, heightPx), bar, RectangleEdge.RIGHT, null);
  }
}
