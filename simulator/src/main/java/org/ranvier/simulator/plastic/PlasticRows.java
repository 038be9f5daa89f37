package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * The synapses of a plastic projection that end at one worker, by source, and within a source by delay: the synapses of one
 * source with one delay (a fragment) lie together.
 */
final class PlasticRows {
  final int sources;
  final int minDelay;
  final int delays;
  // synapses of source s with delay minDelay + d: fragment[s * delays + d] … fragment[s * delays + d + 1]
  private final int[] fragment;
  final PlasticSynapses synapses;

  PlasticRows(int sources, int minDelay, int delays, int[] fragment, PlasticSynapses synapses) {
    this.sources = sources;
    this.minDelay = minDelay;
    this.delays = delays;
    this.fragment = fragment;
    this.synapses = synapses;
  }

  int begin(int source, int d) {
    return fragment[source * delays + d];
  }

  int end(int source, int d) {
    return fragment[source * delays + d + 1];
  }

  int maxDelay() {
    return minDelay + Math.max(0, delays - 1);
  }

  long bytes() {
    return 4L * fragment.length + synapses.bytes();
  }

  /** Entries of the table of fragments. */
  static int tableSize(PlasticProjection projection, int sources, int delays) {
    if ((long) sources * delays > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "projection " + projection.name() + ": " + sources + " sources over " + delays + " delays need too large a table; narrow the delays");
    }
    return sources * delays + 2;
  }

  /**
   * Builds the rows in two passes over the synapses.
   *
   * @param first first local target
   * @param targets number of local targets
   */
  static PlasticRows build(PlasticProjection projection, int sources, int first, int targets) {
    var counting = new Counting(projection, sources);
    generate(projection.generator(), first, targets, new SynapseBatch(counting::count), false);
    var placing = counting.allocate(targets);
    generate(projection.generator(), first, targets, new SynapseBatch(b -> placing.place(b, first)), true);
    return placing.finish();
  }

  private static void generate(SynapseGenerator generator, int first, int targets, SynapseBatch batch, boolean withWeights) {
    if (targets > 0) {
      generator.generate(first, first + targets, batch, withWeights);
      batch.flush();
    }
  }

  private static final class Counting {
    private final PlasticProjection projection;
    private final int sources;
    private int[][] counts = new int[64][]; // [delay][source], made when a delay first occurs

    Counting(PlasticProjection projection, int sources) {
      this.projection = projection;
      this.sources = sources;
    }

    void count(SynapseBatch batch) {
      for (int k = 0; k < batch.size; k++) {
        int d = batch.delay[k];
        if (d >= counts.length) {
          counts = Arrays.copyOf(counts, Math.max(2 * counts.length, d + 1));
        }
        if (counts[d] == null) {
          counts[d] = new int[sources];
        }
        counts[d][batch.source[k]]++;
      }
    }

    Placing allocate(int targets) {
      int first = 0;
      while (first < counts.length && counts[first] == null) {
        first++;
      }
      boolean none = first == counts.length;
      int last = counts.length - 1;
      while (last > first && counts[last] == null) {
        last--;
      }
      int minDelay = none ? 1 : first;
      int delays = none ? 0 : last - first + 1;
      int[] fragment = new int[tableSize(projection, sources, delays)];
      long total = 0;
      for (int f = 2; f < fragment.length; f++) {
        int[] of = counts[first + (f - 2) % delays];
        total += of == null ? 0 : of[(f - 2) / delays];
        fragment[f] = (int) total;
      }
      if (total > Integer.MAX_VALUE - 16) {
        throw new RanvierException(
            "projection " + projection.name() + ": " + total + " synapses for one worker exceed " + Integer.MAX_VALUE
                + "; use more threads, or divide the population");
      }
      counts = new int[0][];
      boolean narrow = targets <= Character.MAX_VALUE + 1;
      var synapses =
          new PlasticSynapses((int) total, narrow, projection.wideWeights(), projection.dendrite(), projection.rule().columns());
      return new Placing(projection, sources, minDelay, delays, fragment, synapses);
    }
  }

  private static final class Placing {
    private final PlasticProjection projection;
    private final int sources;
    private final int minDelay;
    private final int delays;
    private final int[] fragment; // while placing: fragment[f + 1] is the next free place of fragment f
    private final PlasticSynapses synapses;

    Placing(PlasticProjection projection, int sources, int minDelay, int delays, int[] fragment, PlasticSynapses synapses) {
      this.projection = projection;
      this.sources = sources;
      this.minDelay = minDelay;
      this.delays = delays;
      this.fragment = fragment;
      this.synapses = synapses;
    }

    void place(SynapseBatch batch, int first) {
      for (int k = 0; k < batch.size; k++) {
        int delay = batch.delay[k];
        int q = fragment[batch.source[k] * delays + delay - minDelay + 1]++;
        synapses.place(q, batch.target[k] - first, batch.weight[k], batch.dendritic[k]);
        int dendritic = synapses.dendritic(q, delay);
        if (dendritic < 1 || dendritic > delay) {
          throw new RanvierException(
              "projection " + projection.name() + ": a dendritic delay of " + dendritic + " steps in a delay of " + delay
                  + " steps; it must be at least one step and at most the whole delay");
        }
      }
    }

    PlasticRows finish() {
      return new PlasticRows(sources, minDelay, delays, fragment, synapses);
    }
  }
}
