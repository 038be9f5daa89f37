package org.ranvier.neuronmodels.morphology;

import java.util.Locale;
import org.ranvier.simulator.RanvierException;

/**
 * A part of a cell, defined without reference to one: it selects the compartments of whatever tree it is asked about.
 * Compartments belong to it by their middle; joints never do.
 *
 * <pre>{@code
 * Region tuft = Region.of("apical").and(Region.distance(300, Double.POSITIVE_INFINITY));
 * int[] compartments = tree.compartments(tuft);
 * }</pre>
 */
public sealed interface Region {
  /** The whole cell. */
  static Region all() {
    return new All();
  }

  /** All sections with this label, or the one section with this name. */
  static Region of(String labelOrSection) {
    return new Named(labelOrSection);
  }

  /** What lies from {@code fromUm} to below {@code toUm} away from the origin, along the tree. */
  static Region distance(double fromUm, double toUm) {
    if (!(fromUm >= 0 && toUm > fromUm)) {
      throw new RanvierException(
          String.format(Locale.ROOT, "region by distance from %s to %s um: needs 0 <= from < to", fromUm, toUm));
    }
    return new Distance(fromUm, toUm);
  }

  /**
   * Sections of branching order {@code from} to {@code to}: 0 is the root, 1 what grows from it, one more behind each branch
   * point.
   */
  static Region order(int from, int to) {
    if (from < 0 || to < from) {
      throw new RanvierException("region by branching order from " + from + " to " + to + ": needs 0 <= from <= to");
    }
    return new Order(from, to);
  }

  /** What lies in this region or in the other. */
  default Region or(Region other) {
    return new Union(this, other);
  }

  /** What lies in this region and in the other. */
  default Region and(Region other) {
    return new Intersection(this, other);
  }

  /** What lies in this region and not in the other. */
  default Region minus(Region other) {
    return new Difference(this, other);
  }

  /**
   * Whether a compartment, not a joint, lies in this region.
   *
   * @param section of which it is a part
   * @param distanceUm of its middle from the origin, along the tree
   */
  boolean holds(TreeSection section, double distanceUm);

  /** See {@link #all()}. */
  record All() implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return true;
    }

    @Override
    public String toString() {
      return "all";
    }
  }

  /** See {@link #of(String)}. */
  record Named(String name) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return section.labels().contains(name) || section.name().equals(name);
    }

    @Override
    public String toString() {
      return "'" + name + "'";
    }
  }

  /** See {@link #distance(double, double)}. */
  record Distance(double fromUm, double toUm) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return distanceUm >= fromUm && distanceUm < toUm;
    }

    @Override
    public String toString() {
      return "distance " + fromUm + ".." + toUm + " um";
    }
  }

  /** See {@link #order(int, int)}. */
  record Order(int from, int to) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return section.order() >= from && section.order() <= to;
    }

    @Override
    public String toString() {
      return from == to ? "order " + from : "order " + from + ".." + to;
    }
  }

  /** See {@link #or(Region)}. */
  record Union(Region a, Region b) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return a.holds(section, distanceUm) || b.holds(section, distanceUm);
    }

    @Override
    public String toString() {
      return "(" + a + " or " + b + ")";
    }
  }

  /** See {@link #and(Region)}. */
  record Intersection(Region a, Region b) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return a.holds(section, distanceUm) && b.holds(section, distanceUm);
    }

    @Override
    public String toString() {
      return "(" + a + " and " + b + ")";
    }
  }

  /** See {@link #minus(Region)}. */
  record Difference(Region a, Region b) implements Region {
    @Override
    public boolean holds(TreeSection section, double distanceUm) {
      return a.holds(section, distanceUm) && !b.holds(section, distanceUm);
    }

    @Override
    public String toString() {
      return "(" + a + " without " + b + ")";
    }
  }
}
