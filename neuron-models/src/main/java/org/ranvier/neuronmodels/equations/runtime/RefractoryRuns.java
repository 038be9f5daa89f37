package org.ranvier.neuronmodels.equations.runtime;

import java.util.List;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;

/**
 * Which neurons are refractory, and what is held in them meanwhile.
 *
 * <p>Few neurons are refractory at a time. So all are integrated without asking, and what is to be held in those of a short list is
 * put back afterwards. Lists are kept for runs of 64 neurons, with which tiles begin. A neuron that fires in the step ending at
 * {@code t} is refractory in the next {@code steps} steps.
 */
public final class RefractoryRuns {
  private static final int RUN_BITS = 6;

  private final double[] left; // steps for which a neuron is still refractory
  private final int[] list; // [run << RUN_BITS + k]
  private final int[] count; // by run
  private final int[] before; // count at the start of the step
  private final double[][] held;
  private final double[][] saved;

  RefractoryRuns(State state, List<double[]> held) {
    left =
        state
            .find("refractory")
            .map(StateVariable::values)
            .orElseGet(() -> state.declare("refractory", "1", "steps for which the neuron is still refractory", 0));
    int runs = (left.length >> RUN_BITS) + 1;
    list = new int[runs << RUN_BITS];
    count = new int[runs];
    before = new int[runs];
    this.held = held.toArray(double[][]::new);
    saved = new double[held.size()][left.length];
    for (int i = 0; i < left.length; i++) { // those that are refractory already, where the kernel is not the state's first
      if (left[i] > 0) {
        add(i);
      }
    }
  }

  private void add(int i) {
    int run = i >> RUN_BITS;
    list[(run << RUN_BITS) + count[run]++] = i;
  }

  public boolean isRefractory(int i) {
    return left[i] > 0;
  }

  /** Keeps the values that will be put back. */
  public void begin(int from, int to) {
    for (int run = from >> RUN_BITS; run << RUN_BITS < to; run++) {
      int n = count[run];
      before[run] = n;
      for (int k = 0; k < n; k++) {
        int i = list[(run << RUN_BITS) + k];
        for (int v = 0; v < held.length; v++) {
          saved[v][i] = held[v][i];
        }
      }
    }
  }

  /** Puts the values of refractory neurons back. */
  public void hold(int from, int to) {
    for (int run = from >> RUN_BITS; run << RUN_BITS < to; run++) {
      for (int k = 0; k < before[run]; k++) {
        int i = list[(run << RUN_BITS) + k];
        for (int v = 0; v < held.length; v++) {
          held[v][i] = saved[v][i];
        }
      }
    }
  }

  /** The neuron has fired. */
  public void enter(int i, int steps) {
    if (steps > 0) {
      left[i] = steps;
      add(i);
    }
  }

  /** A step has passed for those that were refractory at its start. */
  public void end(int from, int to) {
    for (int run = from >> RUN_BITS; run << RUN_BITS < to; run++) {
      int n = count[run];
      if (n > 0) {
        int base = run << RUN_BITS;
        int kept = 0;
        for (int k = 0; k < n; k++) {
          int i = list[base + k];
          if (k >= before[run] || --left[i] > 0) {
            list[base + kept++] = i;
          }
        }
        count[run] = kept;
      }
    }
  }
}
