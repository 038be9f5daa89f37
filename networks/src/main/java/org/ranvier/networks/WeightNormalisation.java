package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ChangedWeights;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Normalisation.Norm;

/**
 * Scales the weights of each neuron, at an interval, so that their sum or Euclidean norm is a given value: {@code w ← w·value/‖w‖}. All
 * weights of the projections are counted together; each keeps its sign and its share.
 *
 * <pre>{@code
 * net.normalise(ee, xe).sum(pA(2000)).every(ms(1000));
 * }</pre>
 */
public final class WeightNormalisation {
  private final Draft draft;
  private UpkeepPlan.Normalising plan;

  WeightNormalisation(Draft draft, List<Projection> projections) {
    this.draft = draft;
    ChangedWeights.requireOneTarget("normalisation of weights", projections.stream().map(Projection::connection).toList());
    plan = new UpkeepPlan.Normalising(projections.stream().map(Projection::name).toList(), Norm.SUM, null, 1, Units.s(1));
  }

  private WeightNormalisation with(UpkeepPlan.Normalising changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** What the sum of the magnitudes of a neuron's weights becomes. */
  public WeightNormalisation sum(Quantity<?> sum) {
    return norm(Norm.SUM, sum);
  }

  /** What the root of the sum of the squares of a neuron's weights becomes. */
  public WeightNormalisation euclidean(Quantity<?> norm) {
    return norm(Norm.EUCLIDEAN, norm);
  }

  private WeightNormalisation norm(Norm norm, Quantity<?> value) {
    draft.requireUnsaid(
        plan.value() != null && plan.norm() != norm, plan.where(), setting(plan.norm()), setting(norm), "a neuron's weights have one norm; leave one of them out");
    return with(plan.norm(norm, value));
  }

  private static String setting(Norm norm) {
    return norm == Norm.SUM ? ".sum(…)" : ".euclidean(…)";
  }

  /** Goes only this part of the way each time, so that the norm approaches its value softly; all of it until told otherwise. */
  public WeightNormalisation partially(double part) {
    return with(plan.part(part));
  }

  /** How often it is done, every second until told otherwise. */
  public WeightNormalisation every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Takes all that a plan says besides the projections, by the verbs of a script: what they refuse is refused. */
  void as(UpkeepPlan.Normalising said) {
    partially(said.part()).every(said.interval());
    given(said.value(), value -> norm(said.norm(), value));
  }

  UpkeepPlan.Normalising plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
