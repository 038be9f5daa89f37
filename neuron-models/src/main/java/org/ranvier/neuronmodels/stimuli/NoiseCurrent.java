package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Gaussian noise currents, one for each neuron: {@code mean + sd·N(0, 1)}, drawn anew every {@code intervalSteps} steps and
 * constant between, as NEST's noise_generator. The value of an interval depends on the seed, the target and the interval only.
 *
 * @param name the current's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param meanPa one value for all or one for each neuron
 * @param sdPa 0 or above; as many
 * @param intervalSteps 1 or above
 * @param fromStep the current flows in steps {@code fromStep < s <= toStep}
 */
public record NoiseCurrent(
    String name, int populationSize, double[] meanPa, double[] sdPa, int intervalSteps, long fromStep, long toStep)
    implements InputKernel.Factory {
  public NoiseCurrent {
    meanPa = meanPa.clone();
    sdPa = sdPa.clone();
    String where = "noise current '" + name + "'";
    TimeCourse.checkValues(where, "means", meanPa, populationSize);
    Gaussians.checkPositive(where, "standard deviation", "pA", sdPa, populationSize, true);
    if (intervalSteps < 1) {
      throw new RanvierException(where + ": an interval of " + intervalSteps + " steps must be at least one step");
    }
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  private static final class Kernel implements InputKernel {
    private final NoiseCurrent noise;
    private final int first;
    private final int size;
    private final double[] mean;
    private final double[] sd;
    private final double[] current;
    private final double[] now;
    private final long key;
    private final RandomStream random = new RandomStream(0);
    private long interval = -1;

    Kernel(NoiseCurrent noise, SliceContext slice) {
      this.noise = noise;
      first = slice.first();
      size = slice.size();
      mean = StepMeans.part(noise.meanPa, slice);
      sd = StepMeans.part(noise.sdPa, slice);
      current = slice.requireCurrent();
      now = new double[size];
      key = RandomKey.of(slice.seed(), "noise-current", noise.name, slice.population());
    }

    @Override
    public void apply(long step, int from, int to) {
      if (step <= noise.fromStep || step > noise.toStep) {
        return;
      }
      long due = (step - 1 - noise.fromStep) / noise.intervalSteps;
      if (due != interval) {
        Gaussians.fill(random, RandomKey.bits(key, due), first, now, 0, size);
        for (int i = 0; i < size; i++) {
          now[i] = mean[mean.length == 1 ? 0 : i] + sd[sd.length == 1 ? 0 : i] * now[i];
        }
        interval = due;
      }
      CourseCurrent.add(current, now, from, to);
    }
  }
}
