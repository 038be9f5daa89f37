package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.exact.ArrivalQueue;
import org.ranvier.simulator.exact.ExactInput;
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
    private final ArrivalQueue queue;

    Drive(ExactPoissonDrive spec, SliceContext slice) {
      this.spec = spec;
      first = slice.first();
      times = new PoissonTimes(RandomKey.of(slice.seed(), "exact-poisson-drive", spec.name, slice.population()));
      meanInterval = new double[spec.ratesHz.length == 1 ? 1 : slice.size()];
      for (int i = 0; i < meanInterval.length; i++) {
        meanInterval[i] = 1000 / spec.ratesHz[meanInterval.length == 1 ? 0 : first + i];
      }
      queue = new ArrivalQueue(slice.grid().resolutionMs());
      for (int i = 0; i < slice.size(); i++) {
        await(i, 0, after(i, 0, spec.fromMs));
      }
    }

    /** Time of a neuron's spike of that number, which follows one at {@code from}. */
    private double after(int i, int number, double from) {
      return from + times.interval(first + i, number) * meanInterval[meanInterval.length == 1 ? 0 : i];
    }

    private void await(int i, int number, double time) {
      if (time <= spec.toMs && time < Double.POSITIVE_INFINITY) { // false where 0 · infinity
        queue.add(time, i, number);
      }
    }

    @Override
    public void collect(double untilMs, Sink sink) {
      double end = Math.min(untilMs, spec.toMs);
      queue.collect(
          untilMs,
          (time, i, number) -> {
            double t = time;
            int k = number;
            while (t <= end) {
              sink.add(i, spec.receptor, t, spec.weight);
              t = after(i, ++k, t);
            }
            await(i, k, t);
          });
    }
  }
}
