package org.ranvier.neuronmodels.morphology;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * A section for a cell built by hand. A value: each method gives a changed copy.
 *
 * @param name unique in the cell
 * @param labels the regions it belongs to
 * @param path where its points are given: all of them; otherwise two points whose distance is the length, to be laid out
 * @param laidOut whether the place is still to be chosen
 * @param parent name of the piece that it is attached to; empty for the root
 * @param fraction where on the parent; empty for the middle of a soma and the end of anything else
 * @param direction in which to lay it out; empty to choose one that keeps branches apart
 */
public record Piece(
    String name,
    Set<String> labels,
    List<PathPoint> path,
    boolean laidOut,
    Optional<String> parent,
    Optional<Double> fraction,
    Optional<PathPoint> direction) {

  /** A spherical soma named {@code soma}: a cylinder as long as wide, which has the area of the sphere. */
  public static Piece soma(double diameterUm) {
    return cylinder(Section.SOMA, diameterUm, diameterUm).label(Section.SOMA);
  }

  /** A cylinder. */
  public static Piece cylinder(String name, double lengthUm, double diameterUm) {
    return cone(name, lengthUm, diameterUm, diameterUm);
  }

  /** A cone that is cut off: the diameter changes linearly from start to end. */
  public static Piece cone(String name, double lengthUm, double startDiameterUm, double endDiameterUm) {
    if (!(lengthUm > 0 && Double.isFinite(lengthUm))) {
      throw refusal(name, "length", lengthUm);
    }
    for (double diameter : new double[] {startDiameterUm, endDiameterUm}) {
      if (!(diameter > 0 && Double.isFinite(diameter))) {
        throw refusal(name, "diameter", diameter);
      }
    }
    var points = List.of(new PathPoint(0, 0, 0, startDiameterUm / 2), new PathPoint(0, lengthUm, 0, endDiameterUm / 2));
    return new Piece(name, Set.of(), points, true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A chain of points, which stay where they are. */
  public static Piece path(String name, List<PathPoint> points) {
    return new Piece(name, Set.of(), List.copyOf(points), false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same piece in these regions besides those it is in. */
  public Piece label(String... more) {
    var all = new TreeSet<>(labels);
    all.addAll(List.of(more));
    return new Piece(name, Set.copyOf(all), path, laidOut, parent, fraction, direction);
  }

  /** Attached to the middle of a soma, or to the end of another piece. */
  public Piece on(String parentName) {
    return new Piece(name, labels, path, laidOut, Optional.of(parentName), Optional.empty(), direction);
  }

  /** Attached to a fraction of another piece, from 0 (its start) to 1 (its end). */
  public Piece on(String parentName, double parentFraction) {
    return new Piece(name, labels, path, laidOut, Optional.of(parentName), Optional.of(parentFraction), direction);
  }

  /** Laid out in this direction; its length does not matter. */
  public Piece towards(double x, double y, double z) {
    if (!(x * x + y * y + z * z > 0)) {
      throw new RanvierException("piece '" + name + "': the direction (" + x + ", " + y + ", " + z + ") has no length");
    }
    return new Piece(name, labels, path, laidOut, parent, fraction, Optional.of(new PathPoint(x, y, z, 0)));
  }

  double length() {
    return path.getFirst().distanceTo(path.getLast());
  }

  private static RanvierException refusal(String name, String what, double value) {
    return new RanvierException(String.format(Locale.ROOT, "piece '%s': %s %s um must be positive", name, what, value));
  }
}
