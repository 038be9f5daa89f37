package org.ranvier.networks.systems.dopamine;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;

/** Expectiles of values that are equally likely: {@code e} with {@code τ·E[(x-e)⁺] = (1-τ)·E[(e-x)⁺]}; the mean for τ = 0.5. */
final class Expectile {
  private Expectile() {}

  /**
   * By bisection, for what the two sides differ by falls strictly with {@code e}.
   *
   * @param tau above 0 and below 1
   */
  static double of(double[] values, double tau) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    if (least == most) {
      return least;
    }
    return new BisectionSolver(1e-9)
        .solve(200, e -> Arrays.stream(values).map(x -> (x > e ? tau : 1 - tau) * (x - e)).sum(), least, most);
  }
}
