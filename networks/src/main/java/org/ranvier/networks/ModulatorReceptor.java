package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.building.Receptors;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorKinetics;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.simulator.RanvierException;

/**
 * A receptor of a neuromodulator, and what it does to neurons. Several receptors that act on one thing act one after the other, in the order
 * in which they were declared.
 */
public final class ModulatorReceptor {
  private final Draft draft;
  private NeuroreceptorPlan plan;

  ModulatorReceptor(Draft draft, NeuroreceptorPlan plan) {
    this.draft = draft;
    this.plan = plan;
  }

  private ModulatorReceptor with(NeuroreceptorPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Lets it bind by mass action with this rate of unbinding; needs a Hill curve. */
  public ModulatorReceptor binding(double offPerMs) {
    return kinetics(".binding(…)", new ReceptorKinetics.Binding(offPerMs));
  }

  /** Lets its activation follow with a time constant for its rise and one for its fall. */
  public ModulatorReceptor cascade(Quantity<Time> rise, Quantity<Time> fall) {
    return kinetics(
        ".cascade(…)",
        new ReceptorKinetics.Cascade(
            Units.in(Units.MILLISECOND, rise, where() + ": rise"), Units.in(Units.MILLISECOND, fall, where() + ": fall")));
  }

  private ModulatorReceptor kinetics(String setting, ReceptorKinetics kinetics) {
    var other = new ReceptorModel(plan.model().response(), kinetics);
    String said = switch (plan.model().kinetics()) {
      case ReceptorKinetics.Instant _ -> setting;
      case ReceptorKinetics.Binding _ -> ".binding(…)";
      case ReceptorKinetics.Cascade _ -> ".cascade(…)";
    };
    draft.requireUnsaid(!said.equals(setting), where(), said, setting, "leave one of them out, or add a second receptor");
    return with(plan.model(other));
  }

  /** How often its activation is computed, 1 ms until told otherwise; between, it stays as it is. */
  public ModulatorReceptor every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Acts on the gain of all spikes that arrive at a receptor of neurons. */
  public ModulatorReceptor scalesInput(Neurons neurons, String receptor, Effect effect) {
    requireTarget(neurons);
    Receptors.choice(neurons.population().model(), receptor, where());
    return with(plan.and(new NeuroreceptorPlan.Input(neurons.plan(), receptor, effect)));
  }

  /** Acts on the gain of all spikes that arrive at neurons. */
  public ModulatorReceptor scalesInput(Neurons neurons, Effect effect) {
    requireTarget(neurons);
    if (neurons.population().model().receptors().isEmpty()) {
      throw new RanvierException(where() + ": " + neurons.population().model().name() + " receives no spikes whose gain could change");
    }
    return with(plan.and(new NeuroreceptorPlan.Input(neurons.plan(), null, effect)));
  }

  /** Acts on an intrinsic parameter of neurons. Amounts of an {@link Effect.Shifted} are in the parameter's unit. */
  public ModulatorReceptor changes(Neurons neurons, String parameter, Effect effect) {
    String known = requireTarget(neurons).population().parameter(parameter).name(); // refuses unknown ones
    return with(plan.and(new NeuroreceptorPlan.Intrinsic(neurons.plan(), known, effect)));
  }

  private NeuronGroup requireTarget(Neurons neurons) {
    draft.requireOpen();
    return Population.member(draft, neurons);
  }

  /**
   * Acts on how much of its weights a projection delivers. With {@code Between(0, 1)} they are expressed as far as the receptor is
   * activated; a second projection between the same neurons makes them the modulated component of a weight.
   */
  public ModulatorReceptor gates(Projection projection, Effect effect) {
    draft.requireOpen();
    if (!projection.isOf(draft)) {
      throw new RanvierException(where() + ": " + projection.where() + " belongs to another network");
    }
    return with(plan.and(new NeuroreceptorPlan.Gate(projection.name(), effect)));
  }

  /** Acts on the gain of a mode of a low-rank projection. */
  public ModulatorReceptor gates(LowRankProjection lowRank, int mode, Effect effect) {
    draft.requireOpen();
    if (!lowRank.isOf(draft)) {
      throw new RanvierException(where() + ": " + lowRank.where() + " belongs to another network");
    }
    if (mode < 0 || mode >= lowRank.modes()) {
      throw new RanvierException(
          where() + ": " + lowRank.where() + " has no mode " + mode + "; it has " + lowRank.modes() + ", counted from 0 (factors are given before)");
    }
    return with(plan.and(new NeuroreceptorPlan.Mode(lowRank.name(), mode, effect)));
  }

  /** Takes the kinetics of a plan, by the verbs of a script. */
  ModulatorReceptor as(NeuroreceptorPlan said) {
    every(said.interval());
    switch (said.model().kinetics()) {
      case ReceptorKinetics.Instant _ -> {}
      case ReceptorKinetics.Binding(double off) -> binding(off);
      case ReceptorKinetics.Cascade(double rise, double fall) -> cascade(Units.ms(rise), Units.ms(fall));
    }
    return this;
  }

  String name() {
    return plan.name();
  }

  String where() {
    return plan.where();
  }

  NeuroreceptorPlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
