package org.ranvier.plasticity.eligibility;

import java.util.Map;
import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.simulator.RanvierException;

/** The mean of a third factor over the step that was last taken, for rules that are told it step by step. */
public final class StepMean {
  private final FactorCourse factor;

  /**
   * @param modulators by name, those of {@code factor} among them
   */
  public StepMean(ThirdFactor factor, Map<String, ? extends Concentration> modulators) {
    this.factor = new FactorCourse(factor, modulators);
    if (this.factor.strideSteps() > 1) {
      throw new RanvierException(
          "third factor " + factor + " is read at every step, but its modulators diffuse in strides of "
              + this.factor.strideSteps()
              + " steps; give them .every(…) of one step");
    }
  }

  /** The mean at a place. */
  public double at(int place) {
    double sum = 0;
    for (int q = 0; q < GaussNodes.COUNT; q++) {
      sum += GaussNodes.weight(q) * factor.deviation(q, place);
    }
    return factor.rest() + sum;
  }
}
