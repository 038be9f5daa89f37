package org.ranvier.neuronmodels.morphology;

import java.util.List;

/** Integrals over the frusta of a section between two distances from its start. */
final class SectionShape {
  private final List<PathPoint> points;
  private final double[] arcUm;

  SectionShape(List<PathPoint> points) {
    this.points = points;
    arcUm = new double[points.size()];
    for (int k = 1; k < arcUm.length; k++) {
      arcUm[k] = arcUm[k - 1] + points.get(k - 1).distanceTo(points.get(k));
    }
  }

  double lengthUm() {
    return arcUm[arcUm.length - 1];
  }

  /** What a frustum of length {@code h} with radii {@code ra} and {@code rb} adds to an integral. */
  private interface Frustum {
    double of(double h, double ra, double rb);
  }

  /** Lateral area in um²: {@code π (ra + rb) √(h² + (ra - rb)²)} for each frustum. A step of the radius counts with its ring. */
  double area(double fromUm, double toUm) {
    return integrate(fromUm, toUm, (h, ra, rb) -> Math.PI * (ra + rb) * Math.hypot(h, ra - rb));
  }

  /** {@code ∫ dx/(π r²)} in 1/um: {@code h/(π ra rb)} for each frustum. */
  double axial(double fromUm, double toUm) {
    return integrate(fromUm, toUm, (h, ra, rb) -> h / (Math.PI * ra * rb));
  }

  /** {@code ∫ dx/√d} in √um: {@code 2h/(√da + √db)} for each frustum. */
  double overRootOfDiameter(double fromUm, double toUm) {
    return integrate(fromUm, toUm, (h, ra, rb) -> 2 * h / (Math.sqrt(2 * ra) + Math.sqrt(2 * rb)));
  }

  private double integrate(double fromUm, double toUm, Frustum frustum) {
    double sum = 0;
    for (int k = 1; k < arcUm.length; k++) {
      double a = Math.max(fromUm, arcUm[k - 1]);
      double b = Math.min(toUm, arcUm[k]);
      // A step of the radius, two points at one place, belongs to the stretch that ends there.
      boolean step = arcUm[k] == arcUm[k - 1] && arcUm[k] <= toUm && (arcUm[k] > fromUm || fromUm == 0 && arcUm[k] == 0);
      if (b > a || step) {
        sum += frustum.of(b - a, radius(k, a, false), radius(k, b, true));
      }
    }
    return sum;
  }

  /**
   * The radius at a distance within the frustum that ends at point {@code k}; the flag decides between the two radii of a step.
   */
  private double radius(int k, double sUm, boolean end) {
    double ra = points.get(k - 1).radiusUm();
    double rb = points.get(k).radiusUm();
    double h = arcUm[k] - arcUm[k - 1];
    return h > 0 ? ra + (rb - ra) * ((sUm - arcUm[k - 1]) / h) : end ? rb : ra;
  }

  /** The point of the axis at a distance from the start. */
  PathPoint at(double sUm) {
    int k = 1;
    while (k < arcUm.length - 1 && arcUm[k] < sUm) {
      k++;
    }
    var a = points.get(k - 1);
    var b = points.get(k);
    double h = arcUm[k] - arcUm[k - 1];
    double f = h > 0 ? (sUm - arcUm[k - 1]) / h : 1;
    return new PathPoint(
        a.xUm() + f * (b.xUm() - a.xUm()),
        a.yUm() + f * (b.yUm() - a.yUm()),
        a.zUm() + f * (b.zUm() - a.zUm()),
        a.radiusUm() + f * (b.radiusUm() - a.radiusUm()));
  }
}
