package org.ranvier.validation.exact;

/** Simulates a {@link PreciseCase} and compares its spikes. */
public final class PreciseReference {
  /** In ms. */
  public static final double TOLERANCE = 1e-6;

  /** Where NEST's neurons begin. */
  private static final double INITIAL_MV = -70;

  private PreciseReference() {}

  /** Largest difference of the times of corresponding spikes in ms; infinite where their numbers differ. */
  public static double error(PreciseCase reference) {
    var neuron = new OneNeuron(reference.model()).set("I_e", reference.current()).from(INITIAL_MV);
    reference.parameters().forEach(neuron::set);
    reference.inputs().forEach(i -> neuron.receives(i.weight(), i.delayMs(), i.timesMs()));
    double[] spikes = neuron.spikes(reference.durationMs());
    if (spikes.length != reference.spikeTimesMs().length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int k = 0; k < spikes.length; k++) {
      largest = Math.max(largest, Math.abs(spikes[k] - reference.spikeTimesMs()[k]));
    }
    return largest;
  }
}
