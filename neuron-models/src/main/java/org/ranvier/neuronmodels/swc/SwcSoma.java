package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ranvier.neuronmodels.morphology.PathPoint;

/**
 * The soma of a file. The conventions in use (see R. C. Cannon et al. 1998, J. Neurosci. Methods 84:49, and the notes on the soma at
 * NeuroMorpho.Org):
 *
 * <ul>
 *   <li>one point: a sphere, here a cylinder as long as wide, which has its area;
 *   <li>two points: a frustum from one to the other;
 *   <li>three points of which two hang on the first: a cylinder from the second through the first to the third;
 *   <li>one closed chain without branches whose radii are small against its size: a contour, taken as the sphere round the mean of its
 *       points whose radius is their mean distance from there;
 *   <li>several such chains in planes above one another: a stack, each contour reduced to its middle and mean radius, with frusta
 *       between them;
 *   <li>any other chain: a stack of frusta;
 *   <li>anything else: a tree, cut into sections like all branches.
 * </ul>
 */
final class SwcSoma {
  private final SwcTree tree;
  private final SwcProblems problems;
  private final SwcOptions.Soma reading;
  private final List<Integer> members = new ArrayList<>();
  private final List<List<SwcPoint>> chains = new ArrayList<>();

  SwcSoma(SwcTree tree, SwcProblems problems, SwcOptions.Soma reading) {
    this.tree = tree;
    this.problems = problems;
    this.reading = reading;
    collect();
  }

  /** All points of type soma. */
  List<Integer> members() {
    return members;
  }

  /** Chains that follow the first child from point to point; other children begin chains of their own. */
  private void collect() {
    var starts = new ArrayList<>(List.of(tree.root()));
    while (!starts.isEmpty()) {
      var chain = new ArrayList<SwcPoint>();
      for (int at = starts.removeLast(); at >= 0; ) {
        members.add(at);
        chain.add(tree.point(at));
        var next = tree.children(at).stream().filter(c -> tree.point(c).isSoma()).toList();
        starts.addAll(next.stream().skip(1).toList().reversed());
        at = next.isEmpty() ? -1 : next.getFirst();
      }
      chains.add(chain);
    }
  }

  /** The soma as one section; empty where it is a tree of several. Says how the points are read. */
  List<PathPoint> section() {
    var points = members.stream().map(tree::point).toList();
    if (points.size() == 1) {
      return sphere(points.getFirst().place().withRadius(checkedRadius(points.getFirst())));
    }
    boolean branches = chains.size() > 1;
    return switch (reading) {
      case CONTOUR -> contour(SwcOutline.of(points), "as asked for");
      case TREE -> branches ? tree("as asked for") : frusta(points);
      case AUTO -> {
        var stack = SwcOutline.stack(chains);
        if (!stack.isEmpty()) {
          yield stack(stack);
        }
        var outline = SwcOutline.of(points);
        if (!branches) {
          yield outline.isContour() ? contour(outline, "for they are one closed chain with radii far below its size") : chain(points, outline);
        }
        yield points.size() == 3 && tree.children(tree.root()).stream().filter(c -> tree.point(c).isSoma()).count() == 2
            ? frusta(List.of(points.get(1), points.get(0), points.get(2)))
            : tree("for they branch");
      }
    };
  }

  private List<PathPoint> chain(List<SwcPoint> points, SwcOutline outline) {
    if (points.size() > 2) {
      String why = outline.isClosed() ? "for their radii are those of a body, though the chain is closed" : "for their chain is open";
      chose("frusta from point to point", why, "contour");
    }
    return frusta(points);
  }

  private List<PathPoint> tree(String why) {
    members.forEach(m -> checkedRadius(tree.point(m)));
    chose("a tree, its frusta in several sections", why, "contour");
    return List.of();
  }

  private List<PathPoint> contour(SwcOutline outline, String why) {
    if (!(outline.radiusUm() > 0)) {
      throw problems.single(outline.points().getLast().line(), "all points of the soma's contour lie at one place");
    }
    chose(String.format(Locale.ROOT, "a contour, a sphere of radius %.4g um", outline.radiusUm()), why, "tree");
    return sphere(outline.middle());
  }

  private List<PathPoint> stack(List<SwcOutline> stack) {
    chose("a stack of " + stack.size() + " contours, frusta between their middles", "for they are closed chains in planes above one another", "tree");
    return stack.stream().map(SwcOutline::middle).toList();
  }

  private void chose(String what, String why, String other) {
    problems.chose("the " + members.size() + " points of the soma are read as " + what + ", " + why + " (--soma " + other + " reads them as "
        + (other.equals("tree") ? "frusta from point to point" : "one outline") + ")");
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

  /** Along y, as in NeuroMorpho.Org's somata of three points. */
  private static List<PathPoint> sphere(PathPoint middle) {
    double radius = middle.radiusUm();
    return List.of(
        new PathPoint(middle.xUm(), middle.yUm() - radius, middle.zUm(), radius),
        new PathPoint(middle.xUm(), middle.yUm() + radius, middle.zUm(), radius));
  }
}
