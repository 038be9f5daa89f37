package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.simulator.RanvierException;

/**
 * Structural plasticity of a projection: at an interval weak synapses go and others grow at random. Those that stay are not touched: their
 * weights, traces, delays and the spikes on their way are as if nothing had happened.
 *
 * <pre>{@code
 * net.rewire(ee).pruneUpTo(pA(0.1)).keeping(Keeping.TOTAL).weight(pA(5)).every(ms(1000));         // DEEP R
 * net.rewire(ee).pruneWeakest(0.02).keeping(Keeping.IN_DEGREE).weight(pA(5)).every(ms(1000));
 * }</pre>
 *
 * <p>Or synapses follow the synaptic elements of both sides, which grow and shrink with the neurons' rates (Butz & van Ooyen 2013,
 * doi:10.1371/journal.pcbi.1003259):
 *
 * <pre>{@code
 * var curve = new GrowthCurve.Gaussian(0, 5, 0.1);   // Hz, Hz, elements/s
 * net.rewire(ee).elements(curve, curve).averaging(s(10)).weight(pA(20)).every(ms(100));
 * }</pre>
 *
 * <p>New synapses join sources and targets of the projection that are not joined yet, no neuron to itself unless told otherwise. Their delays
 * are drawn as the projection's, and so are their weights unless they have some of their own.
 */
public final class Rewiring {
  private final Draft draft;
  private UpkeepPlan.Rewiring plan;

  /**
   * What a rewiring did.
   *
   * @param projection its name
   * @param timeMs when
   * @param pruned number of synapses that went
   * @param grown number of synapses that came
   */
  public record Turn(String projection, double timeMs, int pruned, int grown) {}

  Rewiring(Draft draft, Projection projection) {
    this.draft = draft;
    projection.letWeightsChange();
    plan = new UpkeepPlan.Rewiring(projection.name(), null, null, null, null, false, false, Units.s(1));
  }

  private Rewiring with(UpkeepPlan.Rewiring changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Removes synapses of this magnitude or less. */
  public Rewiring pruneUpTo(Quantity<?> magnitude) {
    return with(plan.replacing(r -> r.upTo(magnitude)));
  }

  /** Removes this part of each target's synapses, the weakest first. */
  public Rewiring pruneWeakest(double part) {
    return with(plan.replacing(r -> r.weakest(part)));
  }

  /** What stays as it was when synapses are replaced: the in-degrees until told otherwise. */
  public Rewiring keeping(Keeping keeping) {
    return with(plan.replacing(r -> r.keeping(keeping)));
  }

  /** The probability that a synapse that goes is replaced, 1 until told otherwise. */
  public Rewiring regrowth(double probability) {
    return with(plan.replacing(r -> r.regrowth(probability)));
  }

  /** Grows so many synapses on average between any two neurons each time, whatever went. */
  public Rewiring sprouting(double number) {
    return with(plan.sprouting(number == 0 ? null : Double.valueOf(number)));
  }

  /**
   * Lets synapses follow the elements of their neurons in place of their weights. In the beginning each neuron has as many as synapses in this
   * projection.
   *
   * @param axonal how those of the sources grow
   * @param dendritic how those of the targets grow
   */
  public Rewiring elements(GrowthCurve axonal, GrowthCurve dendritic) {
    return with(plan.growing(g -> g.curves(axonal, dendritic)));
  }

  /** How many elements each neuron has besides in the beginning, 0 until told otherwise. */
  public Rewiring vacant(double elements) {
    return with(plan.growing(g -> g.vacant(elements)));
  }

  /** The time constant of the rate that elements follow, 10 s until told otherwise; the rate is 0 in the beginning. */
  public Rewiring averaging(Quantity<Time> tau) {
    return with(plan.growing(g -> g.averaging(tau)));
  }

  /** The weight of new synapses. */
  public <Q extends Quantity<Q>> Rewiring weight(Quantity<Q> weight) {
    return weight(Distribution.constant(weight));
  }

  /** The weights of new synapses. */
  public Rewiring weight(SynapticValue<?> weight) {
    return with(plan.weight(weight));
  }

  /** Lets neurons connect to themselves. */
  public Rewiring withAutapses() {
    return with(plan.withAutapses());
  }

  /** Lets a pair have more than one synapse. */
  public Rewiring withMultapses() {
    return with(plan.withMultapses());
  }

  /** How often it is done, every second until told otherwise. */
  public Rewiring every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Takes all that a plan says besides the projection, by the verbs of a script: what they refuse is refused. */
  void as(UpkeepPlan.Rewiring said) {
    every(said.interval());
    given(said.replacing(), r -> {
      given(r.upTo(), this::pruneUpTo);
      given(r.weakest(), this::pruneWeakest);
      given(r.keeping(), this::keeping);
      given(r.regrowth(), this::regrowth);
    });
    given(said.sprouting(), this::sprouting);
    given(said.growing(), this::as);
    given(said.weight(), this::weight);
    when(said.autapses(), this::withAutapses);
    when(said.multapses(), this::withMultapses);
  }

  private void as(UpkeepPlan.Growing said) {
    GrowthCurve axonal = said.axonal();
    GrowthCurve dendritic = said.dendritic();
    if (axonal == null != (dendritic == null)) {
      throw new RanvierException(plan.where() + ": axonal and dendritic elements are given together, or not at all");
    }
    if (axonal != null && dendritic != null) {
      elements(axonal, dendritic);
    }
    given(said.vacant(), this::vacant);
    given(said.averaging(), this::averaging);
  }

  UpkeepPlan.Rewiring plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
