package org.ranvier.neuronmodels.morphology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** Puts pieces together: parents before children, each at its place in space. */
final class Assembly {
  private final Map<String, Integer> placed = new HashMap<>();
  private final List<Section> sections = new ArrayList<>();
  private final Map<Integer, Integer> children = new HashMap<>();

  private Assembly() {}

  static List<Section> sections(List<Piece> pieces) {
    var assembly = new Assembly();
    var waiting = byName(pieces);
    while (!waiting.isEmpty()) {
      int before = waiting.size();
      waiting.values().removeIf(assembly::place);
      if (waiting.size() == before) {
        throw new RanvierException(
            "pieces " + waiting.keySet()
                + " are not connected to the root: they hang on one another in a ring; attach one of them to "
                + (assembly.sections.isEmpty() ? "nothing, as the root" : "'" + assembly.sections.getFirst().name()
                    + "' or what grows from it"));
      }
    }
    return assembly.sections;
  }

  private static Map<String, Piece> byName(List<Piece> pieces) {
    var named = new LinkedHashMap<String, Piece>();
    Piece root = null;
    for (var piece : pieces) {
      if (named.put(piece.name(), piece) != null) {
        throw new RanvierException("two pieces have the name '" + piece.name() + "'; names must differ");
      }
      if (piece.parent().isEmpty()) {
        if (root != null) {
          throw new RanvierException(
              "pieces '" + root.name() + "' and '" + piece.name()
                  + "' are not connected: one of them must be attached with on(...)");
        }
        root = piece;
      }
    }
    for (var piece : pieces) {
      piece.parent().filter(p -> !named.containsKey(p)).ifPresent(p -> {
        throw new RanvierException(
            "piece '" + piece.name() + "' is attached to '" + p + "', which is not there" + Names.suggest(
                p, new ArrayList<>(named.keySet())));
      });
    }
    return named;
  }

  /** Whether the piece could be placed: its parent is there. */
  private boolean place(Piece piece) {
    if (piece.parent().isEmpty()) {
      double half = piece.labels().contains(Section.SOMA) ? piece.length() / 2 : 0;
      var up = new PathPoint(0, 1, 0, 0);
      add(piece, -1, 1, laidOut(piece, new PathPoint(0, -half, 0, 0), piece.direction().orElse(up)));
      return true;
    }
    Integer parent = placed.get(piece.parent().get());
    if (parent == null) {
      return false;
    }
    var section = sections.get(parent);
    double fraction = piece.fraction().orElse(section.isSoma() ? 0.5 : 1.0);
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new RanvierException(
          "piece '" + piece.name() + "' is attached at fraction " + fraction + " of '" + section.name()
              + "', outside the cell: use 0 to 1");
    }
    var shape = new SectionShape(section.points());
    var origin = shape.at(fraction * shape.lengthUm());
    var direction = piece.direction().orElseGet(() -> direction(section, parent));
    boolean onSide = section.isSoma() && fraction > 0 && fraction < 1;
    add(piece, parent, fraction, laidOut(piece, onSide ? moved(origin, direction, origin.radiusUm()) : origin, direction));
    return true;
  }

  private void add(Piece piece, int parent, double fraction, List<PathPoint> points) {
    placed.put(piece.name(), sections.size());
    sections.add(new Section(piece.name(), piece.labels(), points, parent, fraction));
  }

  private static List<PathPoint> laidOut(Piece piece, PathPoint from, PathPoint direction) {
    if (!piece.laidOut()) {
      return piece.path();
    }
    var end = moved(from, direction, piece.length());
    return List.of(from.withRadius(piece.path().getFirst().radiusUm()), end.withRadius(piece.path().getLast().radiusUm()));
  }

  private static PathPoint moved(PathPoint from, PathPoint direction, double byUm) {
    double f = byUm / new PathPoint(0, 0, 0, 0).distanceTo(direction);
    return new PathPoint(
        from.xUm() + f * direction.xUm(), from.yUm() + f * direction.yUm(), from.zUm() + f * direction.zUm(), from.radiusUm());
  }

  /** Round a soma: up, down, right, left and between; from a cable: to both sides of straight on, in the plane of x and y. */
  private PathPoint direction(Section parent, int index) {
    int child = children.merge(index, 1, Integer::sum) - 1;
    var a = parent.points().get(parent.points().size() - 2);
    var b = parent.points().getLast();
    double dx = b.xUm() - a.xUm();
    double dy = b.yUm() - a.yUm();
    double straight = dx == 0 && dy == 0 ? Math.PI / 2 : Math.atan2(dy, dx);
    int pair = child / 2;
    int side = child % 2 == 0 ? 1 : -1;
    int degrees = parent.isSoma() ? 90 * (1 - side) + 90 * (pair % 2) + 37 * (child / 4) : side * (25 + 30 * pair);
    double angle = straight + Math.toRadians(degrees);
    return new PathPoint(Math.cos(angle), Math.sin(angle), 0, 0);
  }
}
