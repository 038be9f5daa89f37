package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ModulatorModels;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;

/**
 * A neuromodulator: how it is released and taken up, where it is, and what answers to it. Concentrations are plain numbers in a unit
 * of its own.
 *
 * <pre>{@code
 * var dopamine = net.modulator("dopamine").unit("nM").baseline(20).decay(ms(200));
 * dopamine.releasedBy(vta).amount(1.5).delay(ms(2)).depleting(0.3, ms(800));
 * dopamine.clamp(ms(1000), ms(2000), 50);
 * var d1 = dopamine.receptor("D1", new Response.Hill(50, 1)).cascade(ms(100), ms(500));
 * d1.changes(striatum, "V_th", new Effect.Shifted(-1.5));
 * net.record(dopamine).every(ms(10));
 * }</pre>
 */
public final class Modulator implements NamedModulator {
  private static final String SPACES_MEND = "concentrations are either those of populations or those of voxels; leave one of them out";
  private static final String BASELINES_MEND = "what follows another has its baseline; leave .baseline(…) out, or set that of the other";

  private final Draft draft;
  private final List<Modulator> all; // of the network, in the order in which they were declared
  private final Consumer<ModulatorReceptor> receptors;
  private final List<ModulatorSource> sources = new ArrayList<>();
  private NeuromodulatorPlan plan; // without sources

  Modulator(Draft draft, String name, List<Modulator> all, Consumer<ModulatorReceptor> receptors) {
    this.draft = draft;
    this.all = all;
    this.receptors = receptors;
    plan = new NeuromodulatorPlan(name);
    model(plan); // refuses an empty name
  }

  @Override
  public String name() {
    return plan.name();
  }

  private Modulator with(NeuromodulatorPlan changed) {
    draft.requireOpen();
    model(changed); // refuses what cannot be
    plan = changed;
    return this;
  }

  private ModulatorModel model(NeuromodulatorPlan of) {
    return ModulatorModels.of(of, name -> named(name).plan);
  }

  private Modulator named(String name) {
    return all.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(() -> new IllegalStateException(name));
  }

  /** Names the unit of the concentration, for recordings. */
  public Modulator unit(String unit) {
    return with(plan.unit(unit));
  }

  /** The concentration that stays when nothing happens, 0 until told otherwise. */
  public Modulator baseline(double concentration) {
    draft.requireUnsaid(plan.followed().isPresent(), where(), ".follows(…)", ".baseline(…)", BASELINES_MEND);
    return with(plan.baseline(concentration == 0 ? null : Double.valueOf(concentration)));
  }

  /** Lets it decay to the baseline exponentially. */
  public Modulator decay(Quantity<Time> timeConstant) {
    return clearance(".decay(…)", new Clearance.Exponential(Units.in(Units.MILLISECOND, timeConstant, where() + ": decay")));
  }

  /**
   * Lets it be taken up by a mechanism that saturates (Michaelis–Menten).
   *
   * @param ratePerMs largest rate, concentration per ms
   * @param half concentration at which the rate is half of that
   */
  public Modulator uptake(double ratePerMs, double half) {
    return clearance(".uptake(…)", new Clearance.MichaelisMenten(ratePerMs, half));
  }

  /** Makes it a signal: what is released lasts for the one step that follows. */
  public Modulator momentary() {
    if (!plan.drives().isEmpty()) {
      throw new RanvierException(where() + " is driven by another and cannot last a step only; give it a decay in place of .momentary()");
    }
    return clearance(".momentary()", new Clearance.Momentary());
  }

  private Modulator clearance(String setting, Clearance clearance) {
    requireOneClearance(setting);
    return with(plan.clearance(clearance));
  }

  private void requireOneClearance(String setting) {
    String said = plan.followed().isPresent() ? ".follows(…)" : switch (plan.clearance()) {
      case null -> setting;
      case Clearance.None _ -> setting;
      case Clearance.Exponential _ -> ".decay(…)";
      case Clearance.MichaelisMenten _ -> ".uptake(…)";
      case Clearance.Momentary _ -> ".momentary()";
    };
    draft.requireUnsaid(!said.equals(setting), where(), said, setting, "it is cleared in one way; leave one of them out");
  }

  /** Lets the concentration fall below 0, as a prediction error does. */
  public Modulator signed() {
    return with(plan.maybeBelowZero());
  }

  /** Gives each population a concentration of its own. */
  public Modulator perPopulation() {
    draft.requireUnsaid(plan.lattice().isPresent(), where(), ".diffusing(…)", ".perPopulation()", SPACES_MEND);
    return with(plan.space(new NeuromodulatorPlan.Populations()));
  }

  /**
   * Lets it diffuse over voxels. The scheme is exact in time and stable for any voxel, coefficient and interval.
   *
   * @param umSquaredPerMs diffusion coefficient; about 0.3 for dopamine in tissue
   */
  public Modulator diffusing(Lattice voxels, double umSquaredPerMs) {
    draft.requireOpen();
    if (!(umSquaredPerMs >= 0 && Double.isFinite(umSquaredPerMs))) {
      throw new RanvierException(where() + ": diffusion coefficient " + umSquaredPerMs + " µm²/ms must be 0 or above, and finite");
    }
    draft.requireUnsaid(plan.isPerPopulation(), where(), ".perPopulation()", ".diffusing(…)", SPACES_MEND);
    return with(plan.space(new NeuromodulatorPlan.Voxels(voxels, umSquaredPerMs)));
  }

  /** Lets it diffuse over voxels of about this length that cover the sheet or volume in which the neurons of a population are. */
  public Modulator diffusing(Population within, Quantity<Length> voxel, double umSquaredPerMs) {
    Positions positions = within.positions();
    double um = Units.in(Units.MICROMETRE, voxel, where() + ": voxel");
    int d = positions.dimensions();
    int[] counts = new int[d];
    double[] spacing = new double[d];
    double[] origin = new double[d];
    boolean periodic = true;
    for (int a = 0; a < d; a++) {
      counts[a] = (int) Math.max(1, Math.rint(positions.extentUm(a) / um));
      spacing[a] = Math.max(positions.extentUm(a), um * 1e-9) / counts[a];
      origin[a] = positions.lowUm(a);
      periodic &= positions.isPeriodic(a);
    }
    return diffusing(new Lattice(counts, spacing, origin, periodic ? Boundary.PERIODIC : Boundary.REFLECTING), umSquaredPerMs);
  }

  /** How often diffusion is computed; about 1 ms until told otherwise. Between, concentrations are linear in time. */
  public Modulator every(Quantity<Time> interval) {
    return with(plan.every(interval));
  }

  /** Lets spikes of neurons release it; how much and when is then set. */
  public ModulatorSource releasedBy(Neurons neurons) {
    draft.requireOpen();
    Population.member(draft, neurons);
    var source = new ModulatorSource(draft, () -> plan, new NeuromodulatorPlan.Source(neurons.plan()));
    sources.add(source);
    return source;
  }

  /**
   * Lets another modulator drive its production: {@code dn/dt = … + rate·(f(s) - f(baseline of s))}.
   *
   * @param other declared before this one
   */
  public Modulator drivenBy(Modulator other, Response response, double ratePerMs) {
    requireDriver(other);
    if (!Double.isFinite(ratePerMs)) {
      throw new RanvierException(where() + ": rate " + ratePerMs + " per ms of its drive must be finite");
    }
    if (plan.clearance() instanceof Clearance.Momentary) {
      throw new RanvierException(where() + " lasts a step only and cannot be driven by another; give it a decay");
    }
    return with(plan.and(new NeuromodulatorPlan.DrivenBy(other.name(), response, ratePerMs)));
  }

  private void requireDriver(Modulator other) {
    draft.requireOpen();
    if (!all.contains(other) || all.indexOf(other) >= all.indexOf(this)) {
      throw new RanvierException(
          where() + " cannot be driven by '" + other.name() + "'; only modulators that were declared before it can drive it");
    }
  }

  /** Makes it the other's running mean: it decays with the time constant, and is driven in proportion. */
  public Modulator follows(Modulator other, Quantity<Time> timeConstant) {
    draft.requireOpen();
    plan.followed().ifPresent(f -> {
      throw new RanvierException(where() + " follows '" + f.modulator() + "' already; a running mean is of one modulator");
    });
    draft.requireUnsaid(
        plan.baseline() != null, where(), ".baseline(…)", ".follows(…)", "it has the baseline of '" + other.name() + "'; leave .baseline(…) out");
    double ms = Units.in(Units.MILLISECOND, timeConstant, where() + ": time constant");
    requireOneClearance(".follows(…)");
    new Clearance.Exponential(ms); // refuses what is not above 0
    requireDriver(other);
    return with(plan.and(new NeuromodulatorPlan.Follows(other.name(), timeConstant)));
  }

  /** Releases an amount at a time, everywhere: a reward, a puff. */
  public Modulator release(Quantity<Time> time, double amount) {
    return with(plan.and(new NeuromodulatorPlan.Give(time, finite(amount, where() + ": amount"))));
  }

  /** Holds the concentration at a value everywhere, from {@code start} to {@code stop}. */
  public Modulator clamp(Quantity<Time> start, Quantity<Time> stop, double concentration) {
    return with(plan.and(new NeuromodulatorPlan.Hold(start, stop, finite(concentration, where() + ": clamp"))));
  }

  static double finite(double x, String what) {
    if (!Double.isFinite(x)) {
      throw new RanvierException(what + " " + x + " must be finite");
    }
    return x;
  }

  /** Adds a receptor for it, whose kinetics and effects are then set. */
  public ModulatorReceptor receptor(String receptor, Response response) {
    var added = new ModulatorReceptor(draft, new NeuroreceptorPlan(receptor, name(), response));
    receptors.accept(added);
    return added;
  }

  /** Takes what a plan says besides its sources, by the verbs of a script: what they refuse is refused. */
  Modulator as(NeuromodulatorPlan said) {
    unit(said.unit());
    when(said.signed(), this::signed);
    given(said.baseline(), this::baseline);
    switch (said.clearance()) {
      case null -> {}
      case Clearance.None _ -> {}
      case Clearance.Exponential(double tau) -> decay(Units.ms(tau));
      case Clearance.MichaelisMenten(double rate, double half) -> uptake(rate, half);
      case Clearance.Momentary _ -> momentary();
    }
    switch (said.space()) {
      case null -> {}
      case NeuromodulatorPlan.Populations _ -> perPopulation();
      case NeuromodulatorPlan.Voxels(var lattice, double coefficient) -> diffusing(lattice, coefficient);
    }
    given(said.every(), this::every);
    for (NeuromodulatorPlan.Event event : said.events()) {
      switch (event) {
        case NeuromodulatorPlan.Give(var time, double amount) -> release(time, amount);
        case NeuromodulatorPlan.Hold(var start, var stop, double concentration) -> clamp(start, stop, concentration);
      }
    }
    return this;
  }

  /** The same of a drive by a modulator that is known. */
  void as(NeuromodulatorPlan.Drive said, Modulator other) {
    switch (said) {
      case NeuromodulatorPlan.DrivenBy(_, var response, double rate) -> drivenBy(other, response, rate);
      case NeuromodulatorPlan.Follows(_, var tau) -> follows(other, tau);
    }
  }

  List<ModulatorSource> sources() {
    return sources;
  }

  String where() {
    return plan.where();
  }

  NeuromodulatorPlan plan() {
    return plan.sources(sources.stream().map(ModulatorSource::plan).toList());
  }

  @Override
  public String toString() {
    return ModulatorModels.text(plan(), name -> named(name).plan);
  }
}
