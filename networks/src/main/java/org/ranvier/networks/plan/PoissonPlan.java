package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

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
    @Nullable String receptor, boolean doubleWeights, @Nullable ActiveTime active) {
  /** A drive of which no more is said. */
  public PoissonPlan(String name, NeuronsPlan target) {
    this(name, target, null, null, null, null, false, null);
  }

  /** The same with a rate that stays. */
  public PoissonPlan rate(Distribution<Frequency> of) {
    return new PoissonPlan(name, target, of, null, weight, receptor, doubleWeights, active);
  }

  /** The same with a rate that follows a course. */
  public PoissonPlan rate(Course<Frequency> of) {
    return new PoissonPlan(name, target, null, of, weight, receptor, doubleWeights, active);
  }

  /** The same with another weight. */
  public PoissonPlan weight(Quantity<?> of) {
    return new PoissonPlan(name, target, rate, course, of, receptor, doubleWeights, active);
  }

  /** The same at another receptor. */
  public PoissonPlan receptor(String of) {
    return new PoissonPlan(name, target, rate, course, weight, of, doubleWeights, active);
  }

  /** The same with a weight in 8 bytes. */
  public PoissonPlan inDoubleWeights() {
    return new PoissonPlan(name, target, rate, course, weight, receptor, true, active);
  }

  /** The same that is on at another time. */
  public PoissonPlan active(ActiveTime of) {
    return new PoissonPlan(name, target, rate, course, weight, receptor, doubleWeights, of);
  }

  /** Names it in messages. */
  public String where() {
    return "Poisson drive '" + name + "'";
  }

  @Override
  public String toString() {
    return "Poisson drive " + name + " → " + target + "  rate " + (course == null ? rate : course) + "  weight "
        + (weight == null ? "missing" : Units.text(weight))
        + (receptor == null ? "" : "  receptor " + receptor) + (doubleWeights ? "  8-byte weights" : "") + ActiveTime.of(active);
  }
}
