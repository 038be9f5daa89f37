package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.morphology.PathPoint;

/**
 * The soma of a file as a chain of frusta. The conventions in use (see R. C. Cannon et al. 1998, J. Neurosci. Methods 84:49, and
 * the notes on the soma at NeuroMorpho.Org):
 *
 * <ul>
 *   <li>one point: a sphere, here a cylinder as long as wide, which has its area;
 *   <li>two points: a frustum from one to the other;
 *   <li>three points of which two hang on the first: a cylinder from the second through the first to the third;
 *   <li>a chain that is open: a stack of frusta;
 *   <li>a chain that closes, or outlines that branch: a contour, taken as the sphere round the mean of its points whose radius is
 *       their mean distance from there.
 * </ul>
 */
final class SwcSoma {
  private final SwcTree tree;
  private final SwcProblems problems;
  private final List<Integer> members = new ArrayList<>();
  private boolean branches;

  SwcSoma(SwcTree tree, SwcProblems problems) {
    this.tree = tree;
    this.problems = problems;
    collect();
  }

  /** All points of type soma. */
  List<Integer> members() {
    return members;
  }

  private void collect() {
    members.add(tree.root());
    for (int k = 0; k < members.size(); k++) {
      var next = tree.children(members.get(k)).stream().filter(c -> tree.point(c).isSoma()).toList();
      branches |= next.size() > 1;
      members.addAll(next);
    }
  }

  List<PathPoint> points() {
    var points = members.stream().map(tree::point).toList();
    if (points.size() == 1) {
      return sphere(points.getFirst().place(), checkedRadius(points.getFirst()));
    }
    if (points.size() == 3 && branches) {
      return frusta(List.of(points.get(1), points.get(0), points.get(2)));
    }
    return branches || isClosed(points) ? contour(points) : frusta(points);
  }

  private List<PathPoint> frusta(List<SwcPoint> points) {
    points.forEach(this::checkedRadius);
    if (points.stream().allMatch(p -> p.distanceTo(points.getFirst()) == 0)) {
      throw problems.single(points.getLast().line(), "all points of the soma lie at one place; leave one of them");
    }
    return points.stream().map(SwcPoint::place).toList();
  }

  private double checkedRadius(SwcPoint point) {
    if (point.place().radiusUm() > 0) {
      return point.place().radiusUm();
    }
    throw problems.single(point.line(), "the radius 0 of point " + point.id() + " of the soma must be positive");
  }

  /** A closed outline is at least twice as long as wide, and its last step is of the size of the others. */
  private static boolean isClosed(List<SwcPoint> chain) {
    double length = 0;
    double longest = 0;
    double width = 0;
    for (int k = 0; k < chain.size(); k++) {
      double step = k == 0 ? 0 : chain.get(k - 1).distanceTo(chain.get(k));
      length += step;
      longest = Math.max(longest, step);
      for (int m = 0; m < k; m++) {
        width = Math.max(width, chain.get(m).distanceTo(chain.get(k)));
      }
    }
    double gap = chain.getFirst().distanceTo(chain.getLast());
    return chain.size() >= 4 && gap <= 1.5 * longest && length + gap >= 2 * width;
  }

  private List<PathPoint> contour(List<SwcPoint> points) {
    double x = points.stream().mapToDouble(p -> p.place().xUm()).average().orElseThrow();
    double y = points.stream().mapToDouble(p -> p.place().yUm()).average().orElseThrow();
    double z = points.stream().mapToDouble(p -> p.place().zUm()).average().orElseThrow();
    var middle = new SwcPoint(0, 0, 0, new PathPoint(x, y, z, 0), -1);
    double radius = points.stream().mapToDouble(middle::distanceTo).average().orElseThrow();
    if (!(radius > 0)) {
      throw problems.single(points.getLast().line(), "all points of the soma's contour lie at one place");
    }
    return sphere(middle.place(), radius);
  }

  /** Along y, as in NeuroMorpho.Org's somata of three points. */
  private static List<PathPoint> sphere(PathPoint middle, double radius) {
    return List.of(
        new PathPoint(middle.xUm(), middle.yUm() - radius, middle.zUm(), radius),
        new PathPoint(middle.xUm(), middle.yUm() + radius, middle.zUm(), radius));
  }
}
