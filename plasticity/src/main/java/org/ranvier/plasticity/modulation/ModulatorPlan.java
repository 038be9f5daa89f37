package org.ranvier.plasticity.modulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.modulators.Depletion;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;

/**
 * A neuromodulator of a network as {@link Modulation} builds it.
 *
 * @param sources whose spikes release it
 * @param drives which modulators before it in the network's list drive its production
 * @param schedule what is done to it at given steps, by step
 * @param placeOf by index of the population, where each of its neurons finds the modulator: one value where that is the same for all;
 *     populations whose neurons are nowhere are left out
 */
public record ModulatorPlan(
    ModulatorModel model, Place place, List<Source> sources, List<Driver> drives, List<Planned> schedule,
    Map<Integer, int[]> placeOf) {
  public ModulatorPlan {
    sources = List.copyOf(sources);
    drives = List.copyOf(drives);
    schedule = List.copyOf(schedule);
    placeOf = Map.copyOf(placeOf);
  }

  /** Where a modulator is. */
  public sealed interface Place {
    /** The same concentration everywhere, or at each of several places that exchange nothing. */
    record Mixed(int places) implements Place {}

    /** Voxels between which it diffuses. */
    record Voxels(Lattice lattice, double umSquaredPerMs, int strideSteps) implements Place {}
  }

  /**
   * Spikes of a population that release a modulator.
   *
   * @param name what {@link Modulation#setGain} calls it
   * @param weight factor of the amount: one, or one for each neuron
   * @param place where it is released: one, or one for each neuron
   * @param gain how another modulator, or this one, changes the amounts
   */
  public record Source(
      String name, int population, int neurons, Release how, @Nullable Depletion depletion, double[] weight, int[] place, int delaySteps,
      @Nullable Gain gain) {}

  /** How the concentration of a modulator changes what a source releases. */
  public record Gain(String modulator, ReceptorModel receptor, Effect effect) {}

  /** Another modulator that drives the production of this one. */
  public record Driver(String modulator, Response response, double ratePerMs) {}

  /** Something done at the end of a step, e.g. a reward or a clamp. */
  public record Planned(long step, Action action) {}

  /** What can be done to a modulator from outside. */
  public sealed interface Action {
    /** Releases an amount at a place, or at all if {@code place} is -1. */
    record Give(int place, double amount) implements Action {}

    /** Holds the concentration at a place, or at all. */
    record Clamp(int place, double concentration) implements Action {}

    /** Ends a clamp. */
    record Unclamp(int place) implements Action {}
  }
}
