package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.State;

/**
 * Ornstein–Uhlenbeck currents, one for each neuron. The process is exact; in the step from {@code t} to {@code t + h} flows its
 * value at {@code t}.
 *
 * @param name the current's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param process in pA
 * @param fromStep the current flows in steps {@code fromStep < s <= toStep}
 */
public record OrnsteinUhlenbeckCurrent(String name, int populationSize, OrnsteinUhlenbeck process, long fromStep, long toStep)
    implements InputKernel.Factory {
  public OrnsteinUhlenbeckCurrent {
    process.check("Ornstein–Uhlenbeck current '" + name + "'", "pA", populationSize);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    double[] current = slice.requireCurrent();
    var state = new State(slice.paddedSize());
    long key = RandomKey.of(slice.seed(), "ornstein-uhlenbeck-current", name, slice.population());
    var walk = new OrnsteinUhlenbeck.Walk(process, key, state, name, "pA", "Ornstein–Uhlenbeck current", slice);
    return new InputKernel() {
      @Override
      public State state() {
        return state;
      }

      @Override
      public void apply(long step, int from, int to) {
        if (step > fromStep && step <= toStep) {
          CourseCurrent.add(current, walk.x, from, to);
          walk.pass(step, from, to);
        }
      }
    };
  }
}
