package org.ranvier.networks.systems.credit;

/**
 * How credit reaches a unit that did not make the error itself. Of a loss E with the direct derivatives {@code L = ∂E/∂z}, the gradient is
 *
 * <pre>
 * ∂E/∂W_pq = Σ_t λ_p,t·g·z_q,t-1        λ_t = h_t·G_t + α·λ_t+1        G_t = L_t + g·Vᵀ·q_t+1
 * </pre>
 *
 * <p>with g the gain of the units. Rules differ in {@code q}, what others let a unit know of their errors, and in V, the weights by which it comes.
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
    double[][] lambda = potentials(net, course, direct, mu);
    int n = net.cells.count();
    double[][] dw = new double[n][n];
    for (int t = 1; t < lambda.length; t++) {
      addOuter(dw, lambda[t], course.z()[t - 1], net.cells.gain());
    }
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        dw[p][q] = net.w[p][q] == 0 ? 0 : dw[p][q];
      }
    }
    return dw;
  }

  static void addOuter(double[][] dw, double[] to, double[] from, double gain) {
    int[] active = RecurrentNet.active(from);
    for (int p = 0; p < to.length; p++) {
      double d = gain * to[p];
      if (d != 0) {
        double[] row = dw[p];
        for (int q : active) {
          row[q] += d * from[q];
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
    double[] adapted = new double[n]; // derivative by the adaptation after the step
    double[] told = new double[n]; // q of the step after
    for (int t = steps - 1; t >= 1; t--) {
      double[] came = this == EPROP ? new double[n] : transposed(net, v, told);
      for (int p = 0; p < n; p++) {
        double h = course.h()[t][p];
        double after = t + 1 < steps ? lambda[t + 1][p] : 0;
        double g = direct[t][p] + cells.gain() * came[p] + (cells.spiking() ? adapted[p] : 0);
        lambda[t][p] = h * g + cells.alpha() * after;
        adapted[p] = -cells.betaOf(p) * h * g + cells.rho() * adapted[p];
        told[p] =
            switch (this) {
              case EXACT -> lambda[t][p];
              case EPROP -> 0;
              case MDGL, MDGL_TYPE -> h * direct[t][p];
              case MODPROP, MODPROP_TYPE, EXCHANGED -> h * direct[t][p] + cells.alpha() * told[p] + cells.gain() * mu * came[p];
            };
      }
    }
    return lambda;
  }

  private static double[] transposed(RecurrentNet net, double[][] v, double[] x) {
    double[] y = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      if (x[p] != 0) {
        double[] row = v[p];
        for (int q : net.sources(p)) {
          y[q] += row[q] * x[p];
        }
      }
    }
    return y;
  }
}
