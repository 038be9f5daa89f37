package org.ranvier.plasticity.diffusion;

import java.util.Arrays;

/**
 * Diffusion along an endless row of voxels: the share of what is in one voxel that has come {@code r} voxels away.
 *
 * <p>It is {@code e^(-2a)·I_r(2a)} with the modified Bessel function {@code I_r} and {@code a = D·Δt/Δx²}: the exact solution of
 * {@code dn_i/dt = D/Δx²·(n_(i-1) - 2·n_i + n_(i+1))}, for any {@code Δt}. All shares are positive and their sum is 1.
 */
final class HeatKernel {
  private HeatKernel() {}

  /** The shares at distances {@code 0 … r}, where what lies beyond is below a rounding error. */
  static double[] shares(double a) {
    if (a < 1e-19) {
      return new double[] {1};
    }
    // Miller's backward recurrence I_(r-1) = I_(r+1) + (2r/x)·I_r, made to sum to one.
    double x = 2 * a;
    int start = (int) (30 + 12 * Math.sqrt(x) + 40 / Math.max(1, Math.log1p(1 / x)));
    double[] g = new double[start + 1];
    double above = 0;
    double here = 1e-290;
    for (int r = start; r >= 0; r--) {
      g[r] = here;
      double below = above + 2 * r / x * here;
      above = here;
      here = below;
      if (here > 1e250) { // what is left this far behind is nothing
        for (int k = r; k <= start; k++) {
          g[k] *= 1e-270;
        }
        above *= 1e-270;
        here *= 1e-270;
      }
    }
    double sum = 0;
    for (int r = start; r > 0; r--) {
      sum += 2 * g[r];
    }
    sum += g[0];
    int last = 0;
    for (int r = 0; r <= start; r++) {
      g[r] /= sum;
      if (g[r] > 1e-19) {
        last = r;
      }
    }
    return Arrays.copyOf(g, last + 1);
  }
}
