package org.ranvier.networks;

import java.util.Arrays;
import java.util.BitSet;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.homeostasis.Adaptation;
import org.ranvier.plasticity.homeostasis.RateEstimate;
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
public final class IntrinsicPlasticity implements Upkeep {
  private final Network network;
  private final Neurons neurons;
  private final Parameter parameter;
  private Quantity<Time> interval = Units.ms(10);
  private @Nullable Quantity<Frequency> target;
  private Quantity<Time> averaging = Units.ms(0);
  private double eta;
  private boolean relative;
  private final OneOf changes = new OneOf();
  private double least = Double.NEGATIVE_INFINITY;
  private double largest = Double.POSITIVE_INFINITY;

  IntrinsicPlasticity(Network network, Neurons neurons, String parameter) {
    network.requireOpen();
    network.requireMember(neurons);
    this.network = network;
    this.neurons = neurons;
    this.parameter = neurons.population().parameter(parameter);
  }

  /** The rate r₀ that each neuron shall have. */
  public IntrinsicPlasticity toRate(Quantity<Frequency> rate) {
    network.requireOpen();
    target = rate;
    return this;
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
    network.requireOpen();
    changes.say(where(), relative ? ".byPart(…)" : ".by(…)", "a spike either adds to the parameter or multiplies it; leave one of them out");
    this.eta = eta;
    this.relative = relative;
    return this;
  }

  /** The values that the parameter stays within. */
  public IntrinsicPlasticity within(Quantity<?> least, Quantity<?> largest) {
    network.requireOpen();
    this.least = value(least, "least value");
    this.largest = value(largest, "largest value");
    parameter.check(this.least, where());
    parameter.check(this.largest, where());
    return this;
  }

  private double value(Quantity<?> quantity, String what) {
    return Units.in(Units.unit(parameter.unit()), quantity, where() + ": " + what);
  }

  /** Follows a low-pass of the spikes with this time constant in place of the spikes themselves. */
  public IntrinsicPlasticity averaging(Quantity<Time> tau) {
    network.requireOpen();
    averaging = tau;
    return this;
  }

  /** How often the parameter changes, every 10 ms until told otherwise. */
  public IntrinsicPlasticity every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  Neurons neurons() {
    return neurons;
  }

  Population population() {
    return neurons.population();
  }

  String parameter() {
    return parameter.name();
  }

  @Override
  public UpkeepPlan plan() {
    return new UpkeepPlan.Adapting(
        neurons.plan(), parameter.name(), target, eta, relative, Double.isInfinite(least) ? null : Double.valueOf(least),
        Double.isInfinite(largest) ? null : Double.valueOf(largest), averaging, interval);
  }

  @Override
  public Quantity<Time> interval() {
    return interval;
  }

  @Override
  public Projection[] changed() {
    return new Projection[0];
  }

  @Override
  public String where() {
    return "intrinsic plasticity of " + parameter.name() + " of " + neurons.population().where();
  }

  private Adaptation rule() {
    Quantity<Frequency> rate = target;
    if (rate == null) {
      throw new RanvierException(where() + " has no target; add .toRate(Hz(5))");
    }
    if (eta == 0) {
      throw new RanvierException(where() + " changes nothing; say by how much a spike changes it, with .by(…) or .byPart(0.01)");
    }
    return new Adaptation(Units.in(Units.HERTZ, rate, where() + ": target"), eta, relative, least, largest);
  }

  @Override
  public void check(ParameterCourse parameters) {
    rule();
    intervalSteps(network.grid());
    double tau = Units.in(Units.MILLISECOND, averaging, where() + ": time of averaging");
    if (tau < 0) {
      throw new RanvierException(where() + ": time of averaging " + Units.text(averaging) + " must be 0 or above");
    }
    if (neurons.population().isExact()) {
      throw new RanvierException(where() + ": the population is exact, and its parameters cannot change during a run; leave .exact() out");
    }
    for (ModulatorReceptor receptor : network.receptors()) {
      receptor.requireUntouched(neurons.population(), parameter.name(), where());
    }
    parameters.requireAdjustable(neurons.population(), parameter.name(), where());
  }

  @Override
  public Pauses.Act begin(Site site) {
    Adaptation rule = rule();
    Population population = neurons.population();
    int index = site.index(population);
    RateEstimate rates = site.rates(population, Units.in(Units.MILLISECOND, averaging, where()), rule.targetHz());
    double ms = site.grid().toMs(intervalSteps(site.grid()));
    var chosen = new BitSet();
    Arrays.stream(neurons.set().toArray()).forEach(chosen::set);
    return step -> {
      double[] integrals = rates.integrals(step);
      site.engine().forEachSlice(
          index,
          (first, size, kernel) -> {
            var adjustable = (AdjustableKernel) kernel;
            ParameterValues values = adjustable.parameters();
            double[] all = new double[population.size()];
            Arrays.setAll(all, i -> values.at(parameter.name(), i));
            for (int i = chosen.nextSetBit(first); i >= 0 && i < first + size; i = chosen.nextSetBit(i + 1)) {
              all[i] = rule.of(all[i], integrals[i], ms);
            }
            adjustable.setParameters(values.with(where(), parameter.name(), all));
          });
    };
  }

  @Override
  public String toString() {
    return where() + (neurons instanceof Population ? "" : " " + Descriptions.neurons(neurons)) + "  to " + (target == null ? "?" : Units.text(target))
        + "  η = " + eta + (relative ? "" : " " + parameter.unit()) + "  within [" + least + ", " + largest + "]  averaging " + Units.text(averaging)
        + "  every " + Units.text(interval);
  }
}
