package org.ranvier.plasticity.potentials;

/**
 * Parameters of the voltage-based rule of Clopath et al. 2010, in ms and in mV or whatever unit the variable has that is read.
 *
 * @param depression A_LTD, per unit
 * @param potentiation A_LTP, per unit² and ms; per unit² where the pre-synaptic trace is counted in 1/ms
 * @param thetaMinus θ₋
 * @param thetaPlus θ₊
 * @param tauMinusMs of ū₋
 * @param tauPlusMs of ū₊
 * @param tauXMs of the pre-synaptic trace x̄
 * @param delayMs how long ū₋ and ū₊ are delayed
 * @param homeostasis how depression depends on the mean depolarisation
 * @param shape of a spike, where the model resets its potential
 */
public record VoltagePairing(
    double depression, double potentiation, double thetaMinus, double thetaPlus, double tauMinusMs, double tauPlusMs, double tauXMs,
    double delayMs, Homeostasis homeostasis, Shape shape) {

  /**
   * Multiplies A_LTD by {@code (ū̄ - rest)²/u_ref²}, where ū̄ follows ū₋.
   *
   * @param referenceSquared u_ref², 0 for none of this
   * @param rest from which the depolarisation is counted
   */
  public record Homeostasis(double referenceSquared, double tauMs, double rest) {
    /** A_LTD stays as it is. */
    public static final Homeostasis NONE = new Homeostasis(0, 1, 0);
  }

  /**
   * What the potential is taken to be for a while after a spike.
   *
   * @param lastingMs how long, from the end of the step of the spike on; 0 for the model's own potential
   */
  public record Shape(double potential, double lastingMs) {
    /** That of the model. */
    public static final Shape OWN = new Shape(0, 0);
  }
}
