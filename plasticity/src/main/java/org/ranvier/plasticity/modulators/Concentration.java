package org.ranvier.plasticity.modulators;

import org.ranvier.simulator.state.Stateful;

/**
 * The concentration of a neuromodulator at each of its places, as time goes on step by step.
 *
 * <p>It is kept as its deviation from the baseline, which stays exactly 0 where nothing has been released.
 */
public interface Concentration extends Stateful {
  double baseline();

  /** How many places there are: 1 where it is the same everywhere, one for each population or voxel otherwise. */
  int places();

  /** Deviation from the baseline at the present grid point. */
  double deviation(int place);

  default double at(int place) {
    return baseline() + deviation(place);
  }

  /** Carries it over one step of the grid. Releases at the new grid point come after. */
  void advance();

  /** Adds an amount, which may be negative, to the concentration at a place. */
  void release(int place, double amount);

  /**
   * Has it produced in the step to come.
   *
   * @param ratePerMs rate at node {@code q} of {@link org.ranvier.plasticity.kinetics.GaussNodes}, beyond what keeps the baseline
   */
  void produce(int q, int place, double ratePerMs);

  /** Holds the concentration at a place at a value, whatever is released or taken up. */
  void clamp(int place, double concentration);

  /** Ends the clamp; the concentration goes on from where it is. */
  void unclamp(int place);
}
