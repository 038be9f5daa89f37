package org.ranvier.simulator.exact;

import java.util.List;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;

/**
 * One worker's part of a population in continuous time, with the stimuli that act on it.
 *
 * @param population index of the population
 * @param context of which its kernels are made
 * @param inputs may be replaced between two steps
 * @param first index in the population of the slice's first neuron
 */
public record ExactSlice(int population, int first, int size, ExactContext context, ExactKernel kernel, List<ExactInput> inputs) {

  /** State as it is at a point of the grid, for probes: the kernel's own arrays hold that of the last events. */
  public View view() {
    return new View(this);
  }

  /** See {@link ExactSlice#view}. */
  public static final class View {
    private final ExactSlice slice;
    private final State state;
    private final double[][] values;

    View(ExactSlice slice) {
      this.slice = slice;
      state = new State(slice.size);
      List<StateVariable> variables = slice.kernel.state().variables();
      values = new double[variables.size()][];
      for (int v = 0; v < values.length; v++) {
        StateVariable variable = variables.get(v);
        values[v] = state.declare(variable.name(), variable.unit(), variable.meaning(), 0);
      }
    }

    /** A variable, whose array {@link #refresh} fills. */
    public StateVariable variable(String name) {
      return state.find(name).orElseThrow();
    }

    /** Fills in what these neurons of the slice are at a time. */
    public void refresh(int[] neurons, double timeMs) {
      for (int i : neurons) {
        slice.kernel.present(i, timeMs, values);
      }
    }
  }
}
