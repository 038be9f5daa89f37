package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;

/**
 * A Poisson drive.
 *
 * @param rate that stays, for all neurons or each; null where it follows a course
 * @param course that the rate follows
 * @param doubleWeights whether the weight is kept in 8 bytes
 * @param active when it is on; null: always
 */
public record PoissonPlan(
    String name, NeuronsPlan target, @Nullable Distribution<Frequency> rate, @Nullable Course<Frequency> course, @Nullable Quantity<?> weight,
    @Nullable String receptor, boolean doubleWeights, @Nullable ActiveTime active) {}
