package org.ranvier.plasticity.lowrank;

/** Which factors of a projection of low rank learn. */
public enum FactorSide {
  /** Those of the targets, {@code L}. */
  LEFT,
  /** Those of the sources, {@code R}. */
  RIGHT,
  /** Both. */
  BOTH;

  boolean hasLeft() {
    return this != RIGHT;
  }

  boolean hasRight() {
    return this != LEFT;
  }
}
