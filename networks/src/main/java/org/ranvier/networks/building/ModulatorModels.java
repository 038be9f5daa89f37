package org.ranvier.networks.building;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuromodulatorPlan.Follows;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulation.ModulatorPlan.Driver;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What modulators are, after all that they follow. */
public final class ModulatorModels {
  private ModulatorModels() {}

  /**
   * The model of a modulator.
   *
   * @param others by their names
   * @throws RanvierException if it cannot be
   */
  public static ModulatorModel of(NeuromodulatorPlan plan, Function<String, NeuromodulatorPlan> others) {
    return new ModulatorModel(plan.name(), plan.unit(), baseline(plan, others), clearance(plan), isSigned(plan, others));
  }

  private static double baseline(NeuromodulatorPlan plan, Function<String, NeuromodulatorPlan> others) {
    Optional<Follows> followed = plan.followed();
    if (followed.isPresent()) {
      return baseline(others.apply(followed.get().modulator()), others);
    }
    return plan.baseline() == null ? 0 : plan.baseline();
  }

  private static boolean isSigned(NeuromodulatorPlan plan, Function<String, NeuromodulatorPlan> others) {
    return plan.signed() || plan.followed().filter(f -> isSigned(others.apply(f.modulator()), others)).isPresent();
  }

  /** How it is cleared: what follows another decays with its time constant. */
  public static Clearance clearance(NeuromodulatorPlan plan) {
    Optional<Follows> followed = plan.followed();
    if (followed.isPresent()) {
      return new Clearance.Exponential(followMs(plan, followed.get()));
    }
    return plan.clearance() == null ? new Clearance.None() : plan.clearance();
  }

  private static double followMs(NeuromodulatorPlan plan, Follows follows) {
    return Units.in(Units.MILLISECOND, follows.timeConstant(), plan.where() + ": time constant");
  }

  /** What drives its production. */
  static List<Driver> drivers(NeuromodulatorPlan plan) {
    return plan.drives().stream()
        .map(
            d -> switch (d) {
              case NeuromodulatorPlan.DrivenBy(var other, var response, double rate) -> new Driver(other, response, rate);
              case Follows f -> new Driver(f.modulator(), new Response.Proportional(1), 1 / followMs(plan, f));
            })
        .toList();
  }

  /** The name of a source, in the order in which they were said: that of its population, with a number from the second one on. */
  public static String sourceName(NeuromodulatorPlan m, int k) {
    String population = m.sources().get(k).neurons().population();
    long before = m.sources().subList(0, k).stream().filter(s -> s.neurons().population().equals(population)).count();
    return m.name() + " of " + population + (before == 0 ? "" : "#" + (before + 1));
  }

  /** What a spike of a source releases. */
  public static Release release(NeuromodulatorPlan plan, NeuromodulatorPlan.Source source) {
    Double each = source.unitArea() ? Double.valueOf(areaAmount(plan, source)) : source.amount();
    if (each == null) {
      throw new RanvierException(plan.where(source) + " has no amount; add .amount(1) or .unitArea()");
    }
    NeuromodulatorPlan.Volley volley = source.volley();
    return volley == null ? new Release.PerSpike(each) : new Release.PerVolley(each, volley.spikes(), volley.windowMs());
  }

  /** What a release of unit area is; refused where the modulator does not decay. */
  public static double areaAmount(NeuromodulatorPlan plan, NeuromodulatorPlan.Source source) {
    if (!(clearance(plan) instanceof Clearance.Exponential(double tau))) {
      throw new RanvierException(plan.where(source) + ": a release of unit area needs a modulator that decays; add .decay(ms(200)) to it, before");
    }
    return 1 / tau;
  }

  /** The line of a modulator in a description. */
  public static String text(NeuromodulatorPlan plan, Function<String, NeuromodulatorPlan> others) {
    ModulatorModel model = of(plan, others);
    var text = new StringBuilder("modulator ").append(plan.name()).append(" (").append(plan.unit()).append(")  ").append(model.clearance());
    text.append(model.baseline() == 0 ? "" : "  baseline " + TimeGrid.trim(model.baseline())).append(model.signed() ? "  signed" : "");
    switch (plan.space()) {
      case null -> {}
      case NeuromodulatorPlan.Populations _ -> text.append("  in each population");
      case NeuromodulatorPlan.Voxels(var lattice, double coefficient) ->
          text.append("  ").append(lattice).append(", ").append(TimeGrid.trim(coefficient)).append(" µm²/ms");
    }
    plan.sources().forEach(s -> text.append("  ").append(text(plan, s)));
    drivers(plan).forEach(d -> text.append("  driven by ").append(d.modulator()).append(" (").append(d.response()).append(") at ").append(d.ratePerMs()));
    plan.events().forEach(e -> text.append("  ").append(e));
    return text.toString();
  }

  /** What a source is, in a line of a description. */
  public static String text(NeuromodulatorPlan plan, NeuromodulatorPlan.Source source) {
    String each = source.amount() == null && !source.unitArea() ? "missing" : release(plan, source).toString();
    NeuromodulatorPlan.Gain gain = source.gain();
    return "released by " + source.neurons() + ", " + each + ", weight " + source.weight() + ", delay " + Units.text(source.delay())
        + (source.depletion() == null ? "" : ", " + source.depletion())
        + (gain == null ? "" : ", amount " + gain.effect() + " by " + gain.modulator() + " (" + ReceptorModel.instant(gain.response()) + ")");
  }
}
