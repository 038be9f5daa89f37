package org.ranvier.networks.plan;

import java.util.Arrays;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Units;

/**
 * A projection whose matrix has low rank, {@code W = w·L·diag(s)·Rᵀ}.
 *
 * @param left {@code L}, a row for each mode
 * @param right {@code R}, a row for each mode
 * @param gains {@code s} without modulators; empty: 1
 * @param tau time constant of the modes; null: spikes arrive in one step
 * @param recorded interval at which modes are recorded
 * @param plasticity how factors learn; null: they do not
 */
public record LowRankPlan(
    String name, NeuronsPlan source, NeuronsPlan target, double[][] left, double[][] right, double[] gains, @Nullable Quantity<?> weight,
    @Nullable Quantity<Time> delay, @Nullable Quantity<Time> tau, @Nullable String receptor, boolean doubleWeights, @Nullable Quantity<Time> recorded,
    @Nullable FactorLearningPlan plasticity) {
  /** A projection of which no more is said. */
  public LowRankPlan(String name, NeuronsPlan source, NeuronsPlan target) {
    this(name, source, target, new double[0][], new double[0][], new double[0], null, null, null, null, false, null, null);
  }

  /** The same with copies of these factors. */
  public LowRankPlan factors(double[][] targets, double[][] sources) {
    return new LowRankPlan(name, source, target, copy(targets), copy(sources), gains, weight, delay, tau, receptor, doubleWeights, recorded, plasticity);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** The same with a copy of these gains. */
  public LowRankPlan gains(double[] of) {
    return new LowRankPlan(name, source, target, left, right, of.clone(), weight, delay, tau, receptor, doubleWeights, recorded, plasticity);
  }

  /** The same with another weight. */
  public LowRankPlan weight(Quantity<?> of) {
    return new LowRankPlan(name, source, target, left, right, gains, of, delay, tau, receptor, doubleWeights, recorded, plasticity);
  }

  /** The same with another delay. */
  public LowRankPlan delay(Quantity<Time> of) {
    return new LowRankPlan(name, source, target, left, right, gains, weight, of, tau, receptor, doubleWeights, recorded, plasticity);
  }

  /** The same with another time constant. */
  public LowRankPlan tau(Quantity<Time> of) {
    return new LowRankPlan(name, source, target, left, right, gains, weight, delay, of, receptor, doubleWeights, recorded, plasticity);
  }

  /** The same at another receptor. */
  public LowRankPlan receptor(String of) {
    return new LowRankPlan(name, source, target, left, right, gains, weight, delay, tau, of, doubleWeights, recorded, plasticity);
  }

  /** The same that adds in 8 bytes. */
  public LowRankPlan inDoubleWeights() {
    return new LowRankPlan(name, source, target, left, right, gains, weight, delay, tau, receptor, true, recorded, plasticity);
  }

  /** The same that is recorded at an interval. */
  public LowRankPlan recorded(Quantity<Time> of) {
    return new LowRankPlan(name, source, target, left, right, gains, weight, delay, tau, receptor, doubleWeights, of, plasticity);
  }

  /** The same with factors that learn so. */
  public LowRankPlan plasticity(FactorLearningPlan of) {
    return new LowRankPlan(name, source, target, left, right, gains, weight, delay, tau, receptor, doubleWeights, recorded, of);
  }

  /** Number of modes. */
  public int modes() {
    return left.length;
  }

  /** Names it in messages. */
  public String where() {
    return "low-rank projection '" + name + "'";
  }

  @Override
  public String toString() {
    return "low rank " + name + "  " + source.population() + " → " + target.population() + (receptor == null ? "" : " " + receptor)
        + "  " + left.length + " modes" + (gains.length == 0 ? "" : "  gains " + Arrays.toString(gains)) + "  weight "
        + (weight == null ? "missing" : Units.text(weight)) + "  delay "
        + (delay == null ? "missing" : Units.text(delay)) + (tau == null ? "" : "  tau " + Units.text(tau))
        + (plasticity == null ? "" : "  " + plasticity);
  }
}
