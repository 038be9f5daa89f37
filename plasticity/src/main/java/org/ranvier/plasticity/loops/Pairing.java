package org.ranvier.plasticity.loops;

/**
 * Which spikes make pairs (Morrison, Diesmann & Gerstner 2008, doi:10.1007/s00422-008-0233-1, figure 7). All count the spikes
 * of the other side that came strictly before, in NEST's conventions.
 */
public enum Pairing {
  /** Every spike with every spike of the other side before it. */
  ALL_TO_ALL,
  /** Every spike with the nearest spike of the other side before it. */
  NEAREST_SYMMETRIC,
  /**
   * A post-synaptic spike with all pre-synaptic ones since the post-synaptic one before, a pre-synaptic spike with the nearest
   * post-synaptic one before it.
   */
  PRE_CENTERED,
  /** The nearest spikes only, and each of them in one pair of either kind. */
  RESTRICTED,
  /** All triplets: a post-synaptic spike counts more after others, and so does a pre-synaptic one. */
  TRIPLET
}
