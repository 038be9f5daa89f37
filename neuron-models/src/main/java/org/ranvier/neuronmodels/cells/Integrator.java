package org.ranvier.neuronmodels.cells;

/** How the potential is carried over a step. Gates are staggered by half a step against it. */
public enum Integrator {
  /** Backward Euler: order 1, damps everything. */
  BACKWARD_EULER(1, "backward Euler"),
  /** Crank–Nicolson, as half a step of backward Euler and its extrapolation: order 2. */
  CRANK_NICOLSON(2, "Crank–Nicolson"),
  /**
   * The matrix exponential, without error: for small trees whose currents are all linear, with coefficients that do not change.
   * Its cost
   * grows with the square of the number of compartments.
   */
  EXACT(Integer.MAX_VALUE, "exact propagator");

  private final int order;
  private final String words;

  Integrator(int order, String words) {
    this.order = order;
    this.words = words;
  }

  /** Order of the error in the length of the step. */
  public int order() {
    return order;
  }

  @Override
  public String toString() {
    return words;
  }
}
