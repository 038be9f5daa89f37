package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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
  private final StateVariable[] variables; // none of another rank
  private final List<String> units;
  private int sent; // spikes that other ranks have
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
    units = variables.stream().map(StateVariable::unit).toList();
  }

  /** The part of another rank. */
  private SpikeProbe(ProbeSpec spec, int first, List<String> units) {
    this.spec = spec;
    this.first = first;
    chosen = new boolean[0];
    variables = new StateVariable[0];
    this.units = units;
  }

  /** Gives the samples to other ranks that they do not have yet. */
  void send(DataOutput out) throws IOException {
    out.writeInt(first);
    for (String unit : units) {
      out.writeUTF(unit);
    }
    out.writeInt(steps.size() - sent);
    for (int k = sent; k < steps.size(); k++) {
      out.writeLong(steps.getLong(k));
      out.writeDouble(offsets.getDouble(k));
      out.writeInt(neurons.getInt(k));
      for (int v = 0; v < units.size(); v++) {
        out.writeDouble(samples.getDouble(k * units.size() + v));
      }
    }
    sent = steps.size();
  }

  /** Takes samples of another rank, into the one of {@code parts} that has those before. */
  static void take(ProbeSpec spec, List<SpikeProbe> parts, DataInput in) throws IOException {
    int first = in.readInt();
    var units = new ArrayList<String>();
    for (int v = 0; v < spec.variables().size(); v++) {
      units.add(in.readUTF());
    }
    SpikeProbe part = parts.stream().filter(p -> p.first == first).findFirst().orElse(null);
    if (part == null) {
      part = new SpikeProbe(spec, first, units);
      parts.add(part);
    }
    for (int k = in.readInt(); k > 0; k--) {
      part.steps.add(in.readLong());
      part.offsets.add(in.readDouble());
      part.neurons.add(in.readInt());
      for (int v = 0; v < units.size(); v++) {
        part.samples.add(in.readDouble());
      }
    }
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
    sent = 0;
    steps.clear();
    offsets.clear();
    neurons.clear();
    samples.clear();
  }

  /** Puts the parts of one probe together; each is in order already. There is at least one. */
  static SpikeSamples merge(List<SpikeProbe> unordered, String population, TimeGrid grid) {
    List<SpikeProbe> parts = unordered.stream().sorted(java.util.Comparator.comparingInt(p -> p.first)).toList();
    List<String> units = parts.getFirst().units;
    int count = parts.stream().mapToInt(p -> p.steps.size()).sum();
    int[] neurons = new int[count];
    double[] times = new double[count];
    double[][] values = new double[units.size()][count];
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
      for (int v = 0; v < units.size(); v++) {
        values[v][k] = part.samples.getDouble(at * units.size() + v);
      }
    }
    return new SpikeSamples(
        population, parts.getFirst().spec.variables(), units, neurons, times,
        values);
  }
}
