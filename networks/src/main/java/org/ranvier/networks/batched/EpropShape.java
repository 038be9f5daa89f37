package org.ranvier.networks.batched;

/**
 * A hidden layer of leaky integrate-and-fire neurons, between inputs that spike and a leaky readout.
 *
 * @param keep share of a potential that is left after a step, α = exp(-Δt/τ_m)
 * @param keepOutput the same of the readout, κ
 * @param from step from which on the readout counts
 */
public record EpropShape(
    int inputs, int hidden, int outputs, int steps, float keep, float keepOutput, int from, Learning learning) {
  /** Of the pseudo-derivative. */
  static final float DAMPING = 0.3f;

  /**
   * How weights change.
   *
   * @param rate of learning
   * @param adam whether weights take steps by Adam; they follow the gradient otherwise
   * @param regularisation c_reg, of the deviation of a neuron's rate from the target
   * @param target spikes per step
   */
  public record Learning(float rate, boolean adam, float regularisation, float target) {}
}
