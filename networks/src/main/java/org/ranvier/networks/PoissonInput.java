package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.Receptors;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;

/**
 * A Poisson drive: each target neuron receives spikes of a Poisson process of its own.
 *
 * <pre>{@code
 * net.poisson("background", exc).rate(Hz(16_000)).weight(pA(87.8));
 * net.poisson("theta", exc).rate(sinusoid(Hz(800), Hz(400), Hz(8))).weight(pA(87.8));
 * }</pre>
 */
public final class PoissonInput {
  private final Draft draft;
  private final NeuronModel target;
  private PoissonPlan plan;

  PoissonInput(Draft draft, String name, Neurons target) {
    this.draft = draft;
    this.target = target.population().model();
    plan = new PoissonPlan(name, target.plan());
    Receptors.requireOne(this.target, where());
  }

  private PoissonInput with(PoissonPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  public PoissonInput rate(Quantity<Frequency> rate) {
    return rate(Distribution.constant(rate));
  }

  /** A rate for each neuron. */
  public PoissonInput rate(Distribution<Frequency> rate) {
    return with(plan.rate(rate));
  }

  /** A rate that changes with time, the same for all neurons. */
  public PoissonInput rate(Course<Frequency> rate) {
    return with(plan.rate(rate));
  }

  /** What each spike adds, in the unit of the receptor. */
  public PoissonInput weight(Quantity<?> weight) {
    String unit = Receptors.unit(target, Receptors.choice(target, plan.receptor(), where()));
    Units.in(Units.unit(unit), weight, where() + ": weight");
    return with(plan.weight(weight));
  }

  public PoissonInput receptor(String receptor) {
    Receptors.choice(target, receptor, where());
    return with(plan.receptor(receptor));
  }

  /** Keeps the weight, and sums what arrives at the targets, in 8 bytes in place of 4; see {@link Projection#doubleWeights}. */
  public PoissonInput doubleWeights() {
    return with(plan.inDoubleWeights());
  }

  /** The drive is on from {@code start} to {@code stop}. */
  public PoissonInput between(Quantity<Time> start, Quantity<Time> stop) {
    return with(plan.active(ActiveTime.between(where(), start, stop)));
  }

  /** Takes all that a plan says besides its target, by the verbs of a script: what they refuse is refused. */
  PoissonInput as(PoissonPlan said) {
    if (said.rate() != null && said.course() != null) {
      throw new RanvierException(where() + ": rate and course exclude each other; leave one of them out");
    }
    given(said.receptor(), this::receptor);
    given(said.rate(), r -> rate(r));
    given(said.course(), c -> rate(c));
    given(said.weight(), this::weight);
    given(said.active(), a -> between(a.start(), a.stopOrRefuse(where())));
    when(said.doubleWeights(), this::doubleWeights);
    return this;
  }

  String where() {
    return plan.where();
  }

  PoissonPlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
