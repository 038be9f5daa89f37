package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ChangedWeights;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;

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
public final class SynapticScaling {
  private final Draft draft;
  private UpkeepPlan.Scaling plan;

  SynapticScaling(Draft draft, List<Projection> projections) {
    this.draft = draft;
    ChangedWeights.requireOneTarget("synaptic scaling", projections.stream().map(Projection::connection).toList());
    plan = new UpkeepPlan.Scaling(projections.stream().map(Projection::name).toList(), null, 0.001, 0, Units.s(10), null, Units.ms(100));
  }

  private SynapticScaling with(UpkeepPlan.Scaling changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** The rate r₀ that each neuron shall have. */
  public SynapticScaling toRate(Quantity<Frequency> rate) {
    return with(plan.rate(rate));
  }

  /** β, the relative change of the weights for each spike too few: 0.001 until told otherwise. Inhibitory synapses need one below 0. */
  public SynapticScaling strength(double perSpike) {
    return with(plan.strength(perSpike));
  }

  /** γ, the relative change for each spike too few in each second after it, which takes away what error β leaves; 0 until told otherwise. */
  public SynapticScaling integral(double perSpikeAndSecond) {
    return with(plan.integral(perSpikeAndSecond));
  }

  /** The time constant τ of the rate, 10 s until told otherwise. */
  public SynapticScaling averaging(Quantity<Time> tau) {
    return with(plan.averaging(tau));
  }

  /** The magnitude to which weights are scaled up at most. */
  public SynapticScaling upTo(Quantity<?> weight) {
    return with(plan.largest(weight));
  }

  /** How often weights are scaled, every 100 ms until told otherwise. */
  public SynapticScaling every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Takes all that a plan says besides the projections, by the verbs of a script: what they refuse is refused. */
  void as(UpkeepPlan.Scaling said) {
    strength(said.strength()).integral(said.integral()).averaging(said.averaging()).every(said.interval());
    given(said.rate(), this::toRate);
    given(said.largest(), this::upTo);
  }

  UpkeepPlan.Scaling plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
