package org.ranvier.neuronmodels.exact;

import java.util.Arrays;
import org.ranvier.simulator.exact.ArrivalQueue;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactInput;
import org.ranvier.simulator.kernel.StimulusKernel;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.StatePort;

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
  public ExactInput create(ExactContext slice) {
    return new Drive(this, slice);
  }

  private static final class Drive implements ExactInput {
    private static final int QUEUED = 1;
    private static final int PARKED = 2;

    private final ExactPoissonDrive spec;
    private final PoissonTimes times;
    private final int first;
    private final int size;
    private final double[] meanInterval; // one for all or one for each neuron
    private final double resolutionMs;
    private ArrivalQueue queue;
    private Parked parked = Parked.NONE;

    /** Spikes that do not come: of neurons without a rate, how much of their interval, in means, is left; of others, when they would. */
    private record Parked(int[] number, double[] time, double[] left) {
      static final Parked NONE = new Parked(new int[0], new double[0], new double[0]);

      static Parked of(int size) {
        double[] time = new double[size];
        Arrays.fill(time, Double.NaN);
        return new Parked(new int[size], time, time.clone());
      }
    }

    Drive(ExactPoissonDrive spec, ExactContext slice) {
      this.spec = spec;
      first = slice.first();
      size = slice.size();
      times = new PoissonTimes(RandomKey.of(slice.seed(), "exact-poisson-drive", spec.name, slice.population()));
      meanInterval = new double[spec.ratesHz.length == 1 ? 1 : slice.size()];
      for (int i = 0; i < meanInterval.length; i++) {
        meanInterval[i] = 1000 / spec.ratesHz[meanInterval.length == 1 ? 0 : first + i];
      }
      resolutionMs = slice.grid().resolutionMs();
      queue = new ArrivalQueue(resolutionMs);
      for (int i = 0; i < slice.size(); i++) {
        double time = after(i, 0, spec.fromMs);
        if (comes(time)) {
          queue.add(time, i, 0);
        }
      }
    }

    /** Time of a neuron's spike of that number, which follows one at {@code from}. */
    private double after(int i, int number, double from) {
      return from + times.interval(first + i, number) * mean(i);
    }

    private double mean(int i) {
      return meanInterval[meanInterval.length == 1 ? 0 : i];
    }

    private boolean comes(double time) {
      return time <= spec.toMs && time < Double.POSITIVE_INFINITY; // false where 0 · infinity
    }

    private void await(int i, int number, double time) {
      if (comes(time)) {
        queue.add(time, i, number);
      } else {
        park(i, number, time, Double.NaN);
      }
    }

    private void park(int i, int number, double time, double left) {
      if (parked == Parked.NONE) {
        parked = Parked.of(size);
      }
      parked.number[i] = number;
      parked.time[i] = time;
      parked.left[i] = left;
    }

    /**
     * The interval that goes on is stretched as the rates say, from now on: what is left of it, in means, stays. So a spike comes when it
     * would where a rate is as before.
     */
    @Override
    public void follow(StimulusKernel before, double timeMs) {
      var old = (Drive) before;
      double from = Math.max(timeMs, spec.fromMs);
      queue = new ArrivalQueue(resolutionMs, timeMs);
      Parked was = old.parked;
      boolean[] seen = new boolean[size];
      old.queue.forEach((t, i, number) -> {
        seen[i] = true;
        go(i, number, from, t, (t - from) / old.mean(i), old);
      });
      for (int i = 0; i < size; i++) {
        if (!seen[i]) {
          boolean known = was != Parked.NONE && (was.left[i] >= 0 || was.time[i] >= 0);
          int number = known ? was.number[i] : 0; // no spike has come yet
          double time = known ? was.time[i] : old.after(i, 0, old.spec.fromMs);
          double left = known && was.left[i] >= 0 ? was.left[i] : (time - from) / old.mean(i);
          boolean stopped = old.mean(i) == Double.POSITIVE_INFINITY;
          go(i, number, from, time, stopped && !known ? times.interval(first + i, 0) : left, old);
        }
      }
    }

    /** Lists the spike to come of each neuron, or when it would. */
    @Override
    public void state(StatePort port) {
      int[] comes = new int[size];
      int[] number = new int[size];
      double[] time = new double[size];
      double[] left = new double[size];
      if (!port.restores()) {
        for (int i = 0; i < size && parked != Parked.NONE; i++) {
          number[i] = parked.number[i];
          time[i] = parked.time[i];
          left[i] = parked.left[i];
          comes[i] = time[i] >= 0 || left[i] >= 0 ? PARKED : 0;
        }
        queue.forEach((t, i, n) -> {
          comes[i] = QUEUED;
          number[i] = n;
          time[i] = t;
          left[i] = 0;
        });
        for (int i = 0; i < size; i++) {
          time[i] = comes[i] == 0 ? 0 : time[i];
          left[i] = comes[i] == 0 ? 0 : left[i];
          number[i] = comes[i] == 0 ? 0 : number[i];
        }
      }
      port.perNeuron("comes", "1", comes);
      port.perNeuron("number", "1", number);
      port.perNeuron("time", "ms", time);
      port.perNeuron("left", "1", left);
      if (port.restores()) {
        queue = new ArrivalQueue(resolutionMs);
        parked = Parked.NONE;
        for (int i = 0; i < size; i++) {
          if (comes[i] == QUEUED) {
            queue.add(time[i], i, number[i]);
          } else if (comes[i] == PARKED) {
            park(i, number[i], time[i], left[i]);
          }
        }
      }
    }

    private void go(int i, int number, double from, double time, double left, Drive old) {
      if (mean(i) == Double.POSITIVE_INFINITY) {
        park(i, number, Double.POSITIVE_INFINITY, left);
      } else {
        await(i, number, mean(i) == old.mean(i) ? time : from + left * mean(i));
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
