package org.ranvier.networks.plan;

import java.util.List;
import java.util.Optional;
import javax.measure.Quantity;
import javax.measure.quantity.Dimensionless;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.Depletion;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A neuromodulator.
 *
 * @param baseline null: not given, so 0 or that of the one that it follows
 * @param clearance null: not given, so none or as it follows another
 * @param space where it has concentrations of its own; null: one everywhere
 * @param every how often diffusion is computed
 */
public record NeuromodulatorPlan(
    String name, String unit, @Nullable Double baseline, @Nullable Clearance clearance, boolean signed, @Nullable Space space,
    @Nullable Quantity<Time> every, List<Drive> drives, List<Event> events, List<Source> sources) {
  public NeuromodulatorPlan {
    drives = Appended.copyOf(drives);
    events = Appended.copyOf(events);
    sources = List.copyOf(sources);
  }

  /** A modulator of which no more is said. */
  public NeuromodulatorPlan(String name) {
    this(name, "1", null, null, false, null, null, List.of(), List.of(), List.of());
  }

  /** Where it has concentrations of its own. */
  public sealed interface Space {}

  /** One for each population. */
  public record Populations() implements Space {}

  /** One for each voxel. */
  public record Voxels(Lattice lattice, double umSquaredPerMs) implements Space {}

  /** What another modulator does to its production. */
  public sealed interface Drive {}

  /** Drives it. */
  public record DrivenBy(String modulator, Response response, double ratePerMs) implements Drive {}

  /** Has it as its running mean. */
  public record Follows(String modulator, Quantity<Time> timeConstant) implements Drive {}

  /** What is done to it at a known time. */
  public sealed interface Event {}

  /** An amount is released everywhere. */
  public record Give(Quantity<Time> time, double amount) implements Event {
    @Override
    public String toString() {
      return TimeGrid.trim(amount) + " at " + Units.text(time);
    }
  }

  /** The concentration is held. */
  public record Hold(Quantity<Time> start, Quantity<Time> stop, double concentration) implements Event {
    @Override
    public String toString() {
      return "clamped to " + TimeGrid.trim(concentration) + " from " + Units.text(start) + " to " + Units.text(stop);
    }
  }

  /**
   * Neurons whose spikes release it.
   *
   * @param amount of a spike; null: not given
   * @param unitArea whether a spike releases {@code 1/τ}
   * @param volley null: each spike releases
   */
  public record Source(
      NeuronsPlan neurons, @Nullable Double amount, boolean unitArea, @Nullable Volley volley, @Nullable Depletion depletion,
      Distribution<Dimensionless> weight, Quantity<Time> delay, @Nullable Gain gain) {
    /** Neurons of which no more is said. */
    public Source(NeuronsPlan neurons) {
      this(neurons, null, false, null, null, Distribution.constant(Units.number(1)), Units.ms(1), null);
    }

    /** The same with another amount. */
    public Source amount(Double of) {
      return new Source(neurons, of, unitArea, volley, depletion, weight, delay, gain);
    }

    /** The same with a release of unit area. */
    public Source ofUnitArea() {
      return new Source(neurons, amount, true, volley, depletion, weight, delay, gain);
    }

    /** The same that releases at volleys. */
    public Source volley(Volley of) {
      return new Source(neurons, amount, unitArea, of, depletion, weight, delay, gain);
    }

    /** The same with a store. */
    public Source depletion(Depletion of) {
      return new Source(neurons, amount, unitArea, volley, of, weight, delay, gain);
    }

    /** The same with other factors. */
    public Source weight(Distribution<Dimensionless> of) {
      return new Source(neurons, amount, unitArea, volley, depletion, of, delay, gain);
    }

    /** The same with another delay. */
    public Source delay(Quantity<Time> of) {
      return new Source(neurons, amount, unitArea, volley, depletion, weight, of, gain);
    }

    /** The same with a gain. */
    public Source gain(Gain of) {
      return new Source(neurons, amount, unitArea, volley, depletion, weight, delay, of);
    }
  }

  /** How many spikes must come together. */
  public record Volley(int spikes, double windowMs) {}

  /** The modulator that changes amounts. */
  public record Gain(String modulator, Response response, Effect effect) {}

  /** The same in another unit. */
  public NeuromodulatorPlan unit(String of) {
    return new NeuromodulatorPlan(name, of, baseline, clearance, signed, space, every, drives, events, sources);
  }

  /** The same with another baseline. */
  public NeuromodulatorPlan baseline(@Nullable Double of) {
    return new NeuromodulatorPlan(name, unit, of, clearance, signed, space, every, drives, events, sources);
  }

  /** The same that is cleared in another way. */
  public NeuromodulatorPlan clearance(Clearance of) {
    return new NeuromodulatorPlan(name, unit, baseline, of, signed, space, every, drives, events, sources);
  }

  /** The same whose concentration may be below 0. */
  public NeuromodulatorPlan maybeBelowZero() {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, true, space, every, drives, events, sources);
  }

  /** The same in another space. */
  public NeuromodulatorPlan space(Space of) {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, signed, of, every, drives, events, sources);
  }

  /** The same whose diffusion is computed that often. */
  public NeuromodulatorPlan every(Quantity<Time> of) {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, signed, space, of, drives, events, sources);
  }

  /** The same with one drive more. */
  public NeuromodulatorPlan and(Drive drive) {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, signed, space, every, Appended.to(drives, drive), events, sources);
  }

  /** The same with one event more. */
  public NeuromodulatorPlan and(Event event) {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, signed, space, every, drives, Appended.to(events, event), sources);
  }

  /** The same with these sources. */
  public NeuromodulatorPlan sources(List<Source> of) {
    return new NeuromodulatorPlan(name, unit, baseline, clearance, signed, space, every, drives, events, of);
  }

  /** Names it in messages. */
  public String where() {
    return "modulator '" + name + "'";
  }

  /** Names one of its sources in messages. */
  public String where(Source source) {
    return where() + ", released by " + source.neurons.population();
  }

  /** Whose running mean it is. */
  public Optional<Follows> followed() {
    return drives.stream().filter(d -> d instanceof Follows).map(d -> (Follows) d).findFirst();
  }

  /** The voxels over which it diffuses. */
  public Optional<Lattice> lattice() {
    return space instanceof Voxels v ? Optional.of(v.lattice) : Optional.empty();
  }

  /** Whether each population has a concentration of its own. */
  public boolean isPerPopulation() {
    return space instanceof Populations;
  }
}
