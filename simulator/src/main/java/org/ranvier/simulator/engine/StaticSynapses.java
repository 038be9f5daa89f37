package org.ranvier.simulator.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.synapses.DrawnRows;
import org.ranvier.simulator.synapses.InputRing;
import org.ranvier.simulator.synapses.ListedRows;
import org.ranvier.simulator.synapses.PullRows;
import org.ranvier.simulator.synapses.PushRows;
import org.ranvier.simulator.synapses.RecentSpikes;
import org.ranvier.simulator.synapses.SourceRows;
import org.ranvier.simulator.synapses.SpikeHistory;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** One worker's static synapses with weights of one width, and the spikes that are on their way to them. */
final class StaticSynapses {
  private final @Nullable SourceRows[] rows; // by source population
  private final @Nullable DrawnRows[] drawn; // likewise
  private final @Nullable SpikeHistory[] history; // by source population
  private final boolean any;
  private final @Nullable InputRing ring;
  private long events;

  /**
   * @param inputs number of the worker's inputs
   * @param wide whether these are the synapses whose weights take 8 bytes, or those of 4
   */
  StaticSynapses(EngineSpec spec, InputLayout layout, int epochSteps, int inputs, boolean wide) {
    rows = new SourceRows[spec.populations().size()];
    history = new SpikeHistory[rows.length];
    @Nullable SourceRows[] built = new RowAssembly(spec, layout, wide).build();
    int longestPush = 0;
    boolean some = false;
    for (int p = 0; p < built.length; p++) {
      SourceRows r = built[p];
      if (r != null && r.synapses() > 0) {
        some = true;
        rows[p] = r;
        history[p] = new SpikeHistory(Math.max(r.maxDelay(), epochSteps) + 1);
        if (r instanceof PushRows) {
          longestPush = Math.max(longestPush, r.maxDelay());
        }
      }
    }
    drawn = wide ? new DrawnRows[rows.length] : new DrawnAssembly(spec, layout).build();
    for (int p = 0; p < drawn.length; p++) {
      DrawnRows d = drawn[p];
      if (d != null) {
        some = true;
        SpikeHistory of = history[p];
        history[p] = new SpikeHistory(Math.max(of == null ? 0 : of.steps(), Math.max(d.maxDelay(), epochSteps) + 1));
        longestPush = d.usesRing() ? Math.max(longestPush, d.maxDelay()) : longestPush;
      }
    }
    any = some;
    ring = longestPush > 0 ? InputRing.of(longestPush, epochSteps, inputs, wide) : null;
  }

  /** Adds to the inputs what arrives in a step, where weights take 4 bytes. */
  void deliver(long step, float[] input) {
    if (ring != null) {
      ring.drain(step, input);
    }
    collect(step);
    for (int p = 0; p < rows.length; p++) { // one source after the other, for each sum has its terms in this order
      if (rows[p] instanceof PullRows pull) {
        events += pull.deliver(input);
      } else if (rows[p] instanceof ListedRows listed) {
        events += listed.deliver(step, input);
      }
      DrawnRows d = drawn[p];
      if (d != null) {
        events += d.deliver(step, input);
      }
    }
  }

  /** The same where weights take 8 bytes. */
  void deliver(long step, double[] input) {
    if (!any) {
      return;
    }
    if (ring != null) {
      ring.drain(step, input);
    }
    collect(step);
    for (SourceRows r : rows) {
      if (r instanceof PullRows pull) {
        events += pull.deliver(input);
      }
    }
  }

  private void collect(long step) {
    for (int p = 0; p < rows.length; p++) {
      if (rows[p] instanceof PullRows pull && history[p] != null) {
        pull.collect(step, history[p]);
      }
    }
  }

  /** Takes over the spikes of all workers in the {@code k}-th step of an epoch. */
  void receive(long step, Outbox[] outboxes, Partition partition, int k) {
    if (!any) {
      return;
    }
    for (int p = 0; p < rows.length; p++) {
      SpikeHistory h = history[p];
      if (h == null) {
        continue;
      }
      h.startStep(step);
      for (int part = 0; part < outboxes.length; part++) {
        Outbox from = outboxes[partition.worker(p, part)];
        h.add(step, from.neurons(), from.begin(k, p), from.count(k, p));
      }
      if (rows[p] instanceof PushRows push && ring != null) {
        events += push.deliver(step, h, ring);
      } else if (rows[p] instanceof ListedRows listed) {
        listed.receive(step, step, h);
      }
      DrawnRows d = drawn[p];
      if (d != null) {
        events += d.receive(step, step, h, ring);
      }
    }
  }

  /** What is remembered of the spikes of a population in the last steps. */
  RecentSpikes recent(int population, long now) {
    SpikeHistory h = history[population];
    return h == null ? RecentSpikes.NONE : h.recent(now);
  }

  /** Takes over the spikes of the last steps, by population, and pushes again those that have not arrived by the end of step {@code now}. */
  void restore(List<RecentSpikes> recent, long now) {
    for (SpikeHistory h : history) {
      if (h != null) {
        h.clear();
      }
    }
    if (ring != null) {
      ring.clear();
    }
    for (DrawnRows d : drawn) {
      if (d != null) {
        d.clear();
      }
    }
    for (SourceRows r : rows) {
      if (r instanceof ListedRows listed) {
        listed.clear();
      }
    }
    int steps = recent.stream().mapToInt(RecentSpikes::steps).max().orElse(0);
    for (int age = steps - 1; age >= 0; age--) { // in the order in which they were received, so that sums have the same terms in the same order
      for (int p = 0; p < rows.length; p++) {
        SpikeHistory h = history[p];
        RecentSpikes of = recent.get(p);
        if (h != null && age < Math.min(h.steps(), of.steps())) {
          h.restore(now, of, of.steps() - 1 - age);
          if (rows[p] instanceof PushRows push && ring != null) {
            push.restore(now - age, now, h, ring);
          } else if (rows[p] instanceof ListedRows listed) {
            listed.receive(now - age, now, h);
          }
          DrawnRows d = drawn[p];
          if (d != null) {
            d.receive(now - age, now, h, ring);
          }
        }
      }
    }
  }

  /**
   * Sends the spikes that are on their way once more, after weights were changed. Some rows give weights to spikes at once, others as they arrive, and which rows there
   * are depends on the number of workers.
   */
  void sendAgain(long now) {
    restore(IntStream.range(0, rows.length).mapToObj(p -> recent(p, now)).toList(), now);
  }

  /** Visits the synapses of a projection, one whose weights have this width. */
  void visit(EngineSpec spec, InputLayout layout, ProjectionSpec projection, SynapseVisitor visitor) {
    SourceRows r = rows[projection.source()];
    if (projection.procedural()) {
      new DrawnAssembly(spec, layout).visit(projection, visitor);
    } else if (r != null) {
      StaticWalk.of(spec.grid(), layout, r).visit(RowAssembly.leaving(spec, projection.source(), projection.wide()), projection, visitor);
    }
  }

  /** Spikes that have reached a synapse. */
  long events() {
    return events;
  }

  long synapses() {
    long n = 0;
    for (SourceRows r : rows) {
      n += r == null ? 0 : r.synapses();
    }
    for (DrawnRows d : drawn) {
      n += d == null ? 0 : d.synapses();
    }
    return n;
  }

  long bytes() {
    long n = 0;
    for (SourceRows r : rows) {
      n += r == null ? 0 : r.bytes();
    }
    for (DrawnRows d : drawn) {
      n += d == null ? 0 : d.bytes();
    }
    return n;
  }
}
