package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Dimensionless;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulation.ModulatorPlan.Gain;
import org.ranvier.plasticity.modulators.Depletion;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;

/** Neurons whose spikes release a neuromodulator where they are. */
public final class ModulatorSource {
  private static final String AMOUNTS_MEND = "both say how much a spike releases; leave one of them out";

  private final Network network;
  private final Modulator modulator;
  private final String name;
  private final Neurons neurons;
  private @Nullable Double amount;
  private boolean unitArea; // of the decay as it is in the end
  private final OneOf amounts = new OneOf();
  private int volley;
  private double windowMs;
  private @Nullable Depletion depletion;
  private Distribution<Dimensionless> weight = Distribution.constant(Units.number(1));
  private Quantity<Time> delay = Units.ms(1);
  private @Nullable Gain gain;

  ModulatorSource(Network network, Modulator modulator, String name, Neurons neurons) {
    this.network = network;
    this.modulator = modulator;
    this.name = name;
    this.neurons = neurons;
  }

  /** By how much a spike raises the concentration where it releases; may be negative. */
  public ModulatorSource amount(double amount) {
    network.requireOpen();
    new Release.PerSpike(amount); // refuses what is not finite
    amounts.say(where(), ".amount(…)", AMOUNTS_MEND);
    this.amount = amount;
    return this;
  }

  /** Lets each spike release {@code 1/τ} of a modulator that decays with τ, as NEST's volume transmitter does. */
  public ModulatorSource unitArea() {
    network.requireOpen();
    areaAmount();
    amounts.say(where(), ".unitArea()", AMOUNTS_MEND);
    unitArea = true;
    return this;
  }

  private double areaAmount() {
    if (!(modulator.model().clearance() instanceof Clearance.Exponential(double tau))) {
      throw new RanvierException(where() + ": a release of unit area needs a modulator that decays; add .decay(ms(200)) to it, before");
    }
    return 1 / tau;
  }

  /** Lets only spikes release that come together: so many within a window release the amount once. */
  public ModulatorSource volley(int spikes, Quantity<Time> window) {
    network.requireOpen();
    double ms = Units.in(Units.MILLISECOND, window, where() + ": window");
    new Release.PerVolley(0, spikes, ms);
    volley = spikes;
    windowMs = ms;
    return this;
  }

  /** Lets each release take a fraction of a store, which recovers with a time constant. */
  public ModulatorSource depleting(double fraction, Quantity<Time> recovery) {
    network.requireOpen();
    depletion = new Depletion(fraction, Units.in(Units.MILLISECOND, recovery, where() + ": recovery"));
    return this;
  }

  /** A factor of the amount for each neuron. */
  public ModulatorSource weight(Distribution<Dimensionless> weight) {
    network.requireOpen();
    this.weight = weight;
    return this;
  }

  /** The time from spike to release, 1 ms until told otherwise. */
  public ModulatorSource delay(Quantity<Time> delay) {
    network.requireOpen();
    this.delay = delay;
    return this;
  }

  /** Lets the concentration of a modulator, which may be the released one (an autoreceptor), change the amounts. */
  public ModulatorSource gain(Modulator by, Response response, Effect effect) {
    network.requireOpen();
    gain = new Gain(by.name(), ReceptorModel.instant(response), effect);
    return this;
  }

  NeuromodulatorPlan.Source plan() {
    Gain g = gain;
    return new NeuromodulatorPlan.Source(
        neurons.plan(), amount, unitArea, volley == 0 ? null : new NeuromodulatorPlan.Volley(volley, windowMs), depletion, weight, delay,
        g == null ? null : new NeuromodulatorPlan.Gain(g.modulator(), g.receptor().response(), g.effect()));
  }

  Neurons neurons() {
    return neurons;
  }

  String name() {
    return name;
  }

  @Nullable Gain gain() {
    return gain;
  }

  @Nullable Depletion depletion() {
    return depletion;
  }

  Release release() {
    Double each = unitArea ? Double.valueOf(areaAmount()) : amount;
    if (each == null) {
      throw new RanvierException(where() + " has no amount; add .amount(1) or .unitArea()");
    }
    return volley == 0 ? new Release.PerSpike(each) : new Release.PerVolley(each, volley, windowMs);
  }

  int delaySteps(RoundedTimes times) {
    String what = where() + ": delay";
    return times.grid().delaySteps(times.delay(Units.in(Units.MILLISECOND, delay, what), what, 1), what, RoundedTimes.MEND);
  }

  /** One factor where all neurons release alike, otherwise one for each neuron of the population, 0 for those that do not. */
  double[] weights(long seed) {
    Sampler sampler = weight.in(Units.unit("1"), where() + ": weight");
    NeuronSet set = neurons.set();
    if (sampler instanceof Sampler.Listed list && list.values().length != set.size()) {
      throw new RanvierException(
          where() + ": there are " + list.values().length + " weights for " + set.size() + " neurons; give one for each");
    }
    double[] drawn = Draws.of(sampler, set, seed, "modulator", modulator.name(), name, "weight");
    if (drawn.length == 1 && set.size() == neurons.population().size()) {
      return drawn;
    }
    double[] all = new double[neurons.population().size()];
    for (int k = 0; k < set.size(); k++) {
      all[set.get(k)] = drawn[drawn.length == 1 ? 0 : k];
    }
    return all;
  }

  String where() {
    return modulator.where() + ", released by " + neurons.population().name();
  }

  @Override
  public String toString() {
    String each = amount == null && !unitArea ? "missing" : release().toString();
    String from = neurons instanceof Population ? "" : " " + Descriptions.neurons(neurons);
    return "released by " + neurons.population().name() + from + ", " + each + ", weight " + weight + ", delay " + Units.text(delay)
        + (depletion == null ? "" : ", " + depletion)
        + (gain == null ? "" : ", amount " + gain.effect() + " by " + gain.modulator() + " (" + gain.receptor() + ")");
  }
}
