package org.ranvier.plasticity.lowrank;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.fields.LearningField;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A worker's copy of the modes of a projection of low rank. A spike of neuron {@code j} adds {@code R_kj} to each mode {@code k}: it costs as many operations as there
 * are modes, whatever the number of targets. With a time constant the modes are low-passed, {@code κ ← ρ·κ + (1-ρ)·Σ_j R_kj}, {@code ρ = exp(-h/τ)}:
 * what a spike delivers
 * is spread over time, and its sum is the same.
 *
 * <p>Where factors learn, the spikes themselves are on their way, those of targets too: they are delivered by the factors as they are when they arrive, after the
 * change that their arrival has made, as single plastic synapses deliver them.
 */
public final class LowRankField implements LearningField {
  private static final double NOTHING = 1e-200; // far above the denormal numbers, with which processors are slow

  private final LowRankModel model;
  private final int source;
  private final double rho;
  private final double[][] left; // [mode][target]
  private final double[][] right; // [mode][source]
  private final double[] mode;
  private final double[][] coming; // [step modulo the delay + 1][mode]
  private final @Nullable FactorLearning learning;
  private final IntArrayList[] arriving; // where factors learn: sources, [step modulo the delay + 1]
  private final IntArrayList[] firing; // and targets

  /**
   * @param source index of the population whose spikes it hears
   */
  public LowRankField(LowRankModel model, int source, TimeGrid grid) {
    this.model = model;
    this.source = source;
    rho = model.tauMs() == 0 ? 0 : StrictMath.exp(-grid.resolutionMs() / model.tauMs());
    left = LowRankModel.copy(model.left()); // of its own, as all workers change them
    right = LowRankModel.copy(model.right());
    mode = new double[model.rank()];
    FactorPlasticity plasticity = model.plasticity();
    learning = plasticity == null ? null : new FactorLearning(model.name(), plasticity, left, right, grid);
    int slots = model.delaySteps() + 1;
    coming = new double[learning == null ? slots : 0][model.rank()];
    arriving = lists(learning == null ? 0 : slots);
    firing = lists(arriving.length);
  }

  private static IntArrayList[] lists(int count) {
    IntArrayList[] lists = new IntArrayList[count];
    Arrays.setAll(lists, k -> new IntArrayList());
    return lists;
  }

  @Override
  public void meet(List<Field> fields) {
    if (learning != null) {
      learning.meet(fields);
    }
  }

  /** The projection of that name among a worker's fields. */
  static LowRankField among(List<Field> fields, String name) {
    for (Field f : fields) {
      if (f instanceof LowRankField l && l.model.name().equals(name)) {
        return l;
      }
    }
    throw new RanvierException("there is no low-rank projection '" + name + "'");
  }

  /** The factors of all targets of a mode, which change as the field goes on. */
  double[] left(int k) {
    return left[k];
  }

  /** The factors of all sources of a mode. */
  double[] right(int k) {
    return right[k];
  }

  /** What the modes deliver in the step that goes on, before their gains. */
  public double[] modes() {
    return mode.clone();
  }

  double mode(int k) {
    return mode[k];
  }

  /** From the next step on the modes go on from these values. */
  public void setModes(double[] values) {
    System.arraycopy(values, 0, mode, 0, mode.length);
  }

  /** The factors as they are now: those of the targets, those of the sources, [mode][neuron]. */
  public List<double[][]> factors() {
    return List.of(LowRankModel.copy(left), LowRankModel.copy(right));
  }

  /** Makes these the factors from now on. What is on its way arrives as it was sent; where factors learn, and in continuous time, by these. */
  public void setFactors(double[][] targets, double[][] sources) {
    for (int k = 0; k < mode.length; k++) {
      System.arraycopy(targets[k], 0, left[k], 0, left[k].length);
      System.arraycopy(sources[k], 0, right[k], 0, right[k].length);
    }
    if (learning != null) {
      learning.takeNorms();
    }
  }

  @Override
  public void halt(boolean halt) {
    if (learning == null) {
      throw new RanvierException("low-rank projection '" + model.name() + "' has no rule; add .plastic(…)");
    }
    learning.halt(halt);
  }

  @Override
  public boolean isHalted() {
    return learning != null && learning.isHalted();
  }

  @Override
  public void state(StatePort port) {
    port.common("modes", "1", mode);
    for (int d = 0; d < coming.length; d++) {
      port.of("coming " + d).common("modes", "1", coming[d]);
    }
    for (int k = 0; k < mode.length; k++) {
      StatePort own = port.of("mode " + k);
      own.common("left", "1", left[k]);
      own.common("right", "1", right[k]);
    }
    for (int d = 0; d < arriving.length; d++) {
      state(port.of("arriving " + d), arriving[d]);
      state(port.of("firing " + d), firing[d]);
    }
    if (learning != null) {
      learning.state(port.of("learning"));
    }
  }

  private static void state(StatePort port, IntArrayList neurons) {
    int[] saved = port.array("neurons", "1", neurons.toIntArray());
    if (port.restores()) {
      neurons.clear();
      neurons.addElements(0, saved);
    }
  }

  @Override
  public void receive(long step, int population, int[] neurons, int from, int count) {
    FactorLearning learner = learning;
    if (learner != null) {
      int slot = (int) ((step + model.delaySteps()) % arriving.length);
      for (int n = from; n < from + count; n++) {
        if (population == source && learner.hasSource(neurons[n])) {
          arriving[slot].add(neurons[n]);
        }
        if (learner.hears(population) && learner.hasTarget(neurons[n])) {
          firing[slot].add(neurons[n]);
        }
      }
    } else if (population == source) {
      send(coming[(int) ((step + model.delaySteps()) % coming.length)], neurons, from, count);
    }
  }

  private void send(double[] sum, int[] neurons, int from, int count) {
    for (int k = 0; k < sum.length; k++) {
      double[] r = right[k];
      double s = sum[k];
      for (int n = from; n < from + count; n++) {
        s += r[neurons[n]];
      }
      sum[k] = s;
    }
  }

  @Override
  public void advance(long step) {
    if (learning != null) {
      int slot = (int) (step % arriving.length);
      learning.advance(step, arriving[slot], firing[slot]);
      for (int k = 0; k < mode.length; k++) {
        take(k, Factors.sum(right[k], arriving[slot]));
      }
      arriving[slot].clear();
      firing[slot].clear();
      return;
    }
    double[] arrived = coming[(int) (step % coming.length)];
    for (int k = 0; k < mode.length; k++) {
      take(k, arrived[k]);
      arrived[k] = 0;
    }
  }

  private void take(int k, double arrived) {
    double now = rho * mode[k] + (1 - rho) * arrived;
    mode[k] = Math.abs(now) < NOTHING ? 0 : now;
  }

  @Override
  public List<Variable> variables() {
    return List.of(new Variable(model.name(), "mode", "1", "what a mode delivers in a step, before its gain", mode.length));
  }

  @Override
  public double value(int variable, int place) {
    return mode[place];
  }
}
