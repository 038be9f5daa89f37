package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;

/**
 * A projection whose matrix has low rank, {@code W = w·L·diag(s)·Rᵀ}.
 *
 * @param left {@code L}, a row for each mode
 * @param right {@code R}, a row for each mode
 * @param gains {@code s} without modulators; empty: 1
 * @param tau time constant of the modes; null: spikes arrive in one step
 * @param recorded interval at which modes are recorded
 */
public record LowRankPlan(
    String name, NeuronsPlan source, NeuronsPlan target, double[][] left, double[][] right, double[] gains, @Nullable Quantity<?> weight,
    @Nullable Quantity<Time> delay, @Nullable Quantity<Time> tau, @Nullable String receptor, boolean doubleWeights, @Nullable Quantity<Time> recorded) {}
