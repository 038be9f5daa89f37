package org.ranvier.simulator.couplings;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.ranvier.simulator.state.StatePort;

/**
 * Neurons and the gap junctions between them, as if they had nothing else: {@code C_i dV_i/dt = Σ_j w_ij (V_j - V_i)}, that is {@code dV/dt = -M V}.
 *
 * <p>However strong the junctions, the course of these potentials is known: {@code V(t) = exp(-M t) V(0)}, and its mean over a step {@code h} is
 * {@code φ1(-hM) V(0)} with {@code φ1(-x) = (1 - e^-x)/x}. With a constant rate {@code r} of other origin {@code h φ2(-hM) r} is added to the mean,
 * {@code φ2(-x) = (e^-x - 1 + x)/x²}. Where junctions are symmetric, {@code M} has real eigenvalues between 0 and twice its largest diagonal element,
 * and both functions are sums of Chebyshev's polynomials of {@code M} (see Trefethen, Approximation Theory and Approximation Practice, chapter 3),
 * of which some {@code 8·√(2·h·max g/C)} suffice for all digits: products with {@code M}, and no equations to be solved.
 *
 * <p>Hochbruck & Ostermann 2010, doi:10.1017/S0962492910000048, for exponential integrators.
 */
public final class JunctionNetwork {
  private static final double NEGLIGIBLE = 1e-16;

  private final int[] row; // junctions of node i: row[i] … row[i + 1]
  private final int[] other;
  private final double[] weight;
  private final double[] perStep; // h/C of each node
  private final double strongest;

  /**
   * @param row where the junctions of each node begin, and where those of the last one end
   * @param other the node at the other end of each
   * @param weight conductance of each (nS)
   * @param capacitance of each node (pF)
   * @param stepMs length of a step
   */
  public JunctionNetwork(int[] row, int[] other, double[] weight, double[] capacitance, double stepMs) {
    this.row = row;
    this.other = other;
    this.weight = weight;
    perStep = Arrays.stream(capacitance).map(c -> stepMs / c).toArray();
    double most = 0;
    for (int i = 0; i < perStep.length; i++) {
      most = Math.max(most, Arrays.stream(weight, row[i], row[i + 1]).sum() * perStep[i]);
    }
    strongest = most;
  }

  /** The largest sum of conductances of a node times the step over its capacitance. */
  public double strongest() {
    return strongest;
  }

  int nodes() {
    return perStep.length;
  }

  /** Whether every junction conducts the same both ways; asked of two random courses, one of which would be wrong by more than rounding. */
  public boolean isSymmetric() {
    var random = new Random(1);
    double[] x = random.doubles(nodes()).toArray();
    double[] y = random.doubles(nodes()).toArray();
    double xy = 0;
    double yx = 0;
    double size = 0;
    for (int i = 0; i < nodes(); i++) {
      for (int q = row[i]; q < row[i + 1]; q++) {
        xy += weight[q] * x[i] * y[other[q]];
        yx += weight[q] * y[i] * x[other[q]];
        size += Math.abs(weight[q]);
      }
    }
    return Math.abs(xy - yx) <= 1e-12 * size;
  }

  /** The conductance by which node {@code i} hears node {@code j}. */
  public double conductance(int i, int j) {
    double sum = 0;
    for (int q = row[i]; q < row[i + 1]; q++) {
      sum += other[q] == j ? weight[q] : 0;
    }
    return sum;
  }

  /** Finds a pair of nodes of which one hears the other by another conductance than it is heard: {i, j}; empty where there is none. */
  public int[] oneWay() {
    for (int i = 0; i < nodes(); i++) {
      for (int q = row[i]; q < row[i + 1]; q++) {
        double there = conductance(i, other[q]);
        if (Math.abs(there - conductance(other[q], i)) > 1e-12 * Math.abs(there)) {
          return new int[] {i, other[q]};
        }
      }
    }
    return new int[0];
  }

  /** {@code hM v}. */
  private void multiply(double[] v, double[] into) {
    for (int i = 0; i < into.length; i++) {
      double own = v[i];
      double sum = 0;
      for (int q = row[i]; q < row[i + 1]; q++) {
        sum += weight[q] * (own - v[other[q]]);
      }
      into[i] = perStep[i] * sum;
    }
  }

  /** Room and coefficients for the courses of one worker. */
  public Course course() {
    return new Course();
  }

  /** Follows the potentials from step to step. */
  public final class Course {
    private final double range = Math.max(2 * strongest, 1e-9); // of the eigenvalues of hM, from 0
    private final double[] first = coefficients(x -> x < 1e-4 ? 1 - x / 2 + x * x / 6 : -Math.expm1(-x) / x);
    private final double[] second = coefficients(x -> x < 1e-2 ? 0.5 - x / 6 + x * x / 24 - x * x * x / 120 + x * x * x * x / 720 : (Math.expm1(-x) + x) / (x * x));
    private final double[] mean = new double[nodes()];
    private final double[] gained = new double[nodes()]; // in the last step by junctions, mV
    private final double[] rate = new double[nodes()]; // of other origin, mV a step
    private double[] a = new double[nodes()];
    private double[] b = new double[nodes()];
    private double[] c = new double[nodes()];

    private Course() {}

    /** Lists what it knows of the last step. */
    public void state(StatePort port) {
      port.common("gained through junctions", "mV", gained);
    }

    /** The means of the potentials over a step that begins with {@code v}, if nothing but junctions changes them. */
    public double[] mean(double[] v) {
      Arrays.fill(mean, 0);
      add(first, v);
      return mean;
    }

    /** The same where all else changes them as it did in the step before, which began with {@code before}. */
    public double[] mean(double[] v, double[] before) {
      for (int i = 0; i < v.length; i++) {
        rate[i] = v[i] - before[i] - gained[i];
      }
      Arrays.fill(mean, 0);
      add(first, v);
      add(second, rate);
      multiply(mean, gained);
      for (int i = 0; i < v.length; i++) {
        gained[i] = -gained[i];
      }
      return mean;
    }

    /** Adds a function of {@code hM} times {@code v}, by its Chebyshev coefficients. */
    private void add(double[] coefficients, double[] v) {
      System.arraycopy(v, 0, a, 0, v.length);
      step(a, b);
      accumulate(coefficients[0], a);
      for (int k = 1; k < coefficients.length; k++) {
        accumulate(coefficients[k], b);
        step(b, c);
        for (int i = 0; i < c.length; i++) {
          c[i] = 2 * c[i] - a[i];
        }
        double[] free = a;
        a = b;
        b = c;
        c = free;
      }
    }

    /** {@code 2/range·hM v - v}: the eigenvalues come to lie between -1 and 1. */
    private void step(double[] v, double[] into) {
      multiply(v, into);
      double scale = 2 / range;
      for (int i = 0; i < into.length; i++) {
        into[i] = scale * into[i] - v[i];
      }
    }

    private void accumulate(double by, double[] v) {
      for (int i = 0; i < v.length; i++) {
        mean[i] += by * v[i];
      }
    }

    private double[] coefficients(DoubleUnaryOperator f) {
      int n = 40 + (int) (10 * Math.sqrt(range));
      double[] values = new double[n];
      for (int j = 0; j < n; j++) {
        values[j] = f.applyAsDouble(range / 2 * (1 + Math.cos(Math.PI * (j + 0.5) / n)));
      }
      double[] all = new double[n];
      int used = 1;
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += values[j] * Math.cos(Math.PI * k * (j + 0.5) / n);
        }
        all[k] = (k == 0 ? 1.0 : 2.0) / n * sum;
        used = Math.abs(all[k]) > NEGLIGIBLE ? k + 1 : used;
      }
      return Arrays.copyOf(all, Math.max(2, used));
    }
  }
}
