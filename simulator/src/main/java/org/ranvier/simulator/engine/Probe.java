package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.state.StateVariable;

/** One worker's part of a {@link ProbeSpec}: the chosen neurons of its slice. */
final class Probe {
  private final ProbeSpec spec;
  private final int firstColumn; // place of the first local neuron among the chosen ones
  private final int[] local;
  private final StateVariable[] variables;
  private final DoubleArrayList samples = new DoubleArrayList(); // [sample][variable][local neuron]
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
    return samples.size() / (local.length * variables.length);
  }

  long firstSample() {
    return firstSample;
  }

  String unit(int variable) {
    return variables[variable].unit();
  }

  void clear() {
    samples.clear();
  }
}
