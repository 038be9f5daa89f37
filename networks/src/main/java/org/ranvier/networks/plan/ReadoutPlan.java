package org.ranvier.networks.plan;

import java.util.Arrays;
import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Units;
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

  /** A readout as it is until told otherwise. */
  public ReadoutPlan(String name, List<String> populations) {
    this(
        name, populations, 1, Units.ms(20), null, Loss.SQUARES, Feedback.SYMMETRIC, 0, Optimiser.descent(1e-4), 1, new double[0][], null);
  }

  /** The same with so many outputs. */
  public ReadoutPlan outputs(int of) {
    return new ReadoutPlan(name, populations, of, tau, interval, loss, feedback, decay, optimiser, scale, weights, recorded);
  }

  /** The same with another time constant. */
  public ReadoutPlan tau(Quantity<Time> of) {
    return new ReadoutPlan(name, populations, outputs, of, interval, loss, feedback, decay, optimiser, scale, weights, recorded);
  }

  /** The same with another interval between updates. */
  public ReadoutPlan interval(Quantity<Time> of) {
    return new ReadoutPlan(name, populations, outputs, tau, of, loss, feedback, decay, optimiser, scale, weights, recorded);
  }

  /** The same with another loss. */
  public ReadoutPlan loss(Loss of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, of, feedback, decay, optimiser, scale, weights, recorded);
  }

  /** The same with another feedback. */
  public ReadoutPlan feedback(Feedback of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, loss, of, decay, optimiser, scale, weights, recorded);
  }

  /** The same whose weights decay by that part. */
  public ReadoutPlan decay(double of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, loss, feedback, of, optimiser, scale, weights, recorded);
  }

  /** The same with another optimiser. */
  public ReadoutPlan optimiser(Optimiser of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, loss, feedback, decay, of, scale, weights, recorded);
  }

  /** The same with initial weights of that scale. */
  public ReadoutPlan scale(double of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, loss, feedback, decay, optimiser, of, weights, recorded);
  }

  /** The same with copies of these initial weights. */
  public ReadoutPlan weights(double[][] of) {
    return new ReadoutPlan(
        name, populations, outputs, tau, interval, loss, feedback, decay, optimiser, scale, Arrays.stream(of).map(double[]::clone).toArray(double[][]::new),
        recorded);
  }

  /** The same that is recorded at an interval. */
  public ReadoutPlan recorded(Quantity<Time> of) {
    return new ReadoutPlan(name, populations, outputs, tau, interval, loss, feedback, decay, optimiser, scale, weights, of);
  }

  /** Names it in messages. */
  public String where() {
    return "readout '" + name + "'";
  }

  @Override
  public String toString() {
    return "readout " + name + " of " + populations + "  " + outputs + " outputs  tau " + Units.text(tau)
        + (interval == null ? "" : "  interval " + Units.text(interval)) + "  " + loss + "  feedback " + feedback
        + (decay == 0 ? "" : "  decay " + decay) + "  " + optimiser
        + (weights.length > 0 ? "  weights " + Arrays.deepHashCode(weights) : "  scale " + scale);
  }
}
