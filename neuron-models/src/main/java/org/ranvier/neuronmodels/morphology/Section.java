package org.ranvier.neuronmodels.morphology;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ranvier.simulator.RanvierException;

/**
 * An unbranched piece of a cell: a chain of frusta. Its axis need not start where the parent's axis is; the gap has no membrane
 * and no resistance.
 *
 * @param name unique in the cell
 * @param labels the regions it belongs to
 * @param points two or more, from the start, where it is attached, to the end
 * @param parent index of the section that it is attached to, -1 for the root
 * @param parentFraction where on the parent, from 0 (its start) to 1 (its end)
 */
public record Section(String name, Set<String> labels, List<PathPoint> points, int parent, double parentFraction) {
  /** The label of the soma. */
  static final String SOMA = "soma";

  public Section {
    labels = Set.copyOf(labels);
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new RanvierException("section '" + name + "' has " + points.size() + " point; it needs at least two");
    }
    double length = 0;
    for (int k = 0; k < points.size(); k++) {
      var p = points.get(k);
      if (!Double.isFinite(p.xUm()) || !Double.isFinite(p.yUm()) || !Double.isFinite(p.zUm())) {
        throw new RanvierException(
            String.format(
                Locale.ROOT, "section '%s', point %d: place (%s, %s, %s) um must be finite", name, k, p.xUm(), p.yUm(), p.zUm()));
      }
      if (!(p.radiusUm() > 0 && Double.isFinite(p.radiusUm()))) {
        throw new RanvierException(
            String.format(Locale.ROOT, "section '%s', point %d: radius %s um must be positive", name, k, p.radiusUm()));
      }
      if (!p.hasPlausibleRadius() || !p.hasPlausiblePlace()) {
        throw new RanvierException(
            String.format(
                Locale.ROOT, "section '%s', point %d: radius %s um at (%s, %s, %s) um; radii must be from %s to %s um, places within %s um of the origin",
                name, k, p.radiusUm(), p.xUm(), p.yUm(), p.zUm(), PathPoint.SMALLEST_RADIUS_UM, PathPoint.LARGEST_RADIUS_UM,
                PathPoint.LARGEST_PLACE_UM));
      }
      length += k == 0 ? 0 : points.get(k - 1).distanceTo(p);
    }
    if (!(length > 0)) {
      throw new RanvierException("section '" + name + "' has no length: all its points lie at one place");
    }
    if (!(parentFraction >= 0 && parentFraction <= 1)) {
      throw new RanvierException(
          "section '" + name + "' is attached at fraction " + parentFraction + " of its parent, outside the cell: use 0 to 1");
    }
  }

  boolean isSoma() {
    return labels.contains(SOMA);
  }
}
