package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;

/**
 * Leaky outputs whose errors teach.
 *
 * @param populations that are read
 * @param decay part by which weights decay at each update
 * @param scale of random initial weights
 * @param weights given initial ones, a row for each output; none: random
 * @param recorded interval at which outputs and errors are recorded
 */
public record ReadoutPlan(
    String name, List<String> populations, int outputs, Quantity<Time> tau, @Nullable Quantity<Time> interval, Loss loss, Feedback feedback, double decay,
    Optimiser optimiser, double scale, double[][] weights, @Nullable Quantity<Time> recorded) {
  public ReadoutPlan {
    populations = List.copyOf(populations);
  }
}
