package org.ranvier.networks.plan;

import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;

/**
 * What changes a projection's weights.
 *
 * @param rule the learning rule
 * @param transmission what its synapses deliver of their weights
 * @param axonal axonal part of the delay, null unless given
 * @param dendritic dendritic part of the delay, null unless given
 */
public record PlasticityPlan(
    LearningRule rule, Transmission transmission, @Nullable SynapticValue<Time> axonal, @Nullable SynapticValue<Time> dendritic) {
  /** Weights that can change, and that no rule changes. */
  public static final PlasticityPlan NONE = new PlasticityPlan(LearningRule.none(), Transmission.PLAIN, null, null);

  /** The same with another rule. */
  public PlasticityPlan rule(LearningRule of) {
    return new PlasticityPlan(of, transmission, axonal, dendritic);
  }

  /** The same with another transmission. */
  public PlasticityPlan transmission(Transmission of) {
    return new PlasticityPlan(rule, of, axonal, dendritic);
  }

  /** The same with this axonal part of the delay, and the rest dendritic. */
  public PlasticityPlan axonal(SynapticValue<Time> part) {
    return new PlasticityPlan(rule, transmission, part, null);
  }

  /** The same with this dendritic part of the delay, and the rest axonal. */
  public PlasticityPlan dendritic(SynapticValue<Time> part) {
    return new PlasticityPlan(rule, transmission, null, part);
  }

  @Override
  public String toString() {
    return "plastic " + rule.equations() + (transmission == Transmission.PLAIN ? "" : "  " + transmission.equations())
        + (axonal == null ? "" : "  axonal " + axonal) + (dendritic == null ? "" : "  dendritic " + dendritic);
  }
}
