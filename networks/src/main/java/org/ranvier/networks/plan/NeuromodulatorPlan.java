package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Dimensionless;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Distribution;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.Depletion;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

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
    drives = List.copyOf(drives);
    events = List.copyOf(events);
    sources = List.copyOf(sources);
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
  public record Give(Quantity<Time> time, double amount) implements Event {}

  /** The concentration is held. */
  public record Hold(Quantity<Time> start, Quantity<Time> stop, double concentration) implements Event {}

  /**
   * Neurons whose spikes release it.
   *
   * @param amount of a spike; null: not given
   * @param unitArea whether a spike releases {@code 1/τ}
   * @param volley null: each spike releases
   */
  public record Source(
      NeuronsPlan neurons, @Nullable Double amount, boolean unitArea, @Nullable Volley volley, @Nullable Depletion depletion,
      Distribution<Dimensionless> weight, Quantity<Time> delay, @Nullable Gain gain) {}

  /** How many spikes must come together. */
  public record Volley(int spikes, double windowMs) {}

  /** The modulator that changes amounts. */
  public record Gain(String modulator, Response response, Effect effect) {}
}
