package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.State;

/**
 * An Ornstein–Uhlenbeck conductance (or synaptic current), one for each neuron: the point conductance of Destexhe et al. 2001,
 * doi:10.1016/S0306-4522(01)00344-X.
 *
 * <p>A receptor whose variable {@code g} decays by a factor {@code d} in a step receives {@code x(t + h) - d·x(t)} in each, so
 * that its part of {@code g} equals the process {@code x} at each point of the grid, exactly but for the 7 digits of an input,
 * whatever the receptor's own time constant is. Spikes that arrive at the receptor add to it as ever. The time constant of the
 * receptor must not change during a run.
 *
 * @param name the drive's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param process in the receptor's unit
 * @param rectified whether values below 0 count as 0, as they must in a conductance
 * @param receptor index of the receptor
 * @param target makes the target's kernels, with which the decay is measured
 * @param fromStep the drive acts in steps {@code fromStep < s <= toStep}; what it has brought then decays
 */
public record OrnsteinUhlenbeckDrive(
    String name, int populationSize, OrnsteinUhlenbeck process, boolean rectified, int receptor, KernelFactory target, long fromStep,
    long toStep)
    implements InputKernel.Factory {
  public OrnsteinUhlenbeckDrive {
    process.check("Ornstein–Uhlenbeck drive '" + name + "'", "in the unit of the receptor", populationSize);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  private static final class Kernel implements InputKernel {
    private final long fromStep;
    private final long toStep;
    private final boolean rectified;
    private final float[] input;
    private final int base;
    private final double[] decay;
    private final State state;
    private final double[] brought; // the receptor's variable, so far as it is of this drive
    private final OrnsteinUhlenbeck.Walk walk;

    Kernel(OrnsteinUhlenbeckDrive drive, SliceContext slice) {
      fromStep = drive.fromStep;
      toStep = drive.toStep;
      rectified = drive.rectified;
      input = slice.input();
      base = slice.receptorBase()[drive.receptor];
      decay = ReceptorDecay.measure("Ornstein–Uhlenbeck drive '" + drive.name + "'", drive.target, drive.receptor, slice);
      state = new State(slice.paddedSize());
      long key = RandomKey.of(slice.seed(), "ornstein-uhlenbeck-drive", drive.name, slice.population());
      walk = new OrnsteinUhlenbeck.Walk(drive.process, key, state, drive.name, "1", "Ornstein–Uhlenbeck process", slice);
      brought = state.declare(drive.name + " in the receptor", "1", "what the drive has brought and has not decayed", 0);
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void apply(long step, int from, int to) {
      if (step <= fromStep || step > toStep) {
        return;
      }
      walk.pass(step, from, to);
      for (int i = from; i < to; i++) {
        double aim = rectified ? Math.max(0, walk.x[i]) : walk.x[i];
        float add = (float) (aim - decay[i] * brought[i]);
        input[base + i] += add;
        brought[i] = decay[i] * brought[i] + add; // with what was rounded off, so that it is made good in the next step
      }
    }
  }
}
