package org.ranvier.validation.cables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;

/**
 * The three Rallpack cells (Bhalla, Bilitch & Bower 1992, Trends Neurosci. 15:453, doi:10.1016/0166-2236(92)90009-W): axial
 * resistivity 100 Ω·cm,
 * 1 µF/cm², membrane 40,000 Ω·cm² with its rest at -65 mV, 0.1 nA into the start from 0 to 250 ms.
 */
public final class Rallpack {
  /** The injected current in pA. */
  public static final double CURRENT_PA = 100;

  public static final double DURATION_MS = 250;

  /** The step of the definition. */
  public static final double STEP_MS = 0.05;

  private static final double RA = 100; // ohm cm
  private static final double LEAK = 0.025; // mS/cm2
  private static final double REST = -65;
  private static final int LEVELS = 10;

  private Rallpack() {}

  private static CableProperties properties() {
    return CableProperties.ra(RA).cm(1);
  }

  /** A uniform passive cable, 1 mm long and 1 um wide. Observed: {@code start} and {@code end}. */
  public static CellModel one(int compartments, Integrator integrator) {
    var tree = Morphology.of(Piece.cylinder("cable", 1000, 1)).divide(Division.fixed(compartments), properties());
    return Cell.of("rallpack1", tree).insert("leak", Region.all(), Map.of("g_max", LEAK, "E", REST)).integrator(integrator)
        .observe("start", Location.at("cable", 0)).observe("end", Location.at("cable", 1)).model();
  }

  /**
   * A passive binary tree of ten levels, from 32 um long and 16 um wide at the root to 4 and 0.25 um: by the 3/2 power law it is
   * a
   * uniform cable. Observed: {@code start}, {@code end}.
   */
  public static CellModel two(Integrator integrator) {
    var pieces = new ArrayList<Piece>();
    for (int level = 0; level < LEVELS; level++) {
      for (int k = 0; k < 1 << level; k++) {
        var piece = Piece.cylinder("s" + level + "_" + k, lengthOfLevel(level), diameterOfLevel(level));
        pieces.add(level == 0 ? piece : piece.on("s" + (level - 1) + "_" + k / 2, 1));
      }
    }
    var tree = Morphology.of(pieces.toArray(Piece[]::new)).divide(Division.fixed(1), properties());
    return Cell.of("rallpack2", tree).insert("leak", Region.all(), Map.of("g_max", LEAK, "E", REST)).integrator(integrator)
        .observe("start", Location.at("s0_0", 0.5)).observe("end", Location.at("s" + (LEVELS - 1) + "_0", 0.5)).model();
  }

  private static double lengthOfLevel(int level) {
    return 32 * Math.pow(2, -level / 3.0);
  }

  private static double diameterOfLevel(int level) {
    return 16 * Math.pow(2, -2 * level / 3.0);
  }

  /**
   * The cable of the first, with the sodium and potassium channels of Hodgkin and Huxley. Observed: {@code start}, {@code end}.
   */
  public static CellModel three(int compartments, Integrator integrator) {
    var tree = Morphology.of(Piece.cylinder("cable", 1000, 1)).divide(Division.fixed(compartments), properties());
    return Cell.of("rallpack3", tree).insert("hh", Region.all(), Map.of("g_L", LEAK, "E_L", REST)).integrator(integrator)
        .observe("start", Location.at("cable", 0)).observe("end", Location.at("cable", 1)).model();
  }

  /** The potential of the first cable, in the middle of its first or last compartment, at multiples of an interval. */
  public static double[] exactOne(int compartments, boolean end, double intervalMs, int samples) {
    return cable(1000, 1, (end ? compartments - 0.5 : 0.5) / compartments, intervalMs, samples);
  }

  /** The same for the second, in the middle of the first or of a last branch. */
  public static double[] exactTwo(boolean end, double intervalMs, int samples) {
    return cable(32 * LEVELS, 16, (end ? LEVELS - 0.5 : 0.5) / LEVELS, intervalMs, samples);
  }

  /**
   * A sealed cable of length {@code L} (in length constants), with current into its start from 0 on: at {@code X}
   *
   * <pre>
   * V = I·R·(cosh(L - X)/sinh L - e^-T/L - 2/L·Σ cos(nπX/L)·e^-(1 + (nπ/L)²)T/(1 + (nπ/L)²))
   * </pre>
   *
   * with the input resistance {@code R} of the semi-infinite cable and {@code T} in time constants.
   */
  private static double[] cable(double lengthUm, double diameterUm, double fraction, double intervalMs, int samples) {
    double lambdaUm = lengthConstantUm(diameterUm);
    double length = lengthUm / lambdaUm;
    double x = fraction * length;
    double resistance = RA * 1e4 * lambdaUm / (Math.PI * diameterUm * diameterUm / 4) * 1e-6; // MOhm
    double scale = CURRENT_PA * resistance * 1e-3; // mV
    double tau = 1 / LEAK;
    double[] v = new double[samples];
    v[0] = REST;
    for (int k = 1; k < samples; k++) {
      double t = k * intervalMs / tau;
      double sum = Math.cosh(length - x) / Math.sinh(length) - Math.exp(-t) / length;
      for (int n = 1; n < 100_000; n++) {
        double a = n * Math.PI / length;
        double decay = Math.exp(-(1 + a * a) * t) / (1 + a * a);
        sum -= 2 / length * Math.cos(a * x) * decay;
        if (decay < 1e-16) {
          break;
        }
      }
      v[k] = REST + scale * sum;
    }
    return v;
  }

  static double lengthConstantUm(double diameterUm) {
    return 1e4 * Math.sqrt(diameterUm * 1e-4 / (4 * RA * LEAK * 1e-3));
  }

  /** A run of one of the cells with the injected current. */
  public static CellRig.Result run(CellModel model, double stepMs, double durationMs, double sampleMs) {
    return new CellRig(model, stepMs).current(0, durationMs, CURRENT_PA).run(durationMs, (int) Math.round(sampleMs / stepMs));
  }

  /** Root of the mean square of the difference, relative to the range of the reference. */
  public static double relativeError(double[] ours, double[] reference) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < reference.length; k++) {
      sum += (ours[k] - reference[k]) * (ours[k] - reference[k]);
      least = Math.min(least, reference[k]);
      most = Math.max(most, reference[k]);
    }
    return Math.sqrt(sum / reference.length) / (most - least);
  }

  /** Shift of the k-th crossing for all k; infinite where the numbers differ. */
  static double shift(List<Double> a, List<Double> b) {
    if (a.size() != b.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    for (int k = 0; k < a.size(); k++) {
      worst = Math.max(worst, Math.abs(a.get(k) - b.get(k)));
    }
    return worst;
  }
}
