package org.ranvier.networks.systems.credit;

/**
 * What the units of a network are.
 *
 * <pre>
 * rate:     v ← α·v + (1-α)·(W·z + W_in·x),  z = max(0, v)
 * spiking:  v ← α·v + W·z + W_in·x - θ·z,    z = [v ≥ θ + β·a],  a ← ρ·a + z
 * </pre>
 *
 * <p>Where a spike is differentiated, {@code h = γ/θ·max(0, 1 - |v - θ - β·a|/θ)} stands for it (Bellec et al. 2020); the reset is not differentiated.
 *
 * @param alpha decay of potentials in a step
 * @param rho decay of adaptation
 * @param beta strength of adaptation, of every other unit
 * @param kappa decay of outputs in a step
 */
record CreditCells(boolean spiking, int count, double alpha, double rho, double beta, double kappa) {
  static final double THETA = 1;
  static final double GAMMA = 0.3;
  private static final double EXCITATORY = 0.8;

  /** Of what reaches a unit, the part that its potential takes. */
  double gain() {
    return spiking ? 1 : 1 - alpha;
  }

  double betaOf(int unit) {
    return spiking && unit % 2 == 1 ? beta : 0;
  }

  /** 0: excitatory, 1: inhibitory. */
  int type(int unit) {
    return unit < EXCITATORY * count ? 0 : 1;
  }
}
