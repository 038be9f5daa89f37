package org.ranvier.plasticity.potentials;

/**
 * A low-pass filter {@code τ·dy/dt = u - y} of a course that is known on the grid and linear in between:
 *
 * <pre>{@code y ← e·y + (τ'·(1 - e) - e)·u₀ + (1 - τ'·(1 - e))·u₁,  e = exp(-h/τ),  τ' = τ/h}</pre>
 */
final class PotentialFilter {
  private final double keep;
  private final double early;
  private final double late;

  PotentialFilter(double tauMs, double stepMs) {
    keep = Math.exp(-stepMs / tauMs);
    double mean = -Math.expm1(-stepMs / tauMs) * tauMs / stepMs;
    early = mean - keep;
    late = 1 - mean;
  }

  /** Carries {@code y} over a step in which {@code u} goes from {@code before} to {@code now}. */
  void advance(double[] y, double[] before, double[] now) {
    advance(y, before, now, keep, early, late);
  }

  private static void advance(double[] y, double[] before, double[] now, double keep, double early, double late) {
    for (int i = 0; i < y.length; i++) {
      y[i] = keep * y[i] + early * before[i] + late * now[i];
    }
  }
}
