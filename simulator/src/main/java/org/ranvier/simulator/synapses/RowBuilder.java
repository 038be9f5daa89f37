package org.ranvier.simulator.synapses;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * Builds the rows of one source population at one worker in two passes over the same synapses: first {@link #count}, then, after
 * {@link #allocate}, {@link #place}. Nothing is stored twice: at full scale the rows are nearly all of a simulation's memory.
 */
public abstract sealed class RowBuilder permits RowBuilder.Pull, RowBuilder.Push, ListedBuilder {
  /** Fewer synapses than this per source and delay make pulling dearer than pushing. */
  private static final double MIN_FRAGMENT = 4;

  /** Fewer than this at a worker are listed: they take less memory, and less than half of the time to deliver. */
  private static final double MIN_TABLED = 2;

  final String source;
  final int sources;

  RowBuilder(String source, int sources) {
    this.source = source;
    this.sources = sources;
  }

  /**
   * @param source name of the source population, for messages
   * @param sources its size
   * @param way how rows are delivered, and found
   * @param lowest lowest input index that a synapse may have
   * @param highest highest one
   * @param wide whether weights take 8 bytes
   */
  public static RowBuilder create(String source, int sources, Way way, int lowest, int highest, boolean wide) {
    boolean narrow = highest - lowest <= Character.MAX_VALUE;
    return !way.pull
        ? new Push(source, sources, way.few, wide)
        : way.few && narrow && !wide ? new ListedBuilder(source, sources, lowest) : new Pull(source, sources, lowest, narrow, wide);
  }

  /**
   * How the rows of a source population are delivered and found.
   *
   * @param pull whether they are pulled or pushed: see {@link #pulls}
   * @param few whether only those that are there are listed, or all have a place: see {@link #few}
   */
  public record Way(boolean pull, boolean few) {}

  /**
   * Whether the rows of a source population are pulled: it follows from the description alone, never from the number of workers.
   *
   * @param synapses expected number of synapses of the population
   * @param delays number of different delays that most of them share
   */
  public static boolean pulls(long synapses, int sources, int delays) {
    return synapses >= MIN_FRAGMENT * sources * Math.max(1, delays);
  }

  /**
   * Whether a worker has so few synapses of a source population that a place for each source, and for each delay where rows are pulled, does not pay. The order of sums
   * does not depend on it.
   *
   * @param here expected number of synapses of the population at the worker
   * @param delays number of different delays that most of them share
   */
  public static boolean few(double here, int sources, int delays, boolean pull) {
    return here < (pull ? MIN_TABLED * sources * Math.max(1, delays) : sources / 2.0);
  }

  /** Counts the synapses of a batch. */
  public abstract void count(SynapseBatch batch);

  /** Ends the counting and allocates the rows. */
  public abstract void allocate();

  /**
   * Places the synapses of a batch.
   *
   * @param positiveBase input index of the population's target 0 for weights ≥ 0
   * @param negativeBase the same for weights &lt; 0
   */
  public abstract void place(SynapseBatch batch, int positiveBase, int negativeBase);

  /** The finished rows. */
  public abstract SourceRows finish();

  /** Makes of numbers of synapses, from index 2 on, the places at which rows begin, from index 1 on; returns how many there are in all. */
  static long places(int[] row) {
    long total = 0;
    for (int k = 2; k < row.length; k++) {
      total += row[k];
      row[k] = (int) total;
    }
    return total;
  }

  int checkedTotal(long total) {
    if (total > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "the " + total + " synapses that leave population '" + source + "' for one worker exceed " + Integer.MAX_VALUE
              + "; use more threads, or divide the population");
    }
    return (int) total;
  }

  static final class Pull extends RowBuilder {
    private final int lowest;
    private final boolean narrow;
    private final boolean wide;
    private int[][] counts = new int[64][]; // [delay][source], made when a delay first occurs
    private int minDelay;
    private int delays;
    private int[] fragment = new int[0]; // while placing: fragment[f + 1] is the next free place of fragment f
    private char[] narrowTarget = new char[0];
    private int[] wideTarget = new int[0];
    private float[] weight = new float[0];
    private double[] wideWeight = new double[0];

    Pull(String source, int sources, int lowest, boolean narrow, boolean wide) {
      super(source, sources);
      this.lowest = lowest;
      this.narrow = narrow;
      this.wide = wide;
    }

    @Override
    public void count(SynapseBatch batch) {
      for (int k = 0; k < batch.size; k++) {
        int d = batch.delay[k];
        if (d >= counts.length || counts[d] == null) {
          openDelay(d);
        }
        counts[d][batch.source[k]]++;
      }
    }

    private void openDelay(int d) {
      if (d >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(2 * counts.length, d + 1));
      }
      counts[d] = new int[sources];
    }

    @Override
    public void allocate() {
      int first = 0;
      while (first < counts.length && counts[first] == null) {
        first++;
      }
      int last = counts.length - 1;
      while (last > first && counts[last] == null) {
        last--;
      }
      boolean none = first == counts.length;
      minDelay = none ? 1 : first;
      delays = none ? 0 : last - first + 1;
      if ((long) sources * delays > Integer.MAX_VALUE - 16) {
        throw new RanvierException(
            "population '" + source + "': " + sources + " sources over " + delays
            + " delays need too large a table; narrow the delays");
      }
      fragment = new int[sources * delays + 2];
      for (int d = 0; d < delays; d++) {
        int[] of = counts[first + d];
        if (of != null) {
          for (int s = 0; s < sources; s++) {
            fragment[s * delays + d + 2] = of[s];
          }
        }
      }
      counts = new int[0][];
      long total = 0;
      for (int f = 2; f < fragment.length; f++) {
        total += fragment[f];
        fragment[f] = (int) total;
      }
      int n = checkedTotal(total);
      if (narrow) {
        narrowTarget = new char[n];
      } else {
        wideTarget = new int[n];
      }
      weight = new float[wide ? 0 : n];
      wideWeight = new double[wide ? n : 0];
    }

    @Override
    public void place(SynapseBatch batch, int positiveBase, int negativeBase) {
      int positive = positiveBase - lowest;
      int negative = negativeBase - lowest;
      if (wide) {
        placeWide(batch, positive, negative);
      } else if (narrow) {
        for (int k = 0; k < batch.size; k++) {
          float w = (float) batch.weight[k];
          int q = fragment[batch.source[k] * delays + batch.delay[k] - minDelay + 1]++;
          narrowTarget[q] = (char) (batch.target[k] + (w >= 0 ? positive : negative));
          weight[q] = w;
        }
      } else {
        for (int k = 0; k < batch.size; k++) {
          float w = (float) batch.weight[k];
          int q = fragment[batch.source[k] * delays + batch.delay[k] - minDelay + 1]++;
          wideTarget[q] = batch.target[k] + (w >= 0 ? positive : negative);
          weight[q] = w;
        }
      }
    }

    private void placeWide(SynapseBatch batch, int positive, int negative) {
      for (int k = 0; k < batch.size; k++) {
        double w = batch.weight[k];
        int q = fragment[batch.source[k] * delays + batch.delay[k] - minDelay + 1]++;
        int target = batch.target[k] + (w >= 0 ? positive : negative);
        if (narrow) {
          narrowTarget[q] = (char) target;
        } else {
          wideTarget[q] = target;
        }
        wideWeight[q] = w;
      }
    }

    @Override
    public PullRows finish() {
      return new PullRows(
          minDelay, delays, fragment, lowest, narrow ? narrowTarget : null, narrow ? null : wideTarget, weight, wideWeight);
    }
  }

  static final class Push extends RowBuilder {
    private final boolean few;
    private @Nullable SourceIndex index; // where few sources have synapses
    private int[] row; // while placing: row[s + 1] is the next free place of source s, or of the s-th one that has some
    private char[] delay = new char[0];
    private int[] target = new int[0];
    private final boolean wide;
    private float[] weight = new float[0];
    private double[] wideWeight = new double[0];
    private int maxDelay;

    Push(String source, int sources, boolean few, boolean wide) {
      super(source, sources);
      this.few = few;
      this.wide = wide;
      row = new int[sources + 2];
    }

    @Override
    public void count(SynapseBatch batch) {
      for (int k = 0; k < batch.size; k++) {
        row[batch.source[k] + 2]++;
        maxDelay = Math.max(maxDelay, batch.delay[k]);
      }
    }

    @Override
    public void allocate() {
      if (few) {
        index = new SourceIndex(row, 2, sources);
        row = index.rows(row, 2);
      }
      int n = checkedTotal(places(row));
      delay = new char[n];
      target = new int[n];
      weight = new float[wide ? 0 : n];
      wideWeight = new double[wide ? n : 0];
    }

    @Override
    public void place(SynapseBatch batch, int positiveBase, int negativeBase) {
      for (int k = 0; k < batch.size; k++) {
        double w = wide ? batch.weight[k] : (float) batch.weight[k];
        int q = row[(index == null ? batch.source[k] : index.find(batch.source[k])) + 1]++;
        delay[q] = (char) batch.delay[k];
        target[q] = batch.target[k] + (w >= 0 ? positiveBase : negativeBase);
        if (wide) {
          wideWeight[q] = w;
        } else {
          weight[q] = (float) w;
        }
      }
    }

    @Override
    public PushRows finish() {
      return new PushRows(index, row, maxDelay, new PushRows.Synapses(delay, target, wide ? null : weight, wide ? wideWeight : null));
    }
  }
}
