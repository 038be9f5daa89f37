package org.ranvier.neuronmodels.extracellular;

import java.util.List;
import java.util.Locale;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.simulator.RanvierException;

/**
 * The local field potential of a cell in an infinite homogeneous medium of conductivity σ. Each compartment's transmembrane
 * current leaves from its axis evenly: a line source of length Δs. At a place {@code h} along the axis beyond its end and {@code
 * r} away from the axis,
 *
 * <pre>
 * φ = I/(4πσΔs) · ln |(√(h² + r²) - h)/(√(l² + r²) - l)|,   l = Δs + h
 *   = I/(4πσΔs) · (arsinh(l/r) - arsinh(h/r))
 * </pre>
 *
 * (G. R. Holt and C. Koch 1999, J. Comput. Neurosci. 6:169, doi:10.1023/A:1008832702585; the second form loses no digits).
 * Inside a compartment the formula would diverge: {@code r} is taken as at least its radius. The potential is linear in the
 * currents, so that a matrix computed once serves a whole run:
 *
 * <pre>{@code
 * double[][] m = LineSource.coefficients(tree, List.of(new Electrode(50, 0, 0)), 0.3);
 * double[] potentialsMV = LineSource.potentials(m, transmembraneCurrentsNA);
 * }</pre>
 */
public final class LineSource {
  private LineSource() {}

  /**
   * Potential in mV at each electrode (row) for 1 nA that leaves each compartment (column); joints, which have no membrane,
   * count 0.
   *
   * @param conductivitySPerM σ of the tissue in S/m; 0.3 is usual
   */
  public static double[][] coefficients(CompartmentTree tree, List<Electrode> electrodes, double conductivitySPerM) {
    if (!(conductivitySPerM > 0 && Double.isFinite(conductivitySPerM))) {
      throw new RanvierException(
          String.format(Locale.ROOT, "conductivity of the tissue %s S/m must be positive; 0.3 S/m is usual", conductivitySPerM));
    }
    double[][] matrix = new double[electrodes.size()][tree.count()];
    for (int e = 0; e < matrix.length; e++) {
      var electrode = electrodes.get(e);
      if (!Double.isFinite(electrode.xUm() + electrode.yUm() + electrode.zUm())) {
        throw new RanvierException("electrode " + e + " at " + electrode + ": its place must be finite");
      }
      for (int i = 0; i < tree.count(); i++) {
        if (!tree.isJoint(i)) {
          matrix[e][i] = meanInverseDistance(tree, i, electrode) / (4 * Math.PI * conductivitySPerM);
        }
      }
    }
    return matrix;
  }

  /** The matrix times the transmembrane currents in nA, outward positive: mV at each electrode. */
  public static double[] potentials(double[][] coefficients, double[] currentsNA) {
    double[] potentials = new double[coefficients.length];
    for (int e = 0; e < potentials.length; e++) {
      double sum = 0;
      for (int i = 0; i < currentsNA.length; i++) {
        sum += coefficients[e][i] * currentsNA[i];
      }
      potentials[e] = sum;
    }
    return potentials;
  }

  /** The mean of 1/distance over the axis of a compartment, in 1/um. */
  private static double meanInverseDistance(CompartmentTree tree, int i, Electrode electrode) {
    double[] ends = tree.endsUm();
    int k = 6 * i;
    double ax = ends[k + 3] - ends[k];
    double ay = ends[k + 4] - ends[k + 1];
    double az = ends[k + 5] - ends[k + 2];
    double bx = electrode.xUm() - ends[k + 3];
    double by = electrode.yUm() - ends[k + 4];
    double bz = electrode.zUm() - ends[k + 5];
    double length = Math.sqrt(ax * ax + ay * ay + az * az);
    double fromEnd = Math.sqrt(bx * bx + by * by + bz * bz);
    double radius = tree.diameterUm()[i] / 2;
    if (length < 1e-6 * Math.max(radius, fromEnd)) {
      // A compartment that bends back to its start, or one so far away that it is a point.
      double fromMiddle = Math.sqrt(sq(bx + ax / 2) + sq(by + ay / 2) + sq(bz + az / 2));
      return 1 / Math.max(radius, fromMiddle);
    }
    double beyond = (ax * bx + ay * by + az * bz) / length;
    double away = Math.max(radius, Math.sqrt(Math.max(0, fromEnd * fromEnd - beyond * beyond)));
    return (arsinh((length + beyond) / away) - arsinh(beyond / away)) / length;
  }

  private static double sq(double x) {
    return x * x;
  }

  private static double arsinh(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
  }
}
