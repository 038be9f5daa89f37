package org.ranvier.validation.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.ranvier.simulator.synapses.ListedRows;
import org.ranvier.simulator.synapses.PullRows;
import org.ranvier.simulator.synapses.RowBuilder;
import org.ranvier.simulator.synapses.SourceRows;
import org.ranvier.simulator.synapses.SpikeHistory;
import org.ranvier.simulator.synapses.SynapseBatch;

/**
 * Rows of one rank of many, whose network grows with the number of ranks: those that are looked up in a table, and those that are listed. Each rank has
 * 2,412 neurons with 9.3 million synapses, a thirty-second of the microcircuit, from sources anywhere; delays are 1.5 ± 0.75 ms, sources fire at
 * 3.2 spikes/s, steps take 0.1 ms. Nothing but the rows is simulated.
 */
final class RowsBenchmark {
  private static final int TARGETS = 2412;
  private static final int SYNAPSES = 9_300_000;
  private static final double SPIKES_A_STEP = 3.2e-4; // of a neuron
  private static final double MEAN_STEPS = 15;
  private static final double SD_STEPS = 7.5;
  private static final int STEPS = 2000;
  private static final int TURNS = 3;
  private static final int[] RANKS = {16, 32, 64, 256, 1024};

  private RowsBenchmark() {}

  /**
   * What has been measured; the names are those of its JSON line.
   *
   * @param table_us wall time of a step
   * @param table_mb memory beside 6 bytes a synapse
   */
  record Report(String benchmark, int ranks, double spikes_a_step, double table_us, double list_us, double table_mb, double list_mb) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "rows of one of %,d ranks, %.0f spikes a step: %.1f us a step and %.0f MB beside synapses by a table, %.1f us and %.0f MB as lists", ranks,
          spikes_a_step, table_us, table_mb, list_us, list_mb);
    }
  }

  static List<Report> run(long seed) {
    var reports = new ArrayList<Report>();
    for (int ranks : RANKS) {
      int sources = TARGETS * ranks;
      double[] table = measured(build(false, sources, seed), sources, seed);
      double[] list = measured(build(true, sources, seed), sources, seed);
      if (table[2] != list[2]) {
        throw new IllegalStateException("a table delivered " + table[2] + " events, and lists " + list[2]);
      }
      reports.add(new Report("rows", ranks, SPIKES_A_STEP * sources, table[0], list[0], table[1], list[1]));
    }
    return reports;
  }

  private static SourceRows build(boolean few, int sources, long seed) {
    var builder = RowBuilder.create("sources", sources, new RowBuilder.Way(true, few), 0, TARGETS, false);
    generate(new SynapseBatch(builder::count), sources, seed);
    builder.allocate();
    generate(new SynapseBatch(b -> builder.place(b, 0, 0)), sources, seed);
    return builder.finish();
  }

  private static void generate(SynapseBatch batch, int sources, long seed) {
    var random = new SplittableRandom(seed);
    for (long k = 0; k < SYNAPSES; k++) {
      batch.makeRoom();
      int i = batch.size++;
      batch.source[i] = random.nextInt(sources);
      batch.target[i] = (int) (k * TARGETS / SYNAPSES);
      batch.delay[i] = (int) Math.max(1, Math.round(MEAN_STEPS + SD_STEPS * random.nextGaussian()));
      batch.weight[i] = 1;
    }
    batch.flush();
  }

  /** Microseconds a step, megabytes, and how many events there were. */
  private static double[] measured(SourceRows rows, int sources, long seed) {
    double[] turns = new double[TURNS];
    double events = 0;
    for (int turn = 0; turn <= TURNS; turn++) { // the first one warms up
      long[] of = turn(rows, sources, seed);
      turns[Math.max(0, turn - 1)] = of[0] / 1e3 / STEPS;
      events = of[1];
    }
    return new double[] {StatUtils.percentile(turns, 50), (rows.bytes() - 6.0 * SYNAPSES) / 1e6, events};
  }

  private static long[] turn(SourceRows rows, int sources, long seed) {
    var history = new SpikeHistory(rows.maxDelay() + 1);
    var random = new SplittableRandom(seed + 1);
    float[] input = new float[TARGETS];
    int[] fired = new int[(int) (SPIKES_A_STEP * sources) + 1];
    if (rows instanceof ListedRows listed) {
      listed.clear();
    }
    long events = 0;
    long ns = 0;
    for (long step = 1; step <= STEPS; step++) {
      Arrays.setAll(fired, k -> random.nextInt(sources));
      Arrays.sort(fired);
      long start = System.nanoTime();
      if (rows instanceof PullRows pull) {
        pull.collect(step, history);
        events += pull.deliver(input);
      } else if (rows instanceof ListedRows listed) {
        events += listed.deliver(step, input);
      }
      history.startStep(step);
      history.add(step, fired, 0, fired.length);
      if (rows instanceof ListedRows listed) {
        listed.receive(step, step, history);
      }
      ns += System.nanoTime() - start;
    }
    return new long[] {ns, events};
  }
}
