package org.ranvier.plasticity.potentials;

/**
 * Parameters of learning by the dendritic prediction of somatic spiking (Urbanczik & Senn 2014): the dendrite at the potential V predicts the
 * somatic potential {@code V* = (g_L·E_L + g_SD·V)/(g_L + g_SD)} and with it the rate {@code φ(V*)}.
 *
 * @param rest E_L in mV
 * @param coupling {@code g_SD/(g_L + g_SD)}, the part of a dendritic depolarisation that reaches the soma
 * @param greatestRate φ_max in 1/ms, of {@code φ(u) = φ_max/(1 + k·exp(β·(θ - u)))}
 * @param k of φ
 * @param beta of φ, in 1/mV
 * @param theta of φ, in mV
 * @param tauMembraneMs τ_L of the dendrite
 * @param tauSynapseMs τ_s of the synaptic current
 * @param conductance of the dendrite's leak in nS
 */
public record DendriticPrediction(
    double rest, double coupling, double greatestRate, double k, double beta, double theta, double tauMembraneMs, double tauSynapseMs,
    double conductance) {

  /** The somatic potential that a dendritic potential predicts. */
  double somatic(double dendritic) {
    return rest + coupling * (dendritic - rest);
  }

  /** The rate φ, in 1/ms. */
  public double rate(double somatic) {
    return greatestRate / (1 + k * Math.exp(beta * (theta - somatic)));
  }

  /** How the logarithm of the rate depends on the potential, {@code φ'/φ}, in 1/mV. */
  double gain(double somatic) {
    return beta / (1 + Math.exp(-beta * (theta - somatic)) / k);
  }

  /** What a target that fires, or does not, has to teach its synapses in a step: {@code (S - φ(V*)·h)·φ'(V*)/φ(V*)}, in 1/mV. */
  public double error(double dendritic, boolean fires, double stepMs) {
    double v = somatic(dendritic);
    return ((fires ? 1 : 0) - rate(v) * stepMs) * gain(v);
  }

  /** Amplitude of the response in mV to a weight of 1 pA: {@code c·(e^(-t/τ_L) - e^(-t/τ_s))}. */
  public double response() {
    return tauSynapseMs / (conductance * (tauMembraneMs - tauSynapseMs));
  }
}
