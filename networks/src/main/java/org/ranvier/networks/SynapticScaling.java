package org.ranvier.networks;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.plasticity.homeostasis.RateScaling;
import org.ranvier.simulator.RanvierException;

/**
 * Synaptic scaling: all weights of a neuron are multiplied by one factor, so that its rate r approaches a target r₀ (Turrigiano et al. 1998,
 * doi:10.1038/36103; van Rossum, Bi & Turrigiano 2000, doi:10.1523/JNEUROSCI.20-23-08812.2000):
 *
 * <pre>{@code τ·dr/dt = -r + Σ δ(t - t_spike),      dw/dt = w·(β·(r₀ - r) + γ·∫(r₀ - r) dt)}</pre>
 *
 * <pre>{@code
 * net.scale(ee).toRate(Hz(5)).strength(0.01).averaging(s(10)).every(ms(500));
 * }</pre>
 *
 * <p>The factor of an interval is {@code exp(β·(r₀·Δ - ∫ r dt))}, and exact; the rate is in the beginning the target.
 */
public final class SynapticScaling implements Upkeep {
  private final Network network;
  private final List<Projection> projections;
  private Quantity<Time> interval = Units.ms(100);
  private @Nullable Quantity<Frequency> target;
  private Quantity<Time> averaging = Units.s(10);
  private double beta = 0.001;
  private double gamma;
  private @Nullable Quantity<?> largest;

  SynapticScaling(Network network, Projection... projections) {
    this.network = network;
    this.projections = Upkeep.incoming(network, "synaptic scaling", projections);
  }

  /** The rate r₀ that each neuron shall have. */
  public SynapticScaling toRate(Quantity<Frequency> rate) {
    network.requireOpen();
    target = rate;
    return this;
  }

  /** β, the relative change of the weights for each spike too few: 0.001 until told otherwise. Inhibitory synapses need one below 0. */
  public SynapticScaling strength(double perSpike) {
    network.requireOpen();
    beta = perSpike;
    return this;
  }

  /** γ, the relative change for each spike too few in each second after it, which takes away what error β leaves; 0 until told otherwise. */
  public SynapticScaling integral(double perSpikeAndSecond) {
    network.requireOpen();
    gamma = perSpikeAndSecond;
    return this;
  }

  /** The time constant τ of the rate, 10 s until told otherwise. */
  public SynapticScaling averaging(Quantity<Time> tau) {
    network.requireOpen();
    averaging = tau;
    return this;
  }

  /** The magnitude to which weights are scaled up at most. */
  public SynapticScaling upTo(Quantity<?> weight) {
    network.requireOpen();
    largest = weight;
    return this;
  }

  /** How often weights are scaled, every 100 ms until told otherwise. */
  public SynapticScaling every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  @Override
  public UpkeepPlan plan() {
    return new UpkeepPlan.Scaling(projections.stream().map(Projection::name).toList(), target, beta, gamma, averaging, largest, interval);
  }

  @Override
  public Quantity<Time> interval() {
    return interval;
  }

  @Override
  public Projection[] changed() {
    return projections.toArray(Projection[]::new);
  }

  @Override
  public String where() {
    return "synaptic scaling of " + projections.stream().map(Projection::name).toList();
  }

  /** The rule of a projection, in the unit of its weights. */
  private RateScaling rule(Projection projection) {
    Quantity<Frequency> rate = target;
    if (rate == null) {
      throw new RanvierException(where() + " has no target; add .toRate(Hz(5))");
    }
    Quantity<?> bound = largest;
    String of = projections.size() == 1 ? "" : ", " + projection.name();
    double most =
        bound == null
            ? Double.POSITIVE_INFINITY
            : Units.in(Units.unit(projection.receptorUnit()), bound, where() + of + ": the largest weight");
    return new RateScaling(Units.in(Units.HERTZ, rate, where() + ": target"), beta, gamma, most);
  }

  @Override
  public void check(ParameterCourse parameters) {
    projections.forEach(p -> PlasticWeights.requireGrid(p, where()));
    Upkeep.requireChanging(projections, where());
    projections.forEach(this::rule);
    Upkeep.positiveMs(averaging, where() + ": time of averaging");
    intervalSteps(network.grid());
  }

  @Override
  public Pauses.Act begin(Site site) {
    List<RateScaling> rules = projections.stream().map(this::rule).toList();
    Population population = projections.getFirst().target().population();
    RateEstimate rates = site.rates(population, Upkeep.positiveMs(averaging, where()), rules.getFirst().targetHz());
    RateScaling.Course course = rules.getFirst().begin(population.size()); // they differ in the unit of the bound alone
    site.owners().add(course);
    double ms = site.grid().toMs(intervalSteps(site.grid()));
    return step -> {
      double[] factors = course.factors(rates.integrals(step), ms);
      for (int k = 0; k < rules.size(); k++) {
        rules.get(k).apply(site.parts(projections.subList(k, k + 1)), factors);
      }
    };
  }

  @Override
  public String toString() {
    return where() + "  to " + (target == null ? "?" : Units.text(target)) + "  β = " + beta + (gamma == 0 ? "" : "  γ = " + gamma + " /s")
        + "  averaging " + Units.text(averaging) + (largest == null ? "" : "  up to " + Units.text(largest)) + "  every " + Units.text(interval);
  }
}
