package org.ranvier.plasticity.teaching;

/** What a readout's errors are the derivatives of. */
public enum Loss {
  /** {@code ½·Σ (y - y*)²} over outputs and steps. */
  SQUARES,
  /**
   * {@code -Σ π*·log π} over outputs and steps, {@code π} being the softmax of the outputs: for targets that are probabilities
   * of classes.
   */
  CROSS_ENTROPY
}
