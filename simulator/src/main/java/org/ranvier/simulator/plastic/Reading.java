package org.ranvier.simulator.plastic;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntPredicate;

/** Looks at synapses as they are now: on copies, to which the spikes that have reached the synapses since are applied. */
final class Reading {
  private static final IntArrayList NONE = new IntArrayList(); // nothing is ever added

  private final PlasticRows rows;
  private final PreSpikes pre;
  private final PlasticKernel kernel;
  private final int firstTarget;
  private final float[] scratch;
  private final Variables variables;

  Reading(PlasticRows rows, PreSpikes pre, PlasticKernel kernel, PostArchive post, int firstTarget, Variables variables) {
    this.variables = variables;
    this.rows = rows;
    this.pre = pre;
    this.kernel = kernel;
    this.firstTarget = firstTarget;
    scratch = new float[post.neurons()];
  }

  void read(int now, int received, int swept, SynapseReader reader, IntPredicate sources) {
    read(now, received, swept, at(reader), sources, true);
  }

  /** Looks at a variable of all synapses. */
  void read(int variable, int now, int received, int swept, WeightReader reader) {
    read(
        now, received, swept,
        (event, copy) -> {
          for (int q = 0; q < copy.size(); q++) {
            reader.accept(event.source, event.delay, copy.target(q) + firstTarget, variables.value(variable, copy, q, event, now));
          }
        },
        source -> true, true);
  }

  /** Sees a copy of a fragment, and what it saw last of its source. */
  private interface Look {
    void at(PreEvent event, PlasticSynapses copy);
  }

  private Look at(SynapseReader reader) {
    return (event, copy) -> reader.accept(event.source, event.delay, copy, firstTarget);
  }

  /** Looks at the synapses as they would be by now had the weights no bounds; nothing is shown where weights stay between events. */
  void readAccrued(int now, int received, int swept, SynapseReader reader) {
    read(now, received, swept, at(reader), source -> true, false);
  }

  /** Whether weights change between events. */
  boolean accrues(int now, int received, int swept) {
    boolean[] shown = {false};
    readAccrued(now, received, swept, (source, delay, copy, first) -> shown[0] = true);
    return shown[0];
  }

  private void read(int now, int received, int swept, Look look, IntPredicate sources, boolean bounded) {
    var steps = new IntArrayList[rows.sources]; // spikes that may not have been delivered, in order
    var indices = new IntArrayList[rows.sources];
    for (int t = Math.max(1, now - rows.maxDelay() + 1); t <= received; t++) {
      for (int k = 0; k < pre.count(t); k++) {
        int s = pre.neuron(t, k);
        if (steps[s] == null) {
          steps[s] = new IntArrayList();
          indices[s] = new IntArrayList();
        }
        steps[s].add(t);
        indices[s].add(k);
      }
    }
    var event = new PreEvent();
    event.ahead = true;
    boolean drawn = rows.synapses.isDrawn();
    for (int s = 0; s < rows.sources; s++) {
      if (!sources.test(s)) {
        continue;
      }
      for (int d = 0; d < rows.delays; d++) {
        int end = rows.end(s, d);
        for (int q = rows.begin(s, d); q < end; q = drawn ? q + 1 : end) {
          PlasticSynapses copy = rows.synapses.copy(q, drawn ? q + 1 : end);
          event.source = s;
          event.begin = 0;
          event.end = copy.size();
          event.delay = rows.minDelay + d;
          event.swept = swept;
          IntArrayList at = steps[s] == null ? NONE : steps[s];
          if (!bringUpToDate(copy, event, now, at, indices[s] == null ? NONE : indices[s], bounded)) {
            return;
          }
          look.at(event, copy);
        }
      }
    }
  }

  private boolean bringUpToDate(
      PlasticSynapses copy, PreEvent event, int now, IntArrayList steps, IntArrayList indices, boolean bounded) {
    int axonal = kernel.atSoma() ? event.delay : event.delay - copy.dendritic(0, event.delay);
    int k = 0;
    while (k < steps.size() && steps.getInt(k) <= now - event.delay) {
      k++; // delivered
    }
    for (; k < steps.size() && steps.getInt(k) + axonal <= now; k++) {
      pre.load(steps.getInt(k), indices.getInt(k), event);
      kernel.deliver(copy, event, scratch, 0);
    }
    if (k < steps.size()) {
      pre.load(steps.getInt(k), indices.getInt(k), event);
    } else {
      pre.loadNow(event.source, event);
    }
    if (!bounded) {
      return kernel.accrue(copy, event, now);
    }
    kernel.present(copy, event, now);
    return true;
  }
}
