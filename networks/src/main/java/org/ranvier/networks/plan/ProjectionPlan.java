package org.ranvier.networks.plan;

import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/**
 * A projection.
 *
 * @param name part of the key of its random numbers
 * @param delay null: none is given, as couplings may leave it
 * @param receptor null: by the sign of the weights
 * @param plasticity null: the weights stay as they are
 * @param sign that weights are said to have
 * @param doubleWeights whether weights are kept in 8 bytes
 */
public record ProjectionPlan(
    String name, NeuronsPlan source, NeuronsPlan target, @Nullable ConnectionRule rule, @Nullable SynapticValue<?> weight,
    @Nullable SynapticValue<Time> delay, @Nullable String receptor, @Nullable PlasticityPlan plasticity, @Nullable WeightSign sign,
    boolean doubleWeights, boolean symmetric, boolean oneWay, boolean interpolated) {}
