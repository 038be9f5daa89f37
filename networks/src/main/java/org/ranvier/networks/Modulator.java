package org.ranvier.networks;

import java.util.ArrayList;
import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulation.ModulatorPlan.Driver;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

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
public final class Modulator {
  private static final String SPACES_MEND = "concentrations are either those of populations or those of voxels; leave one of them out";

  private final Network network;
  private final String name;
  private String unit = "1";
  private double baseline;
  private Clearance clearance = new Clearance.None();
  private final OneOf clearances = new OneOf();
  private final OneOf spaces = new OneOf();
  private boolean signed;
  private boolean perPopulation;
  private @Nullable Lattice lattice;
  private double umSquaredPerMs;
  private @Nullable Quantity<Time> stride;
  private @Nullable Modulator followed; // whose running mean it is
  private final List<NeuromodulatorPlan.Drive> drives = new ArrayList<>(); // as they were said
  private final OneOf baselines = new OneOf();
  private final List<ModulatorSource> sources = new ArrayList<>();
  private final List<Driver> drivers = new ArrayList<>();
  private final List<ModulatorEvent> events = new ArrayList<>();

  Modulator(Network network, String name) {
    this.network = network;
    this.name = name;
    model(); // refuses an empty name
  }

  public String name() {
    return name;
  }

  /** Names the unit of the concentration, for recordings. */
  public Modulator unit(String unit) {
    network.requireOpen();
    this.unit = unit;
    return this;
  }

  /** The concentration that stays when nothing happens, 0 until told otherwise. */
  public Modulator baseline(double concentration) {
    network.requireOpen();
    baselines.say(where(), ".baseline(…)", "what follows another has its baseline; leave .baseline(…) out, or set that of the other");
    baseline = concentration;
    model();
    return this;
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
    if (!drivers.isEmpty()) {
      throw new RanvierException(where() + " is driven by another and cannot last a step only; give it a decay in place of .momentary()");
    }
    return clearance(".momentary()", new Clearance.Momentary());
  }

  private Modulator clearance(String setting, Clearance clearance) {
    network.requireOpen();
    clearances.say(where(), setting, "it is cleared in one way; leave one of them out");
    Clearance before = this.clearance;
    this.clearance = clearance;
    try {
      model();
    } catch (RanvierException e) {
      this.clearance = before;
      throw e;
    }
    return this;
  }

  /** Lets the concentration fall below 0, as a prediction error does. */
  public Modulator signed() {
    network.requireOpen();
    signed = true;
    model();
    return this;
  }

  /** Gives each population a concentration of its own. */
  public Modulator perPopulation() {
    network.requireOpen();
    spaces.say(where(), ".perPopulation()", SPACES_MEND);
    perPopulation = true;
    return this;
  }

  /**
   * Lets it diffuse over voxels. The scheme is exact in time and stable for any voxel, coefficient and interval.
   *
   * @param umSquaredPerMs diffusion coefficient; about 0.3 for dopamine in tissue
   */
  public Modulator diffusing(Lattice voxels, double umSquaredPerMs) {
    network.requireOpen();
    if (!(umSquaredPerMs >= 0 && Double.isFinite(umSquaredPerMs))) {
      throw new RanvierException(where() + ": diffusion coefficient " + umSquaredPerMs + " µm²/ms must be 0 or above, and finite");
    }
    spaces.say(where(), ".diffusing(…)", SPACES_MEND);
    lattice = voxels;
    this.umSquaredPerMs = umSquaredPerMs;
    return this;
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
    network.requireOpen();
    stride = interval;
    return this;
  }

  /** Lets spikes of neurons release it; how much and when is then set. */
  public ModulatorSource releasedBy(Neurons neurons) {
    network.requireOpen();
    network.requireMember(neurons);
    String base = name + " of " + neurons.population().name();
    long same = sources.stream().filter(s -> s.neurons().population() == neurons.population()).count();
    var source = new ModulatorSource(network, this, same == 0 ? base : base + "#" + (same + 1), neurons);
    sources.add(source);
    return source;
  }

  /**
   * Lets another modulator drive its production: {@code dn/dt = … + rate·(f(s) - f(baseline of s))}.
   *
   * @param other declared before this one
   */
  public Modulator drivenBy(Modulator other, Response response, double ratePerMs) {
    network.requireOpen();
    if (!network.modulators().contains(other) || network.modulators().indexOf(other) >= network.modulators().indexOf(this)) {
      throw new RanvierException(
          where() + " cannot be driven by '" + other.name + "'; only modulators that were declared before it can drive it");
    }
    if (!Double.isFinite(ratePerMs)) {
      throw new RanvierException(where() + ": rate " + ratePerMs + " per ms of its drive must be finite");
    }
    if (clearance instanceof Clearance.Momentary) {
      throw new RanvierException(where() + " lasts a step only and cannot be driven by another; give it a decay");
    }
    drivers.add(new Driver(other.name, response, ratePerMs));
    drives.add(new NeuromodulatorPlan.DrivenBy(other.name, response, ratePerMs));
    return this;
  }

  /** Makes it the other's running mean: it decays with the time constant, and is driven in proportion. */
  public Modulator follows(Modulator other, Quantity<Time> timeConstant) {
    network.requireOpen();
    if (followed != null) {
      throw new RanvierException(where() + " follows '" + followed.name + "' already; a running mean is of one modulator");
    }
    baselines.say(where(), ".follows(…)", "it has the baseline of '" + other.name + "'; leave .baseline(…) out");
    double ms = Units.in(Units.MILLISECOND, timeConstant, where() + ": time constant");
    clearance(".follows(…)", new Clearance.Exponential(ms));
    drivenBy(other, new Response.Proportional(1), 1 / ms);
    drives.set(drives.size() - 1, new NeuromodulatorPlan.Follows(other.name, timeConstant));
    followed = other;
    return this;
  }

  private double baselineNow() {
    return followed == null ? baseline : followed.baselineNow();
  }

  private boolean isSigned() {
    return signed || followed != null && followed.isSigned();
  }

  /** Releases an amount at a time, everywhere: a reward, a puff. */
  public Modulator release(Quantity<Time> time, double amount) {
    network.requireOpen();
    events.add(new ModulatorEvent.Give(time, ModulatorEvent.finite(amount, where() + ": amount")));
    return this;
  }

  /** Holds the concentration at a value everywhere, from {@code start} to {@code stop}. */
  public Modulator clamp(Quantity<Time> start, Quantity<Time> stop, double concentration) {
    network.requireOpen();
    events.add(new ModulatorEvent.Hold(start, stop, ModulatorEvent.finite(concentration, where() + ": clamp")));
    return this;
  }

  /** Adds a receptor for it, whose kinetics and effects are then set. */
  public ModulatorReceptor receptor(String receptor, Response response) {
    return network.add(new ModulatorReceptor(network, this, receptor, response));
  }

  ModulatorModel model() {
    return new ModulatorModel(name, unit, baselineNow(), clearance, isSigned());
  }

  NeuromodulatorPlan plan() {
    boolean own = followed == null;
    NeuromodulatorPlan.Space space =
        lattice != null ? new NeuromodulatorPlan.Voxels(lattice, umSquaredPerMs) : perPopulation ? new NeuromodulatorPlan.Populations() : null;
    return new NeuromodulatorPlan(
        name, unit, own && baseline != 0 ? Double.valueOf(baseline) : null, own && !(clearance instanceof Clearance.None) ? clearance : null, signed, space,
        stride, drives, events.stream().map(ModulatorEvent::plan).toList(), sources.stream().map(ModulatorSource::plan).toList());
  }

  boolean isPerPopulation() {
    return perPopulation;
  }

  @Nullable Lattice lattice() {
    return lattice;
  }

  double umSquaredPerMs() {
    return umSquaredPerMs;
  }

  int strideSteps(TimeGrid grid) {
    if (lattice == null) {
      throw new IllegalStateException(where() + " does not diffuse");
    }
    if (stride == null) {
      return (int) Math.max(1, Math.floor(1 / grid.resolutionMs() + 1e-9));
    }
    return grid.delaySteps(Units.in(Units.MILLISECOND, stride, where() + ": interval"), where() + ": interval");
  }

  /** Refuses what would not be heard. */
  void requireHeard(TimeGrid grid) {
    if (lattice == null && stride != null) {
      throw new RanvierException(
          where() + ": .every(…) is how often diffusion is computed, and it does not diffuse; add .diffusing(…), or leave it out");
    }
    ModulatorEvent.requireApart(events, grid, where());
  }

  List<ModulatorSource> sources() {
    return sources;
  }

  List<Driver> drivers() {
    return drivers;
  }

  List<ModulatorEvent> events() {
    return events;
  }

  String where() {
    return "modulator '" + name + "'";
  }

  @Override
  public String toString() {
    var text = new StringBuilder("modulator ").append(name).append(" (").append(unit).append(")  ").append(clearance);
    text.append(baselineNow() == 0 ? "" : "  baseline " + TimeGrid.trim(baselineNow())).append(isSigned() ? "  signed" : "");
    text.append(perPopulation ? "  in each population" : "");
    if (lattice != null) {
      text.append("  ").append(lattice).append(", ").append(TimeGrid.trim(umSquaredPerMs)).append(" µm²/ms");
    }
    sources.forEach(s -> text.append("  ").append(s));
    drivers.forEach(d -> text.append("  driven by ").append(d.modulator()).append(" (").append(d.response()).append(") at ").append(d.ratePerMs()));
    events.forEach(e -> text.append("  ").append(e));
    return text.toString();
  }
}
