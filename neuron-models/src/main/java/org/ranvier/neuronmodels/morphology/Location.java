package org.ranvier.neuronmodels.morphology;

import java.util.Locale;
import org.ranvier.simulator.RanvierException;

/**
 * A point of a cell: a fraction of a section, or of the way through a region. In a region the way is the path to its point
 * farthest from the root, as far as it lies in the region: 0 is where it enters, 1 its tip.
 *
 * <pre>{@code
 * Location.at("soma", 0.5)                          // a section or a label
 * Location.at(Region.distance(300, 400), 0)         // any region
 * }</pre>
 *
 * @param region where
 * @param fraction from 0 to 1
 */
public record Location(Region region, double fraction) {
  public Location {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "location %s(%s) lies outside the cell: the fraction must be from 0 to 1", region, fraction));
    }
  }

  /** A fraction of the section with this name, or where there is none, of the region with this label. */
  public static Location at(String sectionOrLabel, double fraction) {
    return new Location(Region.of(sectionOrLabel), fraction);
  }

  public static Location at(Region region, double fraction) {
    return new Location(region, fraction);
  }

  int in(CompartmentTree tree) {
    if (region instanceof Region.Named(var name)) {
      for (var section : tree.sections()) {
        if (section.name().equals(name)) {
          return section.compartmentAt(fraction);
        }
      }
    }
    int[] candidates = region.in(tree);
    int tip = candidates[0];
    for (int i : candidates) {
      if (end(tree, i) > end(tree, tip)) {
        tip = i;
      }
    }
    return onPath(tree, tip);
  }

  private int onPath(CompartmentTree tree, int tip) {
    double length = 0;
    for (int i = tip; i >= 0; i = tree.parent()[i]) {
      length += holds(tree, i) ? tree.lengthUm()[i] : 0;
    }
    double left = (1 - fraction) * length;
    int last = tip;
    for (int i = tip; i >= 0; i = tree.parent()[i]) {
      if (holds(tree, i)) {
        last = i;
        left -= tree.lengthUm()[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  private boolean holds(CompartmentTree tree, int compartment) {
    return !tree.isJoint(compartment) && region.holds(tree, compartment);
  }

  private static double end(CompartmentTree tree, int compartment) {
    return tree.distanceUm()[compartment] + tree.lengthUm()[compartment] / 2;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s(%s)", region, fraction);
  }
}
