package org.ranvier.networks.systems.nmrnn;

/**
 * The gain that lets a mode follow a ramp (Costacurta et al. 2024): of {@code τ·da/dt = -(1 - s·ℓᵀr)·a}, read out as {@code a + d}, the output f(t) needs {@code s = (1 +
 * τ·f'/(f - d))/(ℓᵀr)}.
 *
 * @param durationMs of the ramp from -0.5 to 0.5; then it stays
 */
record GainCourse(double tauMs, double feedback, double durationMs) {
  /** What the readout adds: so {@code f - d} goes from 0.5 to 1.5. */
  static final double OFFSET = -1;

  double target(double ms) {
    return -0.5 + Math.clamp(ms / durationMs, 0, 1);
  }

  double gain(double ms) {
    double slope = ms < durationMs ? 1 / durationMs : 0;
    return (1 + tauMs * slope / (target(ms) - OFFSET)) / feedback;
  }
}
