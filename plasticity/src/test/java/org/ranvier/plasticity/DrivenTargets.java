package org.ranvier.plasticity;

import java.util.Arrays;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/** Neurons that fire in given steps, and whose potential takes a given course. */
public record DrivenTargets(SliceContext slice, int[][] steps, Course course, State state, double[] potential) implements NeuronKernel {
  /** The potential of a neuron at the end of a step. */
  public interface Course {
    double at(int neuron, long step);
  }

  /**
   * @param variable name of the potential
   * @param steps of each neuron, ascending
   */
  public static PopulationSpec population(String name, String variable, int[][] steps, Course course) {
    return new PopulationSpec(name, "driven", steps.length, 1, (KernelFactory) slice -> create(slice, variable, steps, course), (state, first, size) -> {});
  }

  private static DrivenTargets create(SliceContext slice, String variable, int[][] steps, Course course) {
    var state = new State(slice.paddedSize());
    double[] v = state.declare(variable, "mV", "potential", 0);
    for (int i = 0; i < slice.size(); i++) {
      v[i] = course.at(slice.first() + i, 0);
    }
    return new DrivenTargets(slice, steps, course, state, v);
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    int base = slice.receptorBase()[0];
    for (int i = from; i < to; i++) {
      slice.input()[base + i] = 0;
      potential[i] = course.at(slice.first() + i, step);
      if (Arrays.binarySearch(steps[slice.first() + i], (int) step) >= 0) {
        spikes.add(i);
      }
    }
  }
}
