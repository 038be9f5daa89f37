package org.ranvier.networks.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What colours and marks mean, written in a place of its own beside the data. */
final class Legend {
  /** The sign in front of a text. */
  enum Mark {
    DOT,
    DIAMOND,
    SQUARE,
    TRIANGLE,
    LINE,
    DASHES,
    DOTS,
    NONE;

    /** Of the marks of points, and of those of lines, the one of so many things that are drawn in the colours of all. */
    static Mark of(boolean points, int thing) {
      int round = thing / Ink.PALETTE.size();
      return points ? List.of(DOT, DIAMOND, SQUARE, TRIANGLE).get(round % 4) : List.of(LINE, DASHES, DOTS).get(round % 3);
    }

    /** What a line is drawn with. */
    Stroke stroke(Ink ink, double standardPx) {
      float width = (float) ink.px(standardPx);
      float[] dashes = dashes(width);
      return dashes.length == 0 ? ink.stroke(standardPx) : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }

    /** A line's pieces and gaps; empty for one without gaps. */
    float[] dashes(float width) {
      return this == DASHES ? new float[] {3 * width, 2 * width} : this == DOTS ? new float[] {width, 1.5f * width} : new float[0];
    }

    /** The shape of a point about a place. */
    Shape shape(double x, double y, double radius) {
      return switch (this) {
        case DIAMOND -> polygon(x - 1.25 * radius, y, x, y - 1.25 * radius, x + 1.25 * radius, y, x, y + 1.25 * radius);
        case SQUARE -> new Rectangle2D.Double(x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius);
        case TRIANGLE -> polygon(x - 1.2 * radius, y + radius, x, y - 1.2 * radius, x + 1.2 * radius, y + radius);
        default -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      };
    }

    private static Shape polygon(double... corners) {
      var path = new Path2D.Double();
      path.moveTo(corners[0], corners[1]);
      for (int k = 2; k < corners.length; k += 2) {
        path.lineTo(corners[k], corners[k + 1]);
      }
      path.closePath();
      return path;
    }
  }

  private record Entry(Mark mark, Color color, String text) {}

  private final Ink ink;
  private final List<Entry> entries = new ArrayList<>();

  Legend(Ink ink) {
    this.ink = ink;
  }

  void add(Mark mark, Color color, String text) {
    entries.add(new Entry(mark, color, text));
  }

  /** Draws the entries below each other from the corner {@code (x, y)}, wrapped at {@code widthPx}. */
  void drawColumn(Graphics2D g, double x, double y, double widthPx) {
    g.setFont(ink.tickFont());
    var metrics = g.getFontMetrics();
    double baseline = y + metrics.getAscent();
    for (var entry : entries) {
      drawMark(g, entry, x, baseline - metrics.getAscent() * 0.36);
      g.setColor(Ink.TEXT);
      double indent = entry.mark() == Mark.NONE ? 0 : indent();
      for (var line : wrapped(entry.text(), metrics, widthPx - indent)) {
        g.drawString(line, (float) (x + indent), (float) baseline);
        baseline += metrics.getHeight();
      }
      baseline += ink.px(12);
    }
  }

  /** Draws the entries beside each other, in as many lines as they need; returns the height used. */
  double drawRows(Graphics2D g, double x, double y, double widthPx) {
    g.setFont(ink.tickFont());
    var metrics = g.getFontMetrics();
    double baseline = y + metrics.getAscent();
    double left = x;
    for (var entry : entries) {
      String text = Ink.fitted(entry.text(), metrics, widthPx - indent());
      double width = indent() + metrics.stringWidth(text);
      if (left > x && left + width > x + widthPx) {
        left = x;
        baseline += metrics.getHeight() * 1.15;
      }
      drawMark(g, entry, left, baseline - metrics.getAscent() * 0.36);
      g.setColor(Ink.TEXT);
      g.drawString(text, (float) (left + indent()), (float) baseline);
      left += width + ink.px(50);
    }
    return baseline + metrics.getDescent() - y;
  }

  private double indent() {
    return ink.px(48);
  }

  private void drawMark(Graphics2D g, Entry entry, double x, double middle) {
    g.setColor(entry.color());
    switch (entry.mark()) {
      case DOT, DIAMOND, SQUARE, TRIANGLE -> g.fill(entry.mark().shape(x + ink.px(17), middle, ink.px(11)));
      case LINE, DASHES, DOTS -> {
        g.setStroke(entry.mark().stroke(ink, 6));
        g.draw(new Line2D.Double(x, middle, x + ink.px(34), middle));
      }
      case NONE -> {}
    }
  }

  private static List<String> wrapped(String text, FontMetrics metrics, double widthPx) {
    var lines = new ArrayList<String>();
    var line = "";
    for (var word : text.split(" ")) {
      var longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.stringWidth(longer) > widthPx) {
        lines.add(line);
        longer = word;
      }
      line = Ink.fitted(longer, metrics, widthPx);
    }
    lines.add(line);
    return lines;
  }
}
