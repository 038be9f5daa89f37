package org.ranvier.plasticity.modulators;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.simulator.state.StatePort;

/**
 * Release by the spikes of a population: what is on its way from spike to release, and the stores.
 *
 * <p>Amounts of one step and place are added in the order in which the spikes are reported, by ascending neuron.
 */
public final class SpikeRelease {
  private final Release how;
  private final @Nullable Depletion depletion;
  private final double[] weight; // one, or one for each neuron
  private final int[] place; // one, or one for each neuron
  private final int delaySteps;
  private final double stepMs;
  private final @Nullable Gain gain;

  private final int mask;
  private final double[][] amount; // on its way, [arrival step][entry]
  private final int[][] at;
  private final int[] entries;
  private final int[] spikes; // on their way, [arrival step]

  private final double[] level; // of the stores
  private final long[] levelStep;
  private final int[] recent; // volleys: spikes that arrived in the last steps
  private int recentSum;
  private double factor = 1;

  /**
   * How the concentration of a modulator changes the amounts that arrive.
   *
   * @param by the modulator, which may be the one that is released
   */
  public record Gain(Concentration by, ReceptorModel receptor, Effect effect) {}

  /**
   * The neurons that release.
   *
   * @param count how many there are
   * @param weight factor of the amount: one, or one for each neuron; 0 for neurons that do not release
   * @param place where they release: one, or one for each neuron
   */
  public record Releasing(int count, double[] weight, int[] place) {}

  /**
   * @param delaySteps from spike to release, at least as long as an epoch
   * @param horizonSteps in how many steps spikes are reported at most before the first of them must have arrived
   */
  public SpikeRelease(
      Release how, @Nullable Depletion depletion, Releasing neurons, int delaySteps, int horizonSteps, double stepMs, @Nullable Gain gain) {
    this.how = how;
    this.depletion = depletion;
    weight = neurons.weight.clone();
    place = neurons.place.clone();
    this.delaySteps = delaySteps;
    this.stepMs = stepMs;
    this.gain = gain;
    int slots = Integer.highestOneBit(Math.max(1, delaySteps + horizonSteps)) << 1;
    mask = slots - 1;
    amount = new double[slots][1];
    at = new int[slots][1];
    entries = new int[slots];
    spikes = new int[slots];
    level = new double[depletion == null ? 0 : how instanceof Release.PerVolley ? 1 : neurons.count];
    levelStep = new long[level.length];
    Arrays.fill(level, 1);
    recent = new int[how instanceof Release.PerVolley v ? Math.max(1, (int) Math.rint(v.windowMs() / stepMs)) : 0];
  }

  /** Lists what is on its way, and the stores. */
  public void state(StatePort port) {
    port.common("entries", "1", entries);
    port.common("spikes", "1", spikes);
    for (int k = 0; k < entries.length; k++) {
      if (entries[k] > 0) {
        amount[k] = port.array("amount " + k, "", amount[k]);
        at[k] = port.array("at " + k, "1", at[k]);
      }
    }
    port.common("level", "1", level);
    port.common("step of the level", "step", levelStep);
    port.common("recent", "1", recent);
    recentSum = (int) port.common("sum of recent", "1", recentSum);
    factor = port.common("factor", "1", factor);
  }

  /** Takes spikes of step {@code step}: {@code neurons[from … from + count - 1]}, by ascending neuron. */
  public void spikes(long step, int[] neurons, int from, int count) {
    int slot = (int) (step + delaySteps) & mask;
    for (int s = from; s < from + count; s++) {
      int i = neurons[s];
      double w = weight[weight.length == 1 ? 0 : i];
      if (w == 0) {
        continue;
      }
      if (how instanceof Release.PerSpike(double each)) {
        add(slot, place[place.length == 1 ? 0 : i], take(i, step) * w * each);
      } else {
        spikes[slot]++;
      }
    }
  }

  /** Multiplies all that arrives from now on. */
  public void setGain(double factor) {
    this.factor = factor;
  }

  /** What a store gives. */
  private double take(int store, long step) {
    if (depletion == null) {
      return 1;
    }
    double full = depletion.after(level[store], (step - levelStep[store]) * stepMs);
    level[store] = full * (1 - depletion.fraction());
    levelStep[store] = step;
    return full;
  }

  private void add(int slot, int where, double x) {
    int n = entries[slot];
    if (n > 0 && at[slot][n - 1] == where) {
      amount[slot][n - 1] += x;
      return;
    }
    if (n == at[slot].length) {
      amount[slot] = Arrays.copyOf(amount[slot], 2 * n);
      at[slot] = Arrays.copyOf(at[slot], 2 * n);
    }
    amount[slot][n] = x;
    at[slot][n] = where;
    entries[slot] = n + 1;
  }

  /** Releases what arrives at {@code step}; to be called for each step. */
  public void arrive(long step, Concentration to) {
    int slot = (int) step & mask;
    if (how instanceof Release.PerVolley volley) {
      arrive(step, spikes[slot], volley, to);
      spikes[slot] = 0;
      return;
    }
    for (int k = 0; k < entries[slot]; k++) {
      to.release(at[slot][k], gained(amount[slot][k], at[slot][k]));
    }
    entries[slot] = 0;
  }

  private void arrive(long step, int count, Release.PerVolley volley, Concentration to) {
    int k = (int) (step % recent.length);
    recentSum += count - recent[k];
    recent[k] = count;
    if (recentSum >= volley.spikes()) {
      double x = take(0, step) * volley.amount();
      int[] places = Arrays.stream(place).distinct().toArray();
      for (int p : places) {
        to.release(p, gained(x, p));
      }
      Arrays.fill(recent, 0);
      recentSum = 0;
    }
  }

  private double gained(double x, int where) {
    if (gain == null) {
      return factor * x;
    }
    double activation = gain.receptor.response().at(gain.by.at(gain.by.places() == 1 ? 0 : where));
    return gain.effect.of(factor * x, activation);
  }
}
