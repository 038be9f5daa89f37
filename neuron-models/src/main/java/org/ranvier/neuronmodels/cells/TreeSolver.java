package org.ranvier.neuronmodels.cells;

/**
 * Solves the linear systems of a step for cells of one tree, in time proportional to the number of compartments (Hines 1984,
 * Int. J. Biomed. Comput. 15:69): from the tips to the root each compartment is eliminated from its parent's row, then
 * potentials are
 * substituted from the root to the tips.
 */
interface TreeSolver {
  /** Changes the coefficients. */
  void setCable(Cable cable);

  /** Sets conductances and currents of these compartments to 0. */
  void clear(int[] compartments);

  /**
   * Sets conductances and currents of consecutive compartments.
   *
   * @param g {@code [compartment - first][cell]}, flat, from element {@code at} on; mS/cm²
   * @param j the same in uA/cm²
   */
  void load(double[] g, double[] j, int at, int first, int count);

  /**
   * Adds conductances and currents of one compartment, {@code scale} times {@code g} and {@code j} from element {@code at} on.
   */
  void add(double[] g, double[] j, int at, int compartment, double scale);

  /** Adds currents to one compartment. */
  void addCurrent(double[] j, int at, int compartment, double scale);

  /** Carries the potentials over the step. */
  void solve();

  /** Copies potentials of consecutive compartments to {@code v}, from element {@code at} on. */
  void store(double[] v, int at, int first, int count);

  /** Sets potentials of consecutive compartments. */
  void begin(double[] v, int at, int first, int count);
}
