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
  private final Map<Integer, String> labels;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Deque<Start> waiting = new ArrayDeque<>();

  SwcSections(SwcTree tree, SwcProblems problems, Map<Integer, String> labels) {
    this.tree = tree;
    this.problems = problems;
    this.labels = labels;
  }

  List<Section> sections() {
    if (tree.point(tree.root()).isSoma()) {
      startAtSoma();
    } else {
      startAtNeurite();
    }
    while (!waiting.isEmpty()) {
      grow(waiting.pop());
    }
    return sections;
  }

  private void startAtSoma() {
    var soma = new SwcSoma(tree, problems);
    sections.add(new Section(Morphology.SOMA, Set.of(Morphology.SOMA), soma.points(), -1, 0));
    var stems = new ArrayList<Start>();
    for (int member : soma.members()) {
      for (int child : tree.children(member)) {
        if (!tree.point(child).isSoma()) {
          stems.add(new Start(child, 0, 0.5, Optional.empty()));
        }
      }
    }
    stems.reversed().forEach(waiting::push);
  }

  /** The first branch is the root; others at the same point are attached to its start. */
  private void startAtNeurite() {
    int root = tree.root();
    var children = tree.children(root);
    if (children.isEmpty()) {
      throw problems.single(tree.point(root).line(), "one point that is no soma is no cell; it needs a second point");
    }
    var place = tree.point(root).place();
    int first = children.getFirst();
    for (int child : children.subList(1, children.size()).reversed()) {
      waiting.push(new Start(child, 0, 0, Optional.of(place.withRadius(tree.point(child).place().radiusUm()))));
    }
    waiting.push(new Start(first, -1, 0, Optional.of(place)));
  }

  private void grow(Start start) {
    var points = new ArrayList<PathPoint>();
    start.from().ifPresent(points::add);
    int last = start.point();
    points.add(tree.point(last).place());
    int type = tree.point(last).type();
    while (tree.children(last).size() == 1 && tree.point(tree.children(last).getFirst()).type() == type) {
      last = tree.children(last).getFirst();
      points.add(tree.point(last).place());
    }
    int parent = start.parent();
    double fraction = start.fraction();
    if (points.size() > 1 || tree.children(last).isEmpty()) {
      if (points.size() == 1) {
        points.addFirst(surfaceOfSoma(points.getFirst()));
      }
      parent = add(start, type, points);
      fraction = 1;
    }
    var end = points.getLast();
    for (int child : tree.children(last).reversed()) {
      waiting.push(new Start(child, parent, fraction, Optional.of(end.withRadius(tree.point(child).place().radiusUm()))));
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
    var own = labels.get(type);
    if (own != null) {
      return own;
    }
    return switch (type) {
      case 0 -> "undefined";
      case 2 -> Morphology.AXON;
      case 3 -> Morphology.BASAL;
      case 4 -> Morphology.APICAL;
      default -> "type" + type;
    };
  }
}
