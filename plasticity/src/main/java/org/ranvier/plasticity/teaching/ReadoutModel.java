package org.ranvier.plasticity.teaching;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Leaky readouts of spiking neurons (Bellec et al. 2020, doi:10.1038/s41467-020-17236-y): {@code y_k(t) = κ·y_k(t-1) + Σ_j
 * W_kj·z_j(t-1)}, {@code κ = e^(-h/τ)}, where {@code z_j(t-1)} is 1 if neuron {@code j} fired in the step before.
 *
 * @param name unique among readouts
 * @param outputs how many there are
 * @param tauMs {@code τ}
 * @param feedback how errors reach the neurons
 * @param decay of readout and feedback weights at each update, for adaptive feedback
 * @param updateSteps steps after which weights are updated
 * @param optimiser of the readout's weights
 * @param weightScale standard deviation of the initial weights, and of random feedback, times the root of the number of neurons
 */
public record ReadoutModel(
    String name, int outputs, double tauMs, Loss loss, Feedback feedback, double decay, long updateSteps, Optimiser optimiser,
        double weightScale) {
  public ReadoutModel {
    String where = "readout '" + name + "': ";
    if (name.isBlank()) {
      throw new RanvierException("the name of a readout is empty; give it one");
    }
    if (outputs < 1) {
      throw new RanvierException(where + outputs + " outputs; there must be at least one");
    }
    if (loss == Loss.CROSS_ENTROPY && outputs < 2) {
      throw new RanvierException(where + "classes are told apart by at least two outputs; there is " + outputs);
    }
    if (!(tauMs > 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(where + "time constant " + TimeGrid.trim(tauMs) + " ms must be above 0; 20 ms is usual");
    }
    if (!(decay >= 0 && decay < 1)) {
      throw new RanvierException(where + "weight decay " + decay + " must be at least 0 and below 1");
    }
    if (updateSteps < 1) {
      throw new RanvierException(where + "weights cannot be updated every " + updateSteps + " steps; give at least one");
    }
    if (!(weightScale >= 0 && Double.isFinite(weightScale))) {
      throw new RanvierException(where + "scale of the weights " + weightScale + " must be 0 or above, and finite");
    }
  }
}
