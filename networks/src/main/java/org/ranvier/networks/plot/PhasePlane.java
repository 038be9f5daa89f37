package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The plane of two variables: where a flow goes, its nullclines, and trajectories.
 *
 * <pre>{@code
 * PhasePlane.of("V_m (mV)", "w (pA)", -80, -40, -100, 300)
 *     .flow("dV/dt = 0", "dw/dt = 0", (v, w) -> new double[] {dv(v, w), dw(v, w)})
 *     .trajectory("neuron 0", potentials, adaptations)
 *     .write(Path.of("phase.pdf"));
 * }</pre>
 *
 * <p>Arrows have one length: they show directions. Nullclines are drawn where the sign of a component changes between points of a grid of 200 by
 * 200, interpolated linearly.
 */
public final class PhasePlane extends Picture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 1800;
  private static final int GRID = 200;
  private static final int ARROWS = 22;

  /** The flow at a point: the derivatives of x and y. */
  @FunctionalInterface
  public interface Flow {
    double[] at(double x, double y);
  }

  private record Nullclines(String ofX, String ofY, Flow flow) {}

  private record Trajectory(String name, double[] x, double[] y) {}

  private final String xLabel;
  private final String yLabel;
  private final double[] x;
  private final double[] y;
  private final List<Nullclines> flows = new ArrayList<>();
  private final List<Trajectory> trajectories = new ArrayList<>();

  private PhasePlane(String xLabel, String yLabel, double[] x, double[] y) {
    super(WIDTH_PX, HEIGHT_PX);
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.x = x;
    this.y = y;
  }

  /** A plane within these bounds. */
  public static PhasePlane of(String xLabel, String yLabel, double xFrom, double xTo, double yFrom, double yTo) {
    return new PhasePlane(xLabel, yLabel, Ink.range(xLabel, xFrom, xTo), Ink.range(yLabel, yFrom, yTo));
  }

  /** Arrows of a flow, and the nullclines of its two components under these names. */
  public PhasePlane flow(String xNullcline, String yNullcline, Flow flow) {
    flows.add(new Nullclines(xNullcline, yNullcline, flow));
    return this;
  }

  /** A way through the plane, in the order of its points. */
  public PhasePlane trajectory(String name, double[] x, double[] y) {
    XYPicture.checkLengths(name, x, y);
    trajectories.add(new Trajectory(name, x.clone(), y.clone()));
    return this;
  }

  @Override
  void paint(Graphics2D g, Ink ink, int widthPx, int heightPx) {
    var legend = new Legend(ink);
    int colour = 0;
    for (var flow : flows) {
      legend.add(Legend.Mark.LINE, Ink.PALETTE.get(colour++ % Ink.PALETTE.size()), flow.ofX);
      legend.add(Legend.Mark.LINE, Ink.PALETTE.get(colour++ % Ink.PALETTE.size()), flow.ofY);
    }
    for (var way : trajectories) {
      legend.add(Legend.Mark.LINE, trajectoryColour(colour++), way.name);
    }
    double margin = ink.px(72);
    double top = ink.px(48) + (colour > 1 ? legend.drawRows(g, ink.px(170), ink.px(24), widthPx - ink.px(170) - margin) : 0);
    var plot = ink.plot(ink.numberAxis(xLabel, x[0], x[1], 9), ink.numberAxis(yLabel, y[0], y[1], 7));
    plot.addAnnotation(new DataPainting((brush, area) -> paint(brush, ink, area)));
    plot.draw(g, new Rectangle2D.Double(ink.px(16), top, widthPx - margin - ink.px(16), heightPx - top - ink.px(16)), null, null, null);
  }

  /** The first trajectory is black beside nullclines. */
  private Color trajectoryColour(int k) {
    return k == 2 * flows.size() ? Ink.TEXT : Ink.PALETTE.get(k % Ink.PALETTE.size());
  }

  private void paint(Graphics2D g, Ink ink, Rectangle2D area) {
    var clip = g.getClip();
    g.clip(area);
    int colour = 0;
    for (var flow : flows) {
      arrows(g, ink, area, flow.flow);
      for (int component = 0; component < 2; component++) {
        g.setColor(Ink.PALETTE.get(colour++ % Ink.PALETTE.size()));
        g.setStroke(ink.stroke(5));
        g.draw(nullcline(area, flow.flow, component));
      }
    }
    for (var way : trajectories) {
      g.setColor(trajectoryColour(colour++));
      g.setStroke(ink.stroke(4));
      g.draw(path(area, way));
    }
    g.setClip(clip);
  }

  private double px(Rectangle2D area, double of) {
    return area.getX() + (of - x[0]) / (x[1] - x[0]) * area.getWidth();
  }

  private double py(Rectangle2D area, double of) {
    return area.getMaxY() - (of - y[0]) / (y[1] - y[0]) * area.getHeight();
  }

  private Path2D path(Rectangle2D area, Trajectory way) {
    var path = new Path2D.Double();
    boolean pen = false;
    for (int k = 0; k < way.x.length; k++) {
      boolean finite = Double.isFinite(way.x[k]) && Double.isFinite(way.y[k]);
      if (finite && pen) {
        path.lineTo(px(area, way.x[k]), py(area, way.y[k]));
      } else if (finite) {
        path.moveTo(px(area, way.x[k]), py(area, way.y[k]));
      }
      pen = finite;
    }
    return path;
  }

  private void arrows(Graphics2D g, Ink ink, Rectangle2D area, Flow flow) {
    g.setColor(new Color(0xb4, 0xb4, 0xb4));
    g.setStroke(ink.stroke(2.5));
    double length = 0.55 * Math.min(area.getWidth(), area.getHeight()) / ARROWS;
    for (int i = 0; i < ARROWS; i++) {
      for (int j = 0; j < ARROWS; j++) {
        double atX = x[0] + (i + 0.5) / ARROWS * (x[1] - x[0]);
        double atY = y[0] + (j + 0.5) / ARROWS * (y[1] - y[0]);
        double[] d = flow.at(atX, atY);
        double dx = d[0] / (x[1] - x[0]) * area.getWidth();
        double dy = -d[1] / (y[1] - y[0]) * area.getHeight();
        double norm = Math.hypot(dx, dy);
        if (norm > 0 && Double.isFinite(norm)) {
          arrow(g, px(area, atX), py(area, atY), dx / norm * length, dy / norm * length);
        }
      }
    }
  }

  private static void arrow(Graphics2D g, double x, double y, double dx, double dy) {
    double tipX = x + dx / 2;
    double tipY = y + dy / 2;
    g.draw(new Line2D.Double(x - dx / 2, y - dy / 2, tipX, tipY));
    g.draw(new Line2D.Double(tipX, tipY, tipX - 0.3 * dx - 0.2 * dy, tipY - 0.3 * dy + 0.2 * dx));
    g.draw(new Line2D.Double(tipX, tipY, tipX - 0.3 * dx + 0.2 * dy, tipY - 0.3 * dy - 0.2 * dx));
  }

  /** Where a component is 0: each square of the grid is cut into two triangles, and each triangle that the line crosses has a piece of it. */
  private Path2D nullcline(Rectangle2D area, Flow flow, int component) {
    double[][] value = new double[GRID + 1][GRID + 1];
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        value[i][j] = flow.at(x[0] + (x[1] - x[0]) * i / GRID, y[0] + (y[1] - y[0]) * j / GRID)[component];
      }
    }
    var path = new Path2D.Double();
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        crossing(path, area, value, new int[] {i, i + 1, i}, new int[] {j, j, j + 1});
        crossing(path, area, value, new int[] {i + 1, i + 1, i}, new int[] {j, j + 1, j + 1});
      }
    }
    return path;
  }

  private static void crossing(Path2D path, Rectangle2D area, double[][] value, int[] i, int[] j) {
    boolean begun = false;
    for (int k = 0; k < 3; k++) {
      int next = (k + 1) % 3;
      double a = value[i[k]][j[k]];
      double b = value[i[next]][j[next]];
      if (a < 0 != b < 0 && Double.isFinite(a) && Double.isFinite(b)) {
        double f = a / (a - b);
        double atX = area.getX() + (i[k] + f * (i[next] - i[k])) / GRID * area.getWidth();
        double atY = area.getMaxY() - (j[k] + f * (j[next] - j[k])) / GRID * area.getHeight();
        if (begun) {
          path.lineTo(atX, atY);
        } else {
          path.moveTo(atX, atY);
        }
        begun = true;
      }
    }
  }
}
