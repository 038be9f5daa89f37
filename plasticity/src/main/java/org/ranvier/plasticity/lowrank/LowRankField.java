package org.ranvier.plasticity.lowrank;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A worker's copy of the modes of a projection of low rank. A spike of neuron {@code j} adds {@code R_kj} to each mode {@code k}: it costs as many operations as there
 * are modes, whatever the number of targets. With a time constant the modes are low-passed, {@code κ ← ρ·κ + (1-ρ)·Σ_j R_kj}, {@code ρ = exp(-h/τ)}:
 * what a spike delivers
 * is spread over time, and its sum is the same.
 */
public final class LowRankField implements Field {
  private static final double NOTHING = 1e-200; // far above the denormal numbers, with which processors are slow

  private final LowRankModel model;
  private final int source;
  private final double rho;
  private final double[][] left; // [mode][target]
  private final double[][] right; // [mode][source]
  private final double[] mode;
  private int changes;
  private final double[][] coming; // [step modulo the delay + 1][mode]

  /**
   * @param source index of the population whose spikes it hears
   */
  public LowRankField(LowRankModel model, int source, TimeGrid grid) {
    this.model = model;
    this.source = source;
    rho = model.tauMs() == 0 ? 0 : StrictMath.exp(-grid.resolutionMs() / model.tauMs());
    left = model.left();
    right = model.right();
    mode = new double[model.rank()];
    coming = new double[model.delaySteps() + 1][model.rank()];
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

  /** The factors of some targets, [mode][target]. */
  double[][] left(int first, int size) {
    return Arrays.stream(left).map(row -> Arrays.copyOfRange(row, first, first + size)).toArray(double[][]::new);
  }

  /** Counts how often the factors have changed. */
  int changes() {
    return changes;
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

  /** Makes these the factors from now on. What is on its way arrives as it was sent. */
  public void setFactors(double[][] targets, double[][] sources) {
    changes++;
    for (int k = 0; k < mode.length; k++) {
      System.arraycopy(targets[k], 0, left[k], 0, left[k].length);
      System.arraycopy(sources[k], 0, right[k], 0, right[k].length);
    }
  }

  @Override
  public void state(StatePort port) {
    changes++; // they may be read here
    port.common("modes", "1", mode);
    for (int d = 0; d < coming.length; d++) {
      port.of("coming " + d).common("modes", "1", coming[d]);
    }
    for (int k = 0; k < mode.length; k++) {
      StatePort own = port.of("mode " + k);
      own.common("left", "1", left[k]);
      own.common("right", "1", right[k]);
    }
  }

  @Override
  public void receive(long step, int population, int[] neurons, int from, int count) {
    if (population != source) {
      return;
    }
    double[] sum = coming[(int) ((step + model.delaySteps()) % coming.length)];
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
    double[] arrived = coming[(int) (step % coming.length)];
    for (int k = 0; k < mode.length; k++) {
      double now = rho * mode[k] + (1 - rho) * arrived[k];
      mode[k] = Math.abs(now) < NOTHING ? 0 : now;
      arrived[k] = 0;
    }
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
