package org.ranvier.plasticity.teaching;

/** How the errors of a readout reach the neurons that it reads (Bellec et al. 2020). */
public enum Feedback {
  /** By the readout's own weights. */
  SYMMETRIC,
  /** By random weights that stay. */
  RANDOM,
  /** By random weights that change as those of the readout do, while both decay. */
  ADAPTIVE,
  /**
   * By random weights that stay, and in place of the errors what is wanted, with a minus: {@code L = -B·y*}; 0 where nothing is wanted. So neurons need not
   * know what the readout says (direct random target projection; Frenkel, Lefebvre & Bol 2021, doi:10.3389/fnins.2021.629892).
   */
  TARGET
}
