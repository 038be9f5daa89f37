package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ranvier.neuronmodels.morphology.PathPoint;

/**
 * A drawn outline of a soma: its mean point, and the mean distance of its points from there (NeuroMorpho.Org's rule for a single
 * contour, "Soma format representation").
 *
 * @param middle the mean of the points; its radius is the mean distance from there
 */
record SwcOutline(List<SwcPoint> points, PathPoint middle) {
  /** A contour's radii are those of a pen; where they reach this part of its size, they are those of a body. */
  private static final double PEN = 0.5;

  private static final int FEWEST = 4;

  static SwcOutline of(List<SwcPoint> points) {
    double x = points.stream().mapToDouble(p -> p.place().xUm()).average().orElseThrow();
    double y = points.stream().mapToDouble(p -> p.place().yUm()).average().orElseThrow();
    double z = points.stream().mapToDouble(p -> p.place().zUm()).average().orElseThrow();
    var middle = new SwcPoint(0, 0, 0, new PathPoint(x, y, z, 0), -1);
    double radius = points.stream().mapToDouble(middle::distanceTo).average().orElseThrow();
    return new SwcOutline(points, middle.place().withRadius(radius));
  }

  double radiusUm() {
    return middle.radiusUm();
  }

  /** A closed outline is at least twice as long as wide, and its last step is of the size of the others. */
  boolean isClosed() {
    if (points.size() < FEWEST) {
      return false;
    }
    double length = 0;
    double longest = 0;
    for (int k = 1; k < points.size(); k++) {
      double step = points.get(k - 1).distanceTo(points.get(k));
      length += step;
      longest = Math.max(longest, step);
    }
    double gap = points.getFirst().distanceTo(points.getLast());
    return gap <= 1.5 * longest && length + gap >= 2 * width();
  }

  /** The largest distance of two points. */
  private double width() {
    double width = 0;
    for (int k = 1; k < points.size(); k++) {
      for (int m = 0; m < k; m++) {
        width = Math.max(width, points.get(m).distanceTo(points.get(k)));
      }
    }
    return width;
  }

  /** Whether the radii are too small to be those of the body that the points go round. */
  boolean isDrawn() {
    return radiusUm() > 0 && points.stream().allMatch(p -> p.place().radiusUm() < PEN * radiusUm());
  }

  boolean isContour() {
    return isDrawn() && isClosed();
  }

  private double depth() {
    var z = points.stream().mapToDouble(p -> p.place().zUm()).summaryStatistics();
    return z.getMax() - z.getMin();
  }

  /**
   * Contours in planes above one another, from below; empty where the chains are not such a stack. A chain that goes through several planes, as
   * Cvapp writes them, is cut between planes.
   */
  static List<SwcOutline> stack(List<List<SwcPoint>> chains) {
    var outlines = new ArrayList<SwcOutline>();
    for (var chain : chains) {
      planes(chain).forEach(plane -> outlines.add(of(plane)));
    }
    outlines.sort(Comparator.comparingDouble(o -> o.middle.zUm()));
    for (int k = 0; k < outlines.size(); k++) {
      var outline = outlines.get(k);
      boolean apart = k == 0 || outline.middle.zUm() > outlines.get(k - 1).middle.zUm();
      if (!outline.isContour() || outline.depth() >= PEN * outline.radiusUm() || !apart) {
        return List.of();
      }
    }
    return outlines.size() < 2 ? List.of() : outlines;
  }

  /** A chain cut where z changes, if in each piece z is the same; else the chain. */
  private static List<List<SwcPoint>> planes(List<SwcPoint> chain) {
    var planes = new ArrayList<List<SwcPoint>>();
    for (var point : chain) {
      if (planes.isEmpty() || planes.getLast().getLast().place().zUm() != point.place().zUm()) {
        planes.add(new ArrayList<>());
      }
      planes.getLast().add(point);
    }
    return planes.stream().allMatch(p -> p.size() >= FEWEST) ? planes : List.of(chain);
  }
}
