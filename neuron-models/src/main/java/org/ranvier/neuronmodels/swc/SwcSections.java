package org.ranvier.neuronmodels.swc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.PathPoint;
import org.ranvier.neuronmodels.morphology.Section;

/** Cuts the tree of points into sections, depth first: where it branches and where the type changes. */
final class SwcSections {
  /** A section that is still to be built: its first own point, and the place where it is attached. */
  private record Start(int point, int parent, double fraction, Optional<PathPoint> from) {}

  private final SwcTree tree;
  private final SwcProblems problems;
  private final SwcOptions options;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Deque<Start> waiting = new ArrayDeque<>();

  SwcSections(SwcTree tree, SwcProblems problems, SwcOptions options) {
    this.tree = tree;
    this.problems = problems;
    this.options = options;
  }

  List<Section> sections() {
    if (tree.point(tree.root()).isSoma()) {
      startAtSoma();
    } else {
      startAtPoint();
    }
    while (!waiting.isEmpty()) {
      grow(waiting.pop());
    }
    if (sections.size() > 1) {
      boolean own = options.branchStart() == SwcOptions.BranchStart.OWN;
      problems.chose("branches " + (own ? "begin with the radius of their own first point" : "taper from the radius of their parent's point")
          + ", but for those on the soma (--branch-start " + (own ? "parent" : "own") + " reads them the other way)");
    }
    return sections;
  }

  private void startAtSoma() {
    var soma = new SwcSoma(tree, problems, options.soma());
    var section = soma.section();
    if (section.isEmpty()) {
      startAtPoint();
      return;
    }
    sections.add(new Section(Morphology.SOMA, Set.of(Morphology.SOMA), section, -1, 0));
    var stems = new ArrayList<Start>();
    for (int member : soma.members().stream().sorted().toList()) {
      for (int child : tree.children(member)) {
        if (!tree.point(child).isSoma()) {
          stems.add(new Start(child, 0, 0.5, Optional.empty()));
        }
      }
    }
    stems.reversed().forEach(waiting::push);
  }

  /** The first branch is the root; others at the same point are attached to its start. */
  private void startAtPoint() {
    int root = tree.root();
    boolean soma = tree.point(root).isSoma();
    var children = tree.children(root);
    if (children.isEmpty()) {
      throw problems.single(tree.point(root).line(), "one point that is no soma is no cell; it needs a second point");
    }
    // Where the soma is a tree, its first branch is the root, whatever else hangs there.
    int first = soma ? children.stream().filter(c -> tree.point(c).isSoma()).findFirst().orElseThrow() : children.getFirst();
    for (int child : children.reversed()) {
      if (child != first) {
        waiting.push(start(root, child, 0, 0));
      }
    }
    waiting.push(new Start(first, -1, 0, Optional.of(tree.point(root).place())));
  }

  /** A branch that begins at a point of its parent. One that leaves the soma begins at its own first point if it has a second. */
  private Start start(int at, int child, int parent, double fraction) {
    var end = tree.point(at);
    var begin = tree.point(child);
    if (end.isSoma() && !begin.isSoma()) {
      boolean single = tree.children(child).isEmpty();
      return new Start(child, parent, fraction, single ? Optional.of(end.place().withRadius(begin.place().radiusUm())) : Optional.empty());
    }
    boolean own = options.branchStart() == SwcOptions.BranchStart.OWN;
    return new Start(child, parent, fraction, Optional.of(own ? end.place().withRadius(begin.place().radiusUm()) : end.place()));
  }

  /** The next point of a section, -1 where it ends. */
  private int continuation(int point) {
    var children = tree.children(point);
    return children.size() == 1 && tree.point(children.getFirst()).type() == tree.point(point).type() ? children.getFirst() : -1;
  }

  private void grow(Start start) {
    var points = new ArrayList<PathPoint>();
    start.from().ifPresent(points::add);
    int last = start.point();
    points.add(tree.point(last).place());
    for (int next = continuation(last); next >= 0; next = continuation(last)) {
      last = next;
      points.add(tree.point(last).place());
    }
    int parent = start.parent();
    double fraction = start.fraction();
    if (points.size() > 1 || tree.children(last).isEmpty()) {
      if (points.size() == 1) {
        points.addFirst(surfaceOfSoma(points.getFirst()));
      }
      parent = add(start, tree.point(start.point()).type(), points);
      fraction = 1;
    }
    for (int child : tree.children(last).reversed()) {
      waiting.push(start(last, child, parent, fraction));
    }
  }

  private int add(Start start, int type, List<PathPoint> points) {
    var first = points.getFirst();
    if (points.stream().allMatch(p -> p.withRadius(0).equals(first.withRadius(0)))) {
      throw problems.single(
          tree.point(start.point()).line(),
          "point " + tree.point(start.point()).id()
              + " lies where its parent lies, so that its branch has no length; remove one of them");
    }
    var label = label(type);
    boolean dendrite = label.equals(Morphology.BASAL) || label.equals(Morphology.APICAL);
    int number = numbers.merge(label, 1, Integer::sum) - 1;
    sections.add(
        new Section(
            label + "[" + number + "]", dendrite ? Set.of(label, Morphology.DENDRITE) : Set.of(label), points, start.parent(),
                start.fraction()));
    return sections.size() - 1;
  }

  /** A neurite of one point reaches from the soma's surface, or from its middle where the point lies inside. */
  private PathPoint surfaceOfSoma(PathPoint tip) {
    var soma = sections.getFirst().points();
    var a = soma.getFirst();
    var b = soma.getLast();
    double radius = a.radiusUm();
    double mx = (a.xUm() + b.xUm()) / 2;
    double my = (a.yUm() + b.yUm()) / 2;
    double mz = (a.zUm() + b.zUm()) / 2;
    double dx = tip.xUm() - mx;
    double dy = tip.yUm() - my;
    double dz = tip.zUm() - mz;
    double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double f = distance > radius ? radius / distance : 0;
    return new PathPoint(mx + f * dx, my + f * dy, mz + f * dz, tip.radiusUm());
  }

  private String label(int type) {
    var own = type == SwcPoint.SOMA ? null : options.labels().get(type);
    if (own != null) {
      return own;
    }
    return switch (type) {
      case SwcPoint.SOMA -> Morphology.SOMA;
      case 0 -> "undefined";
      case 2 -> Morphology.AXON;
      case 3 -> Morphology.BASAL;
      case 4 -> Morphology.APICAL;
      default -> "type" + type;
    };
  }
}
