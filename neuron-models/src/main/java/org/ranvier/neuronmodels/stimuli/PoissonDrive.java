package org.ranvier.neuronmodels.stimuli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;

/**
 * Independent Poisson spikes for each neuron of a population, added straight to a receptor: the number of spikes in a step from
 * {@code t - h} to {@code t} is Poisson with mean {@code ∫ rate dt} over the step, drawn anew for each neuron and step from the key
 * (seed, drive, target). Where the rate is below 0, in the troughs of a sinusoid, there are none. Draws have 31 bits, which puts
 * the rate off by at most 2.4e-6 Hz at 0.1 ms where it is low.
 *
 * @param name the drive's name, part of its random key
 * @param populationSize number of neurons of the target population
 * @param rate spikes per second, one value for all or one for each neuron
 * @param weight what each spike adds, in the receptor's unit
 * @param receptor index of the receptor
 * @param wide whether weights and their sums take 8 bytes in place of 4
 * @param fromStep spikes arrive in steps {@code fromStep < s <= toStep}
 */
public record PoissonDrive(
    String name, int populationSize, TimeCourse rate, double weight, int receptor, boolean wide, long fromStep, long toStep)
    implements InputKernel.Factory {
  public PoissonDrive {
    rate.check("Poisson drive '" + name + "'", "rates", populationSize);
  }

  /** A drive whose rates stay as they are. */
  public PoissonDrive(
      String name, int populationSize, double[] rateHz, double weight, int receptor, long fromStep, long toStep) {
    this(name, populationSize, new TimeCourse.Constant(rateHz), weight, receptor, fromStep, toStep);
  }

  /** A drive with weights of 4 bytes. */
  public PoissonDrive(String name, int populationSize, TimeCourse rate, double weight, int receptor, long fromStep, long toStep) {
    this(name, populationSize, rate, weight, receptor, false, fromStep, toStep);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  private static final class Kernel implements InputKernel {
    private final long key;
    private final PoissonCounts counts;
    private final long fromStep;
    private final long toStep;
    private final int populationSize;
    private final int first;
    private final double weight;
    private final float[] input;
    private final double @Nullable [] wide;
    private final int base;
    private @Nullable UniformDrive uniform; // where all neurons have one rate for a while

    Kernel(PoissonDrive drive, SliceContext slice) {
      key = RandomKey.of(slice.seed(), "poisson-drive", drive.name, slice.population());
      counts = new PoissonCounts("Poisson drive '" + drive.name + "'", drive.rate, drive.populationSize, slice);
      fromStep = drive.fromStep;
      toStep = drive.toStep;
      populationSize = drive.populationSize;
      first = slice.first();
      weight = drive.wide ? drive.weight : (float) drive.weight;
      input = slice.input();
      wide = drive.wide ? Objects.requireNonNull(slice.wideInput()) : null;
      base = slice.receptorBase()[drive.receptor];
    }

    private @Nullable UniformDrive uniform(long step) {
      PoissonTable table = counts.lasting(step);
      return table == null || wide != null ? null : new UniformDrive((float) weight, table);
    }

    @Override
    public void apply(long step, int from, int to) {
      if (step <= fromStep || step > toStep) {
        return;
      }
      if (counts.prepare(step)) {
        uniform = uniform(step);
      }
      if (uniform != null) {
        int pairs = PoissonDraws.pairs(populationSize);
        uniform.add(input, base + from, base + to, key + (step * pairs + (first + from) / 2) * RandomKey.GAMMA);
      } else if (wide != null) {
        for (int i = from; i < to; i++) {
          wide[base + i] += weight * counts.count(i, PoissonDraws.uniform(key, populationSize, step, first + i));
        }
      } else {
        float each = (float) weight;
        for (int i = from; i < to; i++) {
          input[base + i] += each * counts.count(i, PoissonDraws.uniform(key, populationSize, step, first + i));
        }
      }
    }
  }
}
