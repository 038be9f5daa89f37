package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;

/**
 * Independent Poisson spikes for each neuron of a population, added straight to a receptor: the number of spikes in a step of
 * length {@code h} is Poisson with mean {@code rate·h}, drawn anew for each neuron and step from the key (seed, drive, target).
 * Draws have 31 bits, which puts the rate off by at most 2.4e-6 Hz at 0.1 ms where it is low.
 *
 * @param name the drive's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param rateHz spikes per second, one value for all or one for each neuron
 * @param weight what each spike adds, in the receptor's unit
 * @param receptor index of the receptor
 * @param fromStep spikes arrive in steps {@code fromStep < s <= toStep}
 */
public record PoissonDrive(
    String name, int populationSize, double[] rateHz, double weight, int receptor, long fromStep, long toStep)
    implements InputKernel.Factory {
  public PoissonDrive {
    if (rateHz.length != 1 && rateHz.length != populationSize) {
      throw new RanvierException(
          "Poisson drive '" + name + "': there are " + rateHz.length + " rates; give one for all, or one for each of the "
              + populationSize + " neurons");
    }
  }

  @Override
  public InputKernel create(SliceContext slice) {
    long key = RandomKey.of(slice.seed(), "poisson-drive", name, slice.population());
    PoissonTable[] tables =
        PoissonDraws.tables("Poisson drive '" + name + "'", rateHz, slice.first(), slice.size(), slice.grid());
    int base = slice.receptorBase()[receptor];
    float[] input = slice.input();
    float w = (float) weight;
    int first = slice.first();
    if (rateHz.length > 1) {
      return (step, from, to) -> {
        if (step > fromStep && step <= toStep) {
          for (int i = from; i < to; i++) {
            input[base + i] += w * tables[i].count(PoissonDraws.uniform(key, populationSize, step, first + i));
          }
        }
      };
    }
    int pairs = PoissonDraws.pairs(populationSize);
    var drive = new UniformDrive(w, tables[0]);
    return (step, from, to) -> {
      if (step > fromStep && step <= toStep) {
        drive.add(input, base + from, base + to, key + (step * pairs + (first + from) / 2) * RandomKey.GAMMA);
      }
    };
  }
}
