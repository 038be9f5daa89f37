package org.ranvier.networks.systems.credit;

/**
 * What the units of a network are.
 *
 * <pre>
 * rate:     v ← α·v + g·(W·z + W_in·x),          z = max(0, v)
 * spiking:  v ← α·v + g·(W·z + W_in·x) - θ·z,    z = [v ≥ θ + β·a],  a ← ρ·a + z
 * outputs:  y = f + b,                           f ← κ·f + o·W_out·z
 * </pre>
 *
 * <p>Where a spike is differentiated, {@code h = γ/θ·max(0, 1 - |v - θ - β·a|/θ)} stands for it (Bellec et al. 2020), or 0 while the unit is refractory.
 *
 * @param alpha decay of potentials in a step
 * @param rho decay of adaptation
 * @param beta strength of adaptation, of every other unit
 * @param kappa decay of outputs in a step
 */
record CreditCells(boolean spiking, int count, double alpha, double rho, double beta, double kappa, Form form) {
  static final double THETA = 1;
  static final double GAMMA = 0.3;
  private static final double EXCITATORY = 0.8;

  /**
   * How units take spikes and make them.
   *
   * @param gain g
   * @param shown o
   * @param refractory steps without a spike after each
   * @param published whether, as in the program of Liu et al. 2021, resets are differentiated, and the first half of the units adapts, all of which are excitatory
   */
  record Form(double gain, double shown, int refractory, boolean published) {}

  /** With g = 1 for spikes and 1 - α for rates, o = 1, and resets that are not differentiated. */
  CreditCells(boolean spiking, int count, double alpha, double rho, double beta, double kappa) {
    this(spiking, count, alpha, rho, beta, kappa, new Form(spiking ? 1 : 1 - alpha, 1, 0, false));
  }

  /** Of what reaches a unit, the part that its potential takes. */
  double gain() {
    return form.gain;
  }

  double betaOf(int unit) {
    boolean adapts = form.published ? unit < count / 2 : unit % 2 == 1;
    return spiking && adapts ? beta : 0;
  }

  /** 0: excitatory, 1: inhibitory. */
  int type(int unit) {
    return unit < EXCITATORY * count ? 0 : 1;
  }
}
