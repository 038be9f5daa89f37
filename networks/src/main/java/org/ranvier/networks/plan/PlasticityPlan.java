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
    LearningRule rule, Transmission transmission, @Nullable SynapticValue<Time> axonal, @Nullable SynapticValue<Time> dendritic) {}
