package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import java.util.function.Supplier;
import javax.measure.Quantity;
import javax.measure.quantity.Dimensionless;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ModulatorModels;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.modulators.Depletion;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;

/** Neurons whose spikes release a neuromodulator where they are. */
public final class ModulatorSource {
  private static final String AMOUNTS_MEND = "both say how much a spike releases; leave one of them out";

  private final Draft draft;
  private final Supplier<NeuromodulatorPlan> modulator; // as it is now
  private NeuromodulatorPlan.Source plan;

  ModulatorSource(Draft draft, Supplier<NeuromodulatorPlan> modulator, NeuromodulatorPlan.Source plan) {
    this.draft = draft;
    this.modulator = modulator;
    this.plan = plan;
  }

  private ModulatorSource with(NeuromodulatorPlan.Source changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** By how much a spike raises the concentration where it releases; may be negative. */
  public ModulatorSource amount(double amount) {
    new Release.PerSpike(amount); // refuses what is not finite
    draft.requireUnsaid(plan.unitArea(), where(), ".unitArea()", ".amount(…)", AMOUNTS_MEND);
    return with(plan.amount(amount));
  }

  /** Lets each spike release {@code 1/τ} of a modulator that decays with τ, as NEST's volume transmitter does. */
  public ModulatorSource unitArea() {
    ModulatorModels.areaAmount(modulator.get(), plan); // refuses a modulator that does not decay
    draft.requireUnsaid(plan.amount() != null, where(), ".amount(…)", ".unitArea()", AMOUNTS_MEND);
    return with(plan.ofUnitArea());
  }

  /** Lets only spikes release that come together: so many within a window release the amount once. */
  public ModulatorSource volley(int spikes, Quantity<Time> window) {
    double ms = Units.in(Units.MILLISECOND, window, where() + ": window");
    new Release.PerVolley(0, spikes, ms); // refuses what cannot be
    return with(plan.volley(new NeuromodulatorPlan.Volley(spikes, ms)));
  }

  /** Lets each release take a fraction of a store, which recovers with a time constant. */
  public ModulatorSource depleting(double fraction, Quantity<Time> recovery) {
    return with(plan.depletion(new Depletion(fraction, Units.in(Units.MILLISECOND, recovery, where() + ": recovery"))));
  }

  /** A factor of the amount for each neuron. */
  public ModulatorSource weight(Distribution<Dimensionless> weight) {
    return with(plan.weight(weight));
  }

  /** The time from spike to release, 1 ms until told otherwise. */
  public ModulatorSource delay(Quantity<Time> delay) {
    return with(plan.delay(delay));
  }

  /** Lets the concentration of a modulator, which may be the released one (an autoreceptor), change the amounts. */
  public ModulatorSource gain(NamedModulator by, Response response, Effect effect) {
    return gain(new NeuromodulatorPlan.Gain(by.name(), response, effect));
  }

  private ModulatorSource gain(NeuromodulatorPlan.Gain gain) {
    ReceptorModel.instant(gain.response()); // refuses what cannot be
    return with(plan.gain(gain));
  }

  /** Takes all that a plan says besides the neurons, by the verbs of a script: what they refuse is refused. */
  void as(NeuromodulatorPlan.Source said) {
    weight(said.weight()).delay(said.delay());
    given(said.amount(), this::amount);
    when(said.unitArea(), this::unitArea);
    given(said.volley(), v -> volley(v.spikes(), Units.ms(v.windowMs())));
    given(said.depletion(), d -> depleting(d.fraction(), Units.ms(d.recoveryMs())));
    given(said.gain(), g -> gain(g));
  }

  String where() {
    return modulator.get().where(plan);
  }

  NeuromodulatorPlan.Source plan() {
    return plan;
  }

  @Override
  public String toString() {
    return ModulatorModels.text(modulator.get(), plan);
  }
}
