package org.ranvier.networks.systems.credit;

import java.util.Arrays;

/**
 * How credit reaches a unit that did not make the error itself. Of a loss E with the direct derivatives {@code L = ∂E/∂z}, the gradient is
 *
 * <pre>
 * ∂E/∂W_pq = Σ_t λ_p,t·g·z_q,t-1        λ_t = h_t·G_t + α·λ_t+1        G_t = L_t + g·Vᵀ·q_t+1
 * </pre>
 *
 * <p>with g the gain of the units; where units adapt, and where resets are differentiated, G_t has what they bring from the unit itself. Rules differ in
 * {@code q}, what others let a unit know of their errors, and in V, the weights by which it comes.
 */
enum Credit {
  /** Backpropagation through time: {@code q = λ}, {@code V = W}. */
  EXACT(Weights.OWN),
  /** e-prop (Bellec et al. 2020): nothing, {@code q = 0}. */
  EPROP(Weights.OWN),
  /** MDGL (Liu et al. 2021, doi:10.1073/pnas.2111821118): one hop, {@code q = h·L}. */
  MDGL(Weights.OWN),
  /** MDGL with one weight for each pair of types. */
  MDGL_TYPE(Weights.OF_TYPES),
  /** ModProp (Liu et al. 2022, arXiv:2206.01338): all hops through units whose derivative is μ: {@code q_t = h·L + (α + g·μ·Vᵀ)·q_t+1}. */
  MODPROP(Weights.OWN),
  /** ModProp with one weight for each pair of types: filter taps of the synapse's type. */
  MODPROP_TYPE(Weights.OF_TYPES),
  /** MODPROP_TYPE where each type of receivers has the weights of the other. */
  EXCHANGED(Weights.EXCHANGED);

  private enum Weights { OWN, OF_TYPES, EXCHANGED }

  private final Weights weights;

  Credit(Weights weights) {
    this.weights = weights;
  }

  private double[][] by(RecurrentNet net) {
    return weights == Weights.OWN ? net.w : net.typeWeights(weights == Weights.EXCHANGED);
  }

  /**
   * The gradient of the recurrent weights that are there.
   *
   * @param direct {@code L}, [step][unit]
   * @param mu the derivative that stands for those of units on the way
   */
  double[][] gradient(RecurrentNet net, TrialCourse course, double[][] direct, double mu) {
    double[][] dw = new double[net.w.length][net.w.length];
    add(dw, net, course, potentials(net, course, direct, mu), net.cells.gain());
    return dw;
  }

  /** Adds {@code gain·Σ_t λ_p,t·z_q,t-1} for the recurrent weights that are there. */
  static void add(double[][] dw, RecurrentNet net, TrialCourse course, double[][] lambda, double gain) {
    for (int t = 1; t < lambda.length; t++) {
      double[] z = course.z()[t - 1];
      double[] by = lambda[t];
      for (int q : course.active()[t - 1]) {
        for (int p : net.targets(q)) {
          dw[p][q] += gain * by[p] * z[q];
        }
      }
    }
  }

  /** Derivatives by the potentials, λ. */
  double[][] potentials(RecurrentNet net, TrialCourse course, double[][] direct, double mu) {
    CreditCells cells = net.cells;
    double[][] v = by(net);
    int n = cells.count();
    int steps = course.z().length;
    double[][] lambda = new double[steps][n];
    double[] told = new double[n]; // q of the step after
    double[] came = new double[n];
    double[] none = new double[n];
    var units = new Units(cells);
    double[] by = {cells.alpha(), cells.gain() * mu};
    for (int t = steps - 1; t >= 1; t--) {
      if (this != EPROP) {
        transposed(net, v, told, came);
      }
      double[] h = course.h()[t];
      units.back(h, direct[t], came, t + 1 < steps ? lambda[t + 1] : none, lambda[t]);
      if (this != EPROP) {
        tell(told, lambda[t], h, direct[t], came, by);
      }
    }
    return lambda;
  }

  /** What goes back within each unit. */
  private static final class Units {
    private final double alpha;
    private final double rho;
    private final double gain;
    private final double reset;
    private final double[] beta;
    private final double[] adapted; // derivative by the adaptation after the step

    Units(CreditCells cells) {
      alpha = cells.alpha();
      rho = cells.rho();
      gain = cells.gain();
      reset = cells.form().published() ? CreditCells.THETA : 0;
      beta = new double[cells.count()];
      Arrays.setAll(beta, cells::betaOf);
      adapted = new double[cells.count()];
    }

    /** A loop without branches, so that it is vectorised. */
    void back(double[] h, double[] direct, double[] came, double[] after, double[] lambda) {
      for (int p = 0; p < lambda.length; p++) {
        double g = direct[p] + gain * came[p] + adapted[p] - reset * after[p];
        lambda[p] = h[p] * g + alpha * after[p];
        adapted[p] = rho * adapted[p] - beta[p] * h[p] * g;
      }
    }
  }

  /** What others are told of a step: {@code q}, in place of that of the step after. */
  private void tell(double[] told, double[] lambda, double[] h, double[] direct, double[] came, double[] by) {
    if (this == EXACT) {
      System.arraycopy(lambda, 0, told, 0, told.length);
      return;
    }
    boolean oneHop = this == MDGL || this == MDGL_TYPE;
    double alpha = oneHop ? 0 : by[0];
    double on = oneHop ? 0 : by[1];
    for (int p = 0; p < told.length; p++) {
      told[p] = h[p] * direct[p] + alpha * told[p] + on * came[p];
    }
  }

  private static void transposed(RecurrentNet net, double[][] v, double[] x, double[] y) {
    Arrays.fill(y, 0);
    for (int p = 0; p < x.length; p++) {
      if (x[p] != 0) {
        double[] row = v[p];
        for (int q : net.sources(p)) {
          y[q] += row[q] * x[p];
        }
      }
    }
  }
}
