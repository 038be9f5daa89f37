package org.ranvier.simulator.exact;

import java.util.Arrays;
import java.util.function.Consumer;
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
  private final boolean ordered; // whether spikes have numbers
  private long over; // the steps up to here have been collected

  /**
   * @param rows by source population
   * @param reachSteps steps from a spike to its last arrival, and the epoch
   * @param ordered whether events of one time come in the order of their spikes' numbers
   */
  SpikesInFlight(TimeGrid grid, @Nullable ExactRows[] rows, long reachSteps, boolean ordered) {
    this.grid = grid;
    this.ordered = ordered;
    this.rows = rows;
    if (reachSteps > 1 << 26) {
      throw new IllegalArgumentException("a delay of " + reachSteps + " steps");
    }
    ring = new Bucket[Integer.highestOneBit((int) reachSteps + 4) << 1];
  }

  /** Takes a spike that no exact neuron has heard of yet. */
  void add(int population, int neuron, double time, long number) {
    ExactRows r = rows[population];
    if (r == null) {
      return;
    }
    int q = r.begin(neuron);
    int end = r.end(neuron);
    if (q < end) {
      add(step(time + r.delay(q)), population, time, q, end, number);
    }
  }

  /** Takes a spike that has reached all synapses up to a time. */
  void addAfter(SpikeInFlight spike, double timeMs) {
    ExactRows r = rows[spike.population()];
    if (r == null) {
      return;
    }
    int q = r.begin(spike.neuron());
    int end = r.end(spike.neuron());
    while (q < end && spike.time() + r.delay(q) <= timeMs) {
      q++;
    }
    if (q < end) {
      add(step(spike.time() + r.delay(q)), spike.population(), spike.time(), q, end, spike.number());
    }
  }

  /** Shows all spikes that have not reached all of their synapses. */
  void pending(Consumer<SpikeInFlight> sink) {
    for (Bucket bucket : ring) {
      for (int k = 0; bucket != null && k < bucket.size; k++) {
        ExactRows r = rows[bucket.population[k]];
        if (r != null) {
          sink.accept(new SpikeInFlight(bucket.population[k], r.source(bucket.q[k]), bucket.time[k], bucket.number(k)));
        }
      }
    }
  }

  private long step(double arrival) {
    return (long) Math.ceil(arrival / grid.resolutionMs() - EARLY);
  }

  private void add(long step, int population, double time, int q, int end, long number) {
    int slot = (int) Math.max(step, over + 1) & ring.length - 1;
    Bucket bucket = ring[slot];
    if (bucket == null) {
      bucket = new Bucket(ordered);
      ring[slot] = bucket;
    }
    bucket.add(population, time, q, end, number);
  }

  /** Stands at the end of a step, with no spike on its way. */
  void clear(long step) {
    for (Bucket bucket : ring) {
      if (bucket != null) {
        bucket.size = 0;
      }
    }
    over = step;
  }

  /** The steps up to {@code step} have been collected as a whole. */
  void end(long step) {
    over = step;
  }

  /**
   * Adds all arrivals in a step at or before {@code until}, which lies in it, to {@code events}.
   *
   * @param whole whether the step ends at {@code until}
   * @param firstNumber where spikes have numbers: that of a spike with key 0
   * @return their number
   */
  long collect(long step, double until, boolean whole, long firstNumber, EventBuffer events) {
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
      long number = bucket.number(k);
      int q = r.deliver(time, bucket.q[k], end, until, ordered ? (int) (number - firstNumber) : -1, events);
      if (q == end) {
        continue;
      }
      long next = Math.max(step(time + r.delay(q)), whole ? step + 1 : step);
      if (next == step) {
        bucket.keep(kept++, k, q);
      } else {
        add(next, bucket.population[k], time, q, end, number);
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
    private long @Nullable [] numbers;
    int size;

    Bucket(boolean ordered) {
      numbers = ordered ? new long[8] : null;
    }

    long number(int k) {
      return numbers == null ? 0 : numbers[k];
    }

    void add(int p, double t, int from, int to, long number) {
      if (size == q.length) {
        population = Arrays.copyOf(population, 2 * size);
        time = Arrays.copyOf(time, 2 * size);
        q = Arrays.copyOf(q, 2 * size);
        end = Arrays.copyOf(end, 2 * size);
        numbers = numbers == null ? null : Arrays.copyOf(numbers, 2 * size);
      }
      if (numbers != null) {
        numbers[size] = number;
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
      if (numbers != null) {
        numbers[at] = numbers[k];
      }
    }
  }
}
