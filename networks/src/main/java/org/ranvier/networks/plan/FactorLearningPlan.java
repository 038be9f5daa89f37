package org.ranvier.networks.plan;

import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.rules.LearningRule;

/**
 * How the factors of a projection of low rank learn.
 *
 * @param rule the rule of pairs whose changes are projected on factors
 * @param side which of them learn
 * @param keepsNorms whether the norm of each mode's factors is kept
 * @param frozen whether a simulation begins with it frozen
 */
public record FactorLearningPlan(LearningRule rule, FactorSide side, boolean keepsNorms, boolean frozen) {
  @Override
  public String toString() {
    return "plastic " + (side == FactorSide.LEFT ? "left factors " : side == FactorSide.RIGHT ? "right factors " : "factors ") + rule.equations()
        + (keepsNorms ? "  norms kept" : "") + (frozen ? "  frozen" : "");
  }
}
