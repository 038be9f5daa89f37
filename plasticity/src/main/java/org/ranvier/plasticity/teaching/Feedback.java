package org.ranvier.plasticity.teaching;

/** How the errors of a readout reach the neurons that it reads (Bellec et al. 2020). */
public enum Feedback {
  /** By the readout's own weights. */
  SYMMETRIC,
  /** By random weights that stay. */
  RANDOM,
  /** By random weights that change as those of the readout do, while both decay. */
  ADAPTIVE
}
