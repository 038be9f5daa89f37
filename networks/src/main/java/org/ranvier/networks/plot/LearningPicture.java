package org.ranvier.networks.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.Range;

/**
 * How several networks learn: a panel for each condition, with common axes; a thin line for each network and a thick one for the mean of those
 * that share a name.
 */
public final class LearningPicture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 1000;
  private static final int FURTHER_ROW_PX = 800;
  private static final int MOST_IN_A_ROW = 5; // more would leave no room for the titles

  private LearningPicture() {}

  /**
   * A line of one network.
   *
   * @param name shared by the same line of other networks
   * @param x ascending
   * @param y as many
   */
  public record Line(String name, double[] x, double[] y) {
    /** Of points, each x and y. */
    public static Line of(String name, List<double[]> points) {
      return new Line(name, points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray());
    }

    /** Of trials, the first of which is at 1: a point for the mean of so many each, in their middle; a rest is left out. */
    public static Line means(String name, double[] trials, int each) {
      int points = trials.length / each;
      double[] x = new double[points];
      double[] y = new double[points];
      for (int k = 0; k < points; k++) {
        x[k] = k * each + (each + 1) / 2.0;
        y[k] = Arrays.stream(trials, k * each, (k + 1) * each).average().orElseThrow();
      }
      return new Line(name, x, y);
    }
  }

  /** A condition. */
  public record Panel(String title, List<Line> lines) {
    public Panel {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Draws the panels beside each other, more than five in several rows, and writes them as a file (PNG, SVG or PDF, by its name) of 2400 by 1000
   * pixels, 800 higher for each further row.
   */
  public static void write(Path file, List<Panel> panels, String xLabel, String yLabel) {
    int height = HEIGHT_PX + (rows(panels) - 1) * FURTHER_ROW_PX;
    PictureFile.write(file, WIDTH_PX, height, g -> paint(g, panels, xLabel, yLabel, WIDTH_PX, height));
  }

  private static int rows(List<Panel> panels) {
    return Math.max(1, Math.ceilDiv(panels.size(), MOST_IN_A_ROW));
  }

  /** Draws the panels. */
  public static BufferedImage draw(List<Panel> panels, String xLabel, String yLabel, int widthPx, int heightPx) {
    PictureFile.checkSize(widthPx, heightPx);
    return PictureFile.image(widthPx, heightPx, g -> paint(g, panels, xLabel, yLabel, widthPx, heightPx));
  }

  private static void paint(Graphics2D g, List<Panel> panels, String xLabel, String yLabel, int widthPx, int heightPx) {
    var ink = Ink.forWidth(widthPx);
    var colors = colors(panels);
    var legend = new Legend(ink);
    colors.forEach((name, color) -> legend.add(Legend.Mark.LINE, color, name));
    double margin = ink.px(40);
    double left = ink.px(150);
    double top = ink.px(24) + (colors.size() < 2 ? 0 : legend.drawRows(g, left, ink.px(24), widthPx - left - margin)) + ink.px(80);
    double bottom = heightPx - ink.px(16);
    int rows = rows(panels);
    int inRow = Math.max(1, Math.ceilDiv(panels.size(), rows));
    double room = (widthPx - ink.px(16)) / inRow;
    double title = ink.px(70);
    double height = (bottom - top + title) / rows;
    for (int k = 0; k < panels.size(); k++) {
      int column = k % inRow;
      int row = k / inRow;
      var area = new Rectangle2D.Double(ink.px(16) + column * room, top + row * height, room - margin, height - title);
      draw(g, ink, area, panels.get(k), xAxis(ink, xLabel, panels), yAxis(ink, column == 0 ? yLabel : "", panels), colors);
    }
  }

  private static Map<String, Color> colors(List<Panel> panels) {
    var names = new LinkedHashSet<String>();
    panels.forEach(p -> p.lines.forEach(l -> names.add(l.name)));
    var colors = new LinkedHashMap<String, Color>();
    names.forEach(n -> colors.put(n, Ink.PALETTE.get(colors.size() % Ink.PALETTE.size())));
    return colors;
  }

  private static void draw(
      Graphics2D g, Ink ink, Rectangle2D area, Panel panel, NumberAxis x, NumberAxis y, Map<String, Color> colors) {
    var plot = ink.plot(x, y);
    plot.addAnnotation(new DataPainting((brush, data) -> paint(brush, ink, data, panel, x, y, colors)));
    plot.draw(g, area, null, null, null);
    g.setFont(ink.labelFont());
    g.setColor(Ink.TEXT);
    var metrics = g.getFontMetrics();
    String title = Ink.fitted(panel.title, metrics, area.getWidth());
    g.drawString(title, (float) (area.getCenterX() - metrics.stringWidth(title) / 2.0), (float) (area.getY() - ink.px(22)));
  }

  private static void paint(
      Graphics2D g, Ink ink, Rectangle2D data, Panel panel, NumberAxis x, NumberAxis y, Map<String, Color> colors) {
    for (Line line : panel.lines) {
      Color c = colors.getOrDefault(line.name, Ink.TEXT);
      g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 90));
      g.setStroke(ink.stroke(2));
      g.draw(path(data, line, x.getRange(), y.getRange()));
    }
    for (Line line : means(panel)) {
      g.setColor(colors.getOrDefault(line.name, Ink.TEXT));
      g.setStroke(new BasicStroke((float) ink.px(6), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(path(data, line, x.getRange(), y.getRange()));
    }
  }

  private static Path2D path(Rectangle2D data, Line line, Range x, Range y) {
    var path = new Path2D.Double();
    for (int k = 0; k < line.x.length; k++) {
      double px = data.getX() + (line.x[k] - x.getLowerBound()) / x.getLength() * data.getWidth();
      double py = data.getMaxY() - (line.y[k] - y.getLowerBound()) / y.getLength() * data.getHeight();
      if (k == 0) {
        path.moveTo(px, py);
      }
      path.lineTo(px, py);
    }
    return path;
  }

  /** The means of the lines of each name, at each x. */
  static List<Line> means(Panel panel) {
    var sums = new LinkedHashMap<String, TreeMap<Double, double[]>>();
    for (Line line : panel.lines) {
      var of = sums.computeIfAbsent(line.name, n -> new TreeMap<>());
      for (int k = 0; k < line.x.length; k++) {
        double[] sum = of.computeIfAbsent(line.x[k], at -> new double[2]);
        sum[0] += line.y[k];
        sum[1]++;
      }
    }
    var means = new ArrayList<Line>();
    sums.forEach(
        (name, of) -> {
          var points = of.entrySet().stream().map(e -> new double[] {e.getKey(), e.getValue()[0] / e.getValue()[1]}).toList();
          means.add(Line.of(name, points));
        });
    return means;
  }

  private static NumberAxis xAxis(Ink ink, String label, List<Panel> panels) {
    var lines = panels.stream().flatMap(p -> p.lines.stream()).filter(l -> l.x.length > 0);
    double most = lines.mapToDouble(l -> l.x[l.x.length - 1]).max().orElse(1);
    return ink.numberAxis(label, 0, most > 0 ? 1.02 * most : 1, 5);
  }

  private static NumberAxis yAxis(Ink ink, String label, List<Panel> panels) {
    double least = 0;
    double most = 0;
    for (Panel panel : panels) {
      for (Line line : panel.lines) {
        for (double y : line.y) {
          least = Math.min(least, y);
          most = Math.max(most, y);
        }
      }
    }
    double margin = most > least ? 0.03 * (most - least) : 1;
    return ink.numberAxis(label.isEmpty() ? " " : label, least - margin, most + margin, 7);
  }
}
