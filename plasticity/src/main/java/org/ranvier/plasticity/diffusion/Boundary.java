package org.ranvier.plasticity.diffusion;

/** What happens at the faces of a lattice. */
public enum Boundary {
  /** Nothing passes. */
  REFLECTING,
  /** What leaves at one face enters at the opposite one. */
  PERIODIC
}
