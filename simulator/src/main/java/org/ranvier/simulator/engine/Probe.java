package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.state.StateVariable;

/** One worker's part of a {@link ProbeSpec}: the chosen neurons of its slice. */
final class Probe {
  private final ProbeSpec spec;
  private final int firstColumn; // place of the first local neuron among the chosen ones
  private final int[] local; // the chosen neurons in the slice; of another rank only their number counts
  private final StateVariable[] variables; // none of another rank
  private final String[] units;
  private final DoubleArrayList samples = new DoubleArrayList(); // [sample][variable][local neuron]
  private int sent; // samples that other ranks have
  private boolean ended;
  private long firstSample; // number of the first one held: it was taken at step firstSample · interval

  Probe(ProbeSpec spec, int first, int size, List<StateVariable> variables) {
    this.spec = spec;
    int from = lowerBound(spec.neurons(), first);
    int to = lowerBound(spec.neurons(), first + size);
    firstColumn = from;
    local = new int[to - from];
    for (int i = 0; i < local.length; i++) {
      local[i] = spec.neurons()[from + i] - first;
    }
    this.variables = variables.toArray(StateVariable[]::new);
    units = variables.stream().map(StateVariable::unit).toArray(String[]::new);
  }

  /** The part of another rank. */
  private Probe(ProbeSpec spec, int firstColumn, int count, String[] units) {
    this.spec = spec;
    this.firstColumn = firstColumn;
    local = new int[count];
    variables = new StateVariable[0];
    this.units = units;
  }

  /** Gives the samples to other ranks that they do not have yet. */
  void send(DataOutput out) throws IOException {
    out.writeInt(firstColumn);
    out.writeInt(local.length);
    for (String unit : units) {
      out.writeUTF(unit);
    }
    out.writeLong(firstSample);
    out.writeInt(samples.size() - sent);
    for (int k = sent; k < samples.size(); k++) {
      out.writeDouble(samples.getDouble(k));
    }
    sent = samples.size();
  }

  /** Takes samples of another rank, into the one of {@code parts} that has those before. */
  static void take(ProbeSpec spec, List<Probe> parts, DataInput in) throws IOException {
    int column = in.readInt();
    int count = in.readInt();
    String[] units = new String[spec.variables().size()];
    for (int v = 0; v < units.length; v++) {
      units[v] = in.readUTF();
    }
    Probe part = parts.stream().filter(p -> p.firstColumn == column).findFirst().orElse(null);
    if (part == null) {
      part = new Probe(spec, column, count, units);
      parts.add(part);
    }
    part.firstSample = in.readLong();
    for (int k = in.readInt(); k > 0; k--) {
      part.samples.add(in.readDouble());
    }
  }

  private static int lowerBound(int[] sorted, int key) {
    int k = Arrays.binarySearch(sorted, key);
    return k >= 0 ? k : -k - 1;
  }

  /** Takes no more samples. */
  void end() {
    ended = true;
  }

  void sample(long step) {
    if (isDue(step)) {
      if (samples.isEmpty()) {
        firstSample = step / spec.intervalSteps();
      }
      for (StateVariable variable : variables) {
        for (int i : local) {
          samples.add(variable.values()[i]);
        }
      }
    }
  }

  /** Copies the samples into {@code values[variable][neuron][sample]}. */
  void copyTo(double[][][] values) {
    int k = 0;
    for (int sample = 0; sample < values[0][0].length; sample++) {
      for (double[][] ofVariable : values) {
        for (int i = 0; i < local.length; i++) {
          ofVariable[firstColumn + i][sample] = samples.getDouble(k++);
        }
      }
    }
  }

  /** The chosen neurons of the slice; not a copy. */
  int[] local() {
    return local;
  }

  boolean isDue(long step) {
    return !ended && step % spec.intervalSteps() == 0;
  }

  boolean isOf(ProbeSpec other) {
    return spec == other;
  }

  /** Whether none of the chosen neurons is here. */
  boolean isEmpty() {
    return local.length == 0;
  }

  int sampleCount() {
    return samples.size() / (local.length * units.length);
  }

  long firstSample() {
    return firstSample;
  }

  String unit(int variable) {
    return units[variable];
  }

  void clear() {
    samples.clear();
    sent = 0;
  }
}
