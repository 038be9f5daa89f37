package org.ranvier.simulator.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The spikes that have not reached all of their synapses at a worker's exact neurons, by the step in which they reach the next one. A
 * spike is touched in steps in which it arrives somewhere, and nothing is stored for its synapses.
 */
final class SpikesInFlight {
  /** How far before its step, in steps, an arrival may be looked for: rounding must not let it come late. */
  private static final double EARLY = 1e-7;

  private final TimeGrid grid;
  private final @Nullable ExactRows[] rows; // by source population
  private final @Nullable Bucket[] ring;
  private long over; // the steps up to here have been collected

  /**
   * @param rows by source population
   * @param reachSteps steps from a spike to its last arrival, and the epoch
   */
  SpikesInFlight(TimeGrid grid, @Nullable ExactRows[] rows, long reachSteps) {
    this.grid = grid;
    this.rows = rows;
    if (reachSteps > 1 << 26) {
      throw new IllegalArgumentException("a delay of " + reachSteps + " steps");
    }
    ring = new Bucket[Integer.highestOneBit((int) reachSteps + 4) << 1];
  }

  /** Takes a spike that no exact neuron has heard of yet. */
  void add(int population, int neuron, double time) {
    ExactRows r = rows[population];
    if (r == null) {
      return;
    }
    int q = r.begin(neuron);
    int end = r.end(neuron);
    if (q < end) {
      add(step(time + r.delay(q)), population, time, q, end);
    }
  }

  private long step(double arrival) {
    return (long) Math.ceil(arrival / grid.resolutionMs() - EARLY);
  }

  private void add(long step, int population, double time, int q, int end) {
    int slot = (int) Math.max(step, over + 1) & ring.length - 1;
    Bucket bucket = ring[slot];
    if (bucket == null) {
      bucket = new Bucket();
      ring[slot] = bucket;
    }
    bucket.add(population, time, q, end);
  }

  /** The steps up to {@code step} have been collected as a whole. */
  void end(long step) {
    over = step;
  }

  /**
   * Adds all arrivals in a step at or before {@code until}, which lies in it, to {@code events}.
   *
   * @param whole whether the step ends at {@code until}
   * @return their number
   */
  long collect(long step, double until, boolean whole, EventBuffer events) {
    Bucket bucket = ring[(int) step & ring.length - 1];
    if (bucket == null || bucket.size == 0) {
      return 0;
    }
    int before = events.size;
    int kept = 0;
    int n = bucket.size;
    for (int k = 0; k < n; k++) {
      ExactRows r = rows[bucket.population[k]];
      if (r == null) {
        continue;
      }
      int end = bucket.end[k];
      double time = bucket.time[k];
      int q = r.deliver(time, bucket.q[k], end, until, events);
      if (q == end) {
        continue;
      }
      long next = Math.max(step(time + r.delay(q)), whole ? step + 1 : step);
      if (next == step) {
        bucket.keep(kept++, k, q);
      } else {
        add(next, bucket.population[k], time, q, end);
      }
    }
    bucket.size = kept;
    return events.size - before;
  }

  private static final class Bucket {
    int[] population = new int[8];
    double[] time = new double[8];
    int[] q = new int[8]; // next synapse
    int[] end = new int[8];
    int size;

    void add(int p, double t, int from, int to) {
      if (size == q.length) {
        population = Arrays.copyOf(population, 2 * size);
        time = Arrays.copyOf(time, 2 * size);
        q = Arrays.copyOf(q, 2 * size);
        end = Arrays.copyOf(end, 2 * size);
      }
      population[size] = p;
      time[size] = t;
      q[size] = from;
      end[size++] = to;
    }

    void keep(int at, int k, int next) {
      population[at] = population[k];
      time[at] = time[k];
      q[at] = next;
      end[at] = end[k];
    }
  }
}
