package org.ranvier.simulator.couplings;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * The couplings of one projection that end at one worker, ordered by target and within a target as the generator makes them. So the
 * terms of a sum come in one order, however the targets are divided among workers.
 */
public final class CoupledRows {
  private final int[] row; // couplings of local target i: row[i] … row[i + 1]
  private final int[] source;
  private final double[] weight;
  private final int @Nullable [] delays; // of each coupling, where they differ
  private final int delay; // of all, where they do not
  private final Timing timing;
  private double[] room = {};

  private CoupledRows(int[] row, int[] source, double[] weight, int @Nullable [] delays, int delay, Timing timing) {
    this.row = row;
    this.source = source;
    this.weight = weight;
    this.delays = delays;
    this.delay = delay;
    this.timing = timing;
  }

  /** Makes the rows of the targets {@code first … first + count - 1}; {@code name} is the projection's, for messages. */
  public static CoupledRows of(String name, SynapseGenerator generator, int first, int count, Timing timing) {
    int[] next = new int[count + 2]; // while placing: next[i + 1] is the next free place of target i
    generate(generator, first, count, false, batch -> {
      for (int k = 0; k < batch.size; k++) {
        next[batch.target[k] - first + 2]++;
      }
    });
    long total = 0;
    for (int i = 2; i < next.length; i++) {
      total += next[i];
      if (total > Integer.MAX_VALUE - 16) {
        throw new RanvierException("the couplings of projection " + name + " that end at one worker are more than " + Integer.MAX_VALUE + "; use more threads");
      }
      next[i] = (int) total;
    }
    int[] source = new int[(int) total];
    double[] weight = new double[(int) total];
    boolean same = generator.delays().min() == generator.delays().max();
    int @Nullable [] delays = same ? null : new int[(int) total];
    generate(generator, first, count, true, batch -> {
      for (int k = 0; k < batch.size; k++) {
        int q = next[batch.target[k] - first + 1]++;
        source[q] = batch.source[k];
        weight[q] = batch.weight[k];
        if (delays != null) {
          delays[q] = batch.delay[k];
        }
      }
    });
    return new CoupledRows(Arrays.copyOf(next, count + 1), source, weight, delays, generator.delays().min(), timing);
  }

  private static void generate(SynapseGenerator generator, int first, int count, boolean withWeights, SynapseBatch.Consumer consumer) {
    if (count > 0) {
      var batch = new SynapseBatch(consumer);
      generator.generate(first, first + count, batch, withWeights);
      batch.flush();
    }
  }

  /** Adds to {@code sum} of each local target what it hears in a step: {@code Σ weight · value of the source}. */
  public void gather(long step, PublishedValues values, double[] sum) {
    if (source.length == 0) {
      return;
    }
    if (delays == null) {
      double[] heard = values.at(step - delay, timing, room);
      if (timing != Timing.HELD) {
        room = heard;
      }
      gather(row, source, weight, heard, sum);
    } else {
      gather(delays, step, values, sum);
    }
  }

  private static void gather(int[] row, int[] source, double[] weight, double[] values, double[] sum) {
    for (int i = 0; i < row.length - 1; i++) {
      double s = sum[i];
      for (int q = row[i]; q < row[i + 1]; q++) {
        s += weight[q] * values[source[q]];
      }
      sum[i] = s;
    }
  }

  private void gather(int[] delays, long step, PublishedValues values, double[] sum) {
    double late = timing.late();
    double early = timing.early();
    for (int i = 0; i < row.length - 1; i++) {
      double s = sum[i];
      for (int q = row[i]; q < row[i + 1]; q++) {
        double value = late * values.at(step - delays[q])[source[q]];
        if (early != 0) {
          value += early * values.at(step - delays[q] - 1)[source[q]];
        }
        s += weight[q] * value;
      }
      sum[i] = s;
    }
  }

  /**
   * Adds to {@code sum} of each local target {@code Σ weight · (value of the source - its own)}.
   *
   * @param values of all neurons that are coupled
   * @param firstSource place of the first source among them
   * @param firstTarget place of the first local target
   */
  public void gatherDifferences(double[] values, int firstSource, int firstTarget, double[] sum) {
    for (int i = 0; i < row.length - 1; i++) {
      double own = values[firstTarget + i];
      double s = 0;
      for (int q = row[i]; q < row[i + 1]; q++) {
        s += weight[q] * (values[firstSource + source[q]] - own);
      }
      sum[i] += s;
    }
  }

  /** Adds the number of couplings of each target to {@code counts}, from {@code at} on. */
  public void count(int[] counts, int at) {
    for (int i = 0; i < row.length - 1; i++) {
      counts[at + i] += row[i + 1] - row[i];
    }
  }

  /** Copies the couplings of each target {@code i} to where {@code next[firstTarget + i]} points, which moves on. */
  public void copy(int[] next, int firstTarget, int firstSource, int[] sources, double[] weights) {
    for (int i = 0; i < row.length - 1; i++) {
      for (int q = row[i]; q < row[i + 1]; q++) {
        int at = next[firstTarget + i]++;
        sources[at] = firstSource + source[q];
        weights[at] = weight[q];
      }
    }
  }

  /** The weights. Not a copy. */
  public double[] weights() {
    return weight;
  }

  /** Adds to {@code total} of each local target the weights that end there. */
  public void addWeights(double[] total) {
    for (int i = 0; i < row.length - 1; i++) {
      for (int q = row[i]; q < row[i + 1]; q++) {
        total[i] += weight[q];
      }
    }
  }

  public int size() {
    return source.length;
  }

  /** Bytes of all arrays. */
  public long bytes() {
    return 4L * row.length + (delays == null ? 12L : 16L) * source.length;
  }
}
