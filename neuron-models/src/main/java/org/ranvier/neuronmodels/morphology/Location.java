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

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s(%s)", region, fraction);
  }
}
