package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.teaching.Teacher;
import org.ranvier.plasticity.weights.Bounds;

/**
 * What a rule does whose eligibility is driven by a variable of the target, step by step.
 *
 * @param drive name of the variable of the target, {@code ψ}
 * @param tauMs time constant of the post-synaptic potential, and so of the pre-synaptic trace
 * @param filterMs time constant of the eligibility trace; 0 for that of the teacher, {@link #UNFILTERED} for none
 * @param beta how adaptation acts on the drive, one for each neuron of the population or one for all
 * @param adaptationMs time constant of the adaptation
 * @param teacher where the learning signal comes from
 * @param optimiser what the gradient does to the weight
 * @param ascends whether weights climb the gradient
 * @param regularisation by which the squared deviation of a target's rate from {@code rateHz} is weighed
 * @param rateHz wanted rate of the targets in an interval between updates
 * @param bounds of the weight
 * @param reverse what a spike of the source adds to eligibility by what the target did before it
 */
public record DrivenSetup(
    String drive, double tauMs, double filterMs, double[] beta, double adaptationMs, Teacher teacher, Optimiser optimiser,
        boolean ascends,
    double regularisation, double rateHz, Bounds bounds, Reverse reverse) {
  /** A time constant after which nothing is left in the next step. */
  public static final double UNFILTERED = Double.MIN_VALUE;

  /**
   * A spike of the source adds {@code share} times the drive of the steps before, filtered.
   *
   * @param tauMs time constant of the filter
   */
  public record Reverse(double share, double tauMs) {
    public static final Reverse NONE = new Reverse(0, 1);
  }

  public DrivenSetup {
    beta = beta.clone();
  }

  @Override
  public double[] beta() {
    return beta.clone();
  }

  boolean adapts() {
    for (double b : beta) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  boolean regularises() {
    return regularisation != 0;
  }
}
