package org.ranvier.plasticity.loops;

/**
 * Amplitudes of pairs and triplets: potentiation is {@code x·(a2Plus + a3Plus·y₂)}, depression {@code y·(a2Minus +
 * a3Minus·x₂)}, where x₂ and y₂ are slow traces of earlier spikes of the same neuron.
 */
public record Triplets(double a2Plus, double a3Plus, double a2Minus, double a3Minus) {
  /** Pairs alone. */
  public static final Triplets NONE = new Triplets(1, 0, 1, 0);
}
