package org.ranvier.networks;

import java.util.Objects;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.exact.ExactPoissonDrive;
import org.ranvier.neuronmodels.stimuli.PoissonDrive;
import org.ranvier.neuronmodels.stimuli.TimeCourse;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A Poisson drive: each target neuron receives spikes of a Poisson process of its own.
 *
 * <pre>{@code
 * net.poisson("background", exc).rate(Hz(16_000)).weight(pA(87.8));
 * net.poisson("theta", exc).rate(sinusoid(Hz(800), Hz(400), Hz(8))).weight(pA(87.8));
 * }</pre>
 */
public final class PoissonInput {
  private final Network network;
  private final String name;
  private final Neurons target;
  private @Nullable Distribution<Frequency> rate;
  private @Nullable Course<Frequency> course;
  private @Nullable Quantity<?> weight;
  private @Nullable String receptor;
  private boolean wide;
  private boolean live; // of a simulation
  private ActiveTime active = ActiveTime.ALWAYS;

  PoissonInput(Network network, String name, Neurons target) {
    this.network = network;
    this.name = name;
    this.target = target;
    if (target.population().model().receptors().size() < 3) { // of several the user names one later
      Projection.receptorChoice(target.population().model(), null, where());
    }
  }

  public PoissonInput rate(Quantity<Frequency> rate) {
    return rate(Distribution.constant(rate));
  }

  /** A rate for each neuron. */
  public PoissonInput rate(Distribution<Frequency> rate) {
    requireOpen();
    this.rate = rate;
    course = null;
    return this;
  }

  /** A rate that changes with time, the same for all neurons. */
  public PoissonInput rate(Course<Frequency> rate) {
    requireOpen();
    course = rate;
    this.rate = null;
    return this;
  }

  /** What each spike adds, in the unit of the receptor. */
  public PoissonInput weight(Quantity<?> weight) {
    requireOpen();
    Units.in(Units.unit(unit()), weight, where() + ": weight");
    this.weight = weight;
    return this;
  }

  public PoissonInput receptor(String receptor) {
    requireOpen();
    Projection.receptorChoice(target.population().model(), receptor, where());
    this.receptor = receptor;
    return this;
  }

  /** Keeps the weight, and sums what arrives at the targets, in 8 bytes in place of 4; see {@link Projection#doubleWeights}. */
  public PoissonInput doubleWeights() {
    requireOpen();
    wide = true;
    return this;
  }

  /** The drive is on from {@code start} to {@code stop}. */
  public PoissonInput between(Quantity<Time> start, Quantity<Time> stop) {
    requireOpen();
    active = ActiveTime.between(where(), start, stop);
    return this;
  }

  /** The same, to be changed as a simulation goes on; this one stays as it was described. */
  PoissonInput copy() {
    var copy = new PoissonInput(network, name, target);
    copy.rate = rate;
    copy.course = course;
    copy.weight = weight;
    copy.receptor = receptor;
    copy.wide = wide;
    copy.active = active;
    copy.live = true;
    return copy;
  }

  /** Has rate and weight as these. */
  void instead(PoissonPlan of) {
    rate = of.rate();
    course = of.course();
    weight = of.weight();
  }

  PoissonPlan plan() {
    return new PoissonPlan(name, target.plan(), rate, course, weight, receptor, wide, active.planned());
  }

  private void requireOpen() {
    if (!live) {
      network.requireOpen();
    }
  }

  Neurons target() {
    return target;
  }

  String where() {
    return "Poisson drive '" + name + "'";
  }

  private ReceptorChoice choice() {
    return Projection.receptorChoice(target.population().model(), receptor, where());
  }

  private String unit() {
    return target.population().model().receptors().get(choice().positive()).unit();
  }

  StimulusSpec spec(int population, TimeGrid grid, long seed) {
    if ((rate == null && course == null) || weight == null) {
      throw new RanvierException(
          where() + " has no " + (rate == null && course == null ? "rate; add .rate(Hz(1000))" : "weight; add .weight(pA(50))"));
    }
    double w = Units.in(Units.unit(unit()), weight, where() + ": weight");
    new ConductanceSigns(where(), target.population().model(), choice()).check(w);
    int r = w >= 0 ? choice().positive() : choice().negative();
    int size = target.population().size();
    if (target.population().isExact()) {
      return exact(population, seed, w, r, size);
    }
    var drive =
        new PoissonDrive(name, size, rate(size, seed), w, r, wide, active.fromStep(grid, where()), active.toStep(grid, where()));
    return new StimulusSpec(population, false, wide, drive);
  }

  private StimulusSpec exact(int population, long seed, double w, int r, int size) {
    if (course != null) {
      throw new RanvierException(
          where() + " of exact neurons: the rate " + course + " changes with time; exact Poisson spikes have constant rates");
    }
    return new StimulusSpec(population, false, new ExactPoissonDrive(name, rates(size, seed), w, r, active.startMs(where()), active.stopMs(where())));
  }

  private TimeCourse rate(int size, long seed) {
    return course == null
        ? new TimeCourse.Constant(rates(size, seed))
        : course.in(Units.HERTZ, where() + ": rate", target.set().toArray(), size);
  }

  private double[] rates(int size, long seed) {
    Sampler sampler = Objects.requireNonNull(rate).in(Units.HERTZ, where() + ": rate");
    NeuronSet set = target.set();
    if (sampler instanceof Sampler.Listed list && list.values().length != set.size()) {
      throw new RanvierException(
          where() + ": there are " + list.values().length + " rates for " + set.size() + " neurons; give one for each");
    }
    if (sampler instanceof Sampler.Constant c && set.size() == size) {
      return new double[] {check(c.value())};
    }
    double[] rates = new double[size];
    var random = new RandomStream(RandomKey.of(seed, "poisson-rate", name, target.population().name()));
    for (int k = 0; k < set.size(); k++) {
      int i = set.get(k);
      random.select(i);
      rates[i] = check(sampler instanceof Sampler.Listed list ? list.values()[k] : sampler.draw(random));
    }
    return rates;
  }

  private double check(double rateHz) {
    if (!(rateHz >= 0) || Double.isInfinite(rateHz)) {
      throw new RanvierException(where() + ": rate " + rateHz + " Hz must be 0 or above");
    }
    return rateHz;
  }

  @Override
  public String toString() {
    String to = target.population().name() + (target instanceof Population ? "" : " " + Descriptions.neurons(target));
    return "Poisson drive " + name + " → " + to + "  rate " + (course == null ? rate : course) + "  weight "
        + (weight == null ? "missing" : Units.text(weight))
        + (receptor == null ? "" : "  receptor " + receptor) + (wide ? "  8-byte weights" : "") + active;
  }
}
