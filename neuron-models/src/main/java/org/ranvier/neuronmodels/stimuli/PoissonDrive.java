package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Independent Poisson spikes for each neuron of a population, added straight to a receptor: the number of spikes in a step of
 * length {@code h} is Poisson with mean {@code rate·h}, drawn anew for each neuron and step from the key (seed, drive, target).
 *
 * @param name the drive's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param rateHz spikes per second, one value for all or one for each neuron
 * @param weight what each spike adds, in the receptor's unit
 * @param receptor index of the receptor
 * @param fromStep spikes arrive in steps {@code fromStep < s <= toStep}
 */
public record PoissonDrive(String name, int populationSize, double[] rateHz, double weight, int receptor, long fromStep, long toStep)
    implements InputKernel.Factory {

  @Override
  public InputKernel create(SliceContext slice) {
    long key = RandomKey.of(slice.seed(), "poisson-drive", name, slice.population());
    int pairs = (populationSize + 1) / 2;
    int base = slice.receptorBase()[receptor];
    float[] input = slice.input();
    float w = (float) weight;
    int first = slice.first();
    if (rateHz.length == 1) {
      PoissonTable table = table(rateHz[0], slice.grid());
      return (step, from, to) -> {
        if (step > fromStep && step <= toStep) {
          long position = key + (step * pairs + (first + from) / 2) * RandomKey.GAMMA;
          drive(input, base + from, base + to, w, table, position);
        }
      };
    }
    PoissonTable[] tables = new PoissonTable[slice.size()];
    for (int i = 0; i < tables.length; i++) {
      double rate = rateHz[first + i];
      tables[i] = i > 0 && rate == rateHz[first + i - 1] ? tables[i - 1] : table(rate, slice.grid());
    }
    return (step, from, to) -> {
      if (step > fromStep && step <= toStep) {
        for (int i = from; i < to; i++) {
          long bits = RandomKey.bits(key, step * pairs + (first + i) / 2);
          int u = (int) ((i & 1) == 0 ? bits >>> 33 : bits & 0x7FFFFFFF);
          input[base + i] += w * tables[i].count(u);
        }
      }
    };
  }

  private PoissonTable table(double rate, TimeGrid grid) {
    double mean = rate * grid.resolutionMs() / 1000;
    if (!(mean >= 0 && mean <= 10_000)) {
      throw new RanvierException(
          "Poisson drive '" + name + "': rate " + rate + " spikes/s must be at least 0 and give at most 10,000 spikes in a step of "
              + grid.resolutionMs() + " ms");
    }
    return new PoissonTable(mean);
  }

  /** One draw of 64 bits serves two neurons; slices and tiles begin at even neurons. */
  private static void drive(float[] input, int from, int to, float weight, PoissonTable table, long position) {
    int i = from;
    for (; i + 2 <= to; i += 2, position += RandomKey.GAMMA) {
      long bits = RandomKey.bits(position, 0);
      input[i] += weight * table.count((int) (bits >>> 33));
      input[i + 1] += weight * table.count((int) bits & 0x7FFFFFFF);
    }
    if (i < to) {
      input[i] += weight * table.count((int) (RandomKey.bits(position, 0) >>> 33));
    }
  }
}
