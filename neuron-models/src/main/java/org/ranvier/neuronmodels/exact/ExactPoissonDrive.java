package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.exact.ExactInput;
import org.ranvier.simulator.exact.TimeWheel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;

/**
 * Poisson spikes in continuous time, a train of its own for each neuron of a population. A neuron costs only when a spike comes.
 *
 * @param name part of the random key
 * @param ratesHz one for all or one for each neuron
 * @param weight what each spike adds, in the receptor's unit
 * @param receptor index of the receptor
 * @param fromMs spikes fall after this time
 * @param toMs and before or at this one
 */
public record ExactPoissonDrive(String name, double[] ratesHz, double weight, int receptor, double fromMs, double toMs)
    implements ExactInput.Factory {
  @Override
  public ExactInput create(SliceContext slice) {
    return new Drive(this, slice);
  }

  private static final class Drive implements ExactInput {
    private final ExactPoissonDrive spec;
    private final PoissonTimes times;
    private final int first;
    private final double[] meanInterval; // one for all or one for each neuron
    private final double[] next; // time of the next spike
    private final int[] count;
    private final TimeWheel wheel;

    Drive(ExactPoissonDrive spec, SliceContext slice) {
      this.spec = spec;
      first = slice.first();
      times = new PoissonTimes(RandomKey.of(slice.seed(), "exact-poisson-drive", spec.name, slice.population()));
      meanInterval = new double[spec.ratesHz.length == 1 ? 1 : slice.size()];
      for (int i = 0; i < meanInterval.length; i++) {
        meanInterval[i] = 1000 / spec.ratesHz[meanInterval.length == 1 ? 0 : first + i];
      }
      next = new double[slice.size()];
      count = new int[slice.size()];
      wheel = new TimeWheel(next, slice.size(), slice.grid().resolutionMs());
      for (int i = 0; i < next.length; i++) {
        advance(i, spec.fromMs);
        wheel.update(i);
      }
    }

    private void advance(int i, double from) {
      double t = from + times.interval(first + i, count[i]++) * meanInterval[meanInterval.length == 1 ? 0 : i];
      next[i] = t <= spec.toMs ? t : Double.POSITIVE_INFINITY; // false where 0 · infinity
    }

    @Override
    public void collect(double untilMs, Sink sink) {
      wheel.collect(
          untilMs,
          i -> {
            while (next[i] <= untilMs) {
              sink.add(i, spec.receptor, next[i], spec.weight);
              advance(i, next[i]);
            }
            wheel.update(i);
          });
    }
  }
}
