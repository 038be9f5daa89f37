package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.recording.SpikeSamples;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/** One worker's part of a {@link ProbeSpec} that samples neurons at their own spikes. */
final class SpikeProbe {
  private final ProbeSpec spec;
  private final int first;
  private final boolean[] chosen; // of the slice
  private final StateVariable[] variables;
  private final LongArrayList steps = new LongArrayList();
  private final DoubleArrayList offsets = new DoubleArrayList();
  private final IntArrayList neurons = new IntArrayList();
  private final DoubleArrayList samples = new DoubleArrayList(); // [spike][variable]

  SpikeProbe(ProbeSpec spec, int first, int size, List<StateVariable> variables) {
    this.spec = spec;
    this.first = first;
    chosen = new boolean[size];
    for (int i : spec.neurons()) {
      if (i >= first && i < first + size) {
        chosen[i - first] = true;
      }
    }
    this.variables = variables.toArray(StateVariable[]::new);
  }

  /** Takes no more samples. */
  void end() {
    Arrays.fill(chosen, false);
  }

  /** Samples those that fired in the {@code k}-th step of the epoch. */
  void sample(long step, Outbox outbox, int k) {
    int begin = outbox.begin(k, spec.population());
    int end = begin + outbox.count(k, spec.population());
    for (int s = begin; s < end; s++) {
      int i = outbox.neurons()[s] - first;
      if (chosen[i]) {
        steps.add(step);
        offsets.add(s < outbox.offsets().length ? outbox.offsets()[s] : 0);
        neurons.add(i + first);
        for (StateVariable variable : variables) {
          samples.add(variable.values()[i]);
        }
      }
    }
  }

  boolean isOf(ProbeSpec other) {
    return spec == other;
  }

  void clear() {
    steps.clear();
    offsets.clear();
    neurons.clear();
    samples.clear();
  }

  /** Puts the parts of one probe together; each is in order already. There is at least one. */
  static SpikeSamples merge(List<SpikeProbe> unordered, String population, TimeGrid grid) {
    List<SpikeProbe> parts = unordered.stream().sorted(java.util.Comparator.comparingInt(p -> p.first)).toList();
    StateVariable[] variables = parts.getFirst().variables;
    int count = parts.stream().mapToInt(p -> p.steps.size()).sum();
    int[] neurons = new int[count];
    double[] times = new double[count];
    double[][] values = new double[variables.length][count];
    int[] next = new int[parts.size()];
    for (int k = 0; k < count; k++) {
      int earliest = -1;
      long step = Long.MAX_VALUE;
      for (int p = 0; p < next.length; p++) {
        LongArrayList of = parts.get(p).steps;
        if (next[p] < of.size() && of.getLong(next[p]) < step) {
          step = of.getLong(next[p]);
          earliest = p;
        }
      }
      SpikeProbe part = parts.get(earliest);
      int at = next[earliest]++;
      neurons[k] = part.neurons.getInt(at);
      times[k] = grid.toMs(step) - part.offsets.getDouble(at);
      for (int v = 0; v < variables.length; v++) {
        values[v][k] = part.samples.getDouble(at * variables.length + v);
      }
    }
    return new SpikeSamples(
        population, parts.getFirst().spec.variables(), Arrays.stream(variables).map(StateVariable::unit).toList(), neurons, times,
        values);
  }
}
