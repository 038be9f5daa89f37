package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;

/**
 * Intrinsic plasticity: a parameter of each neuron changes with its rate r until that is a target r₀. A threshold is added to ({@link #by};
 * Lazar, Pipa & Triesch 2009, doi:10.3389/neuro.10.023.2009), a gain or a capacitance is multiplied ({@link #byPart}):
 *
 * <pre>{@code p ← p + η·(n - r₀·Δ)      or      p ← p·exp(η·(n - r₀·Δ))}</pre>
 *
 * <p>at the end of each interval Δ, with the number n of spikes in it; or with {@code ∫ r dt} in its place, where r is a low-pass of the
 * spikes ({@link #averaging}). The step after is the first with the new value. Whatever else sets the parameter meanwhile, it goes on from there.
 *
 * <pre>{@code
 * net.adapt(exc, "V_th").toRate(Hz(5)).by(mV(0.1)).within(mV(-60), mV(-40)).every(ms(10));
 * net.recordParameter(exc, "V_th").every(ms(100));
 * }</pre>
 */
public final class IntrinsicPlasticity {
  private final Draft draft;
  private final Parameter parameter;
  private UpkeepPlan.Adapting plan;

  IntrinsicPlasticity(Draft draft, Neurons neurons, String parameter) {
    this.draft = draft;
    this.parameter = Population.member(draft, neurons).population().parameter(parameter);
    plan = new UpkeepPlan.Adapting(neurons.plan(), this.parameter.name(), null, 0, false, null, null, Units.ms(0), Units.ms(10));
  }

  private IntrinsicPlasticity with(UpkeepPlan.Adapting changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** The rate r₀ that each neuron shall have. */
  public IntrinsicPlasticity toRate(Quantity<Frequency> rate) {
    return with(plan.rate(rate));
  }

  /** η, what each spike adds: above 0 for a threshold. */
  public IntrinsicPlasticity by(Quantity<?> perSpike) {
    return by(value(perSpike, "change for a spike"), false);
  }

  /** η, the part of its value that each spike adds: below 0 for a gain, above 0 for a capacitance. */
  public IntrinsicPlasticity byPart(double perSpike) {
    return by(perSpike, true);
  }

  private IntrinsicPlasticity by(double eta, boolean relative) {
    draft.requireUnsaid(
        plan.change() != 0 && plan.relative() != relative, plan.where(), setting(plan.relative()), setting(relative),
        "a spike either adds to the parameter or multiplies it; leave one of them out");
    return with(plan.change(eta, relative));
  }

  private static String setting(boolean relative) {
    return relative ? ".byPart(…)" : ".by(…)";
  }

  /** The values that the parameter stays within. */
  public IntrinsicPlasticity within(Quantity<?> least, Quantity<?> largest) {
    double low = value(least, "least value");
    double high = value(largest, "largest value");
    parameter.check(low, plan.where());
    parameter.check(high, plan.where());
    return with(plan.within(low, high));
  }

  private double value(Quantity<?> quantity, String what) {
    return Units.in(Units.unit(parameter.unit()), quantity, plan.where() + ": " + what);
  }

  /** Follows a low-pass of the spikes with this time constant in place of the spikes themselves. */
  public IntrinsicPlasticity averaging(Quantity<Time> tau) {
    return with(plan.averaging(tau));
  }

  /** How often the parameter changes, every 10 ms until told otherwise. */
  public IntrinsicPlasticity every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Takes all that a plan says besides neurons and parameter, by the verbs of a script: what they refuse is refused. */
  void as(UpkeepPlan.Adapting said) {
    averaging(said.averaging()).every(said.interval());
    given(said.rate(), this::toRate);
    if (said.relative()) {
      byPart(said.change());
    } else if (said.change() != 0) {
      by(Units.quantity(said.change(), parameter.unit()));
    }
    Double least = said.least();
    Double largest = said.largest();
    if (least == null != (largest == null)) {
      throw new RanvierException(plan.where() + ": least and largest are given together, or not at all");
    }
    if (least != null && largest != null) {
      within(Units.quantity(least, parameter.unit()), Units.quantity(largest, parameter.unit()));
    }
  }

  UpkeepPlan.Adapting plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
