package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** What colours and marks mean, written in a place of its own beside the data. */
final class Legend {
  /** The sign in front of a text. */
  enum Mark {
    DOT,
    LINE,
    DIAMOND,
    NONE
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
      case DOT -> g.fill(new Ellipse2D.Double(x + ink.px(6), middle - ink.px(11), ink.px(22), ink.px(22)));
      case LINE -> {
        g.setStroke(ink.stroke(6));
        g.draw(new Line2D.Double(x, middle, x + ink.px(34), middle));
      }
      case DIAMOND -> g.fill(diamond(x + ink.px(17), middle, ink.px(14)));
      case NONE -> {}
    }
  }

  static Shape diamond(double x, double y, double radius) {
    var path = new Path2D.Double();
    path.moveTo(x - radius, y);
    path.lineTo(x, y - radius);
    path.lineTo(x + radius, y);
    path.lineTo(x, y + radius);
    path.closePath();
    return path;
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
