package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.State;

/**
 * Ornstein–Uhlenbeck processes, one for each neuron, stationary from the start and exact at the points of the grid:
 *
 * <pre>
 * dx/dt = (mean - x)/tau + sd·sqrt(2/tau)·xi(t)
 * x(t + h) = mean + (x(t) - mean)·e^(-h/tau) + sd·sqrt(1 - e^(-2h/tau))·N(0, 1)
 * </pre>
 *
 * <p>The process has mean {@code mean}, standard deviation {@code sd} and autocorrelation {@code e^(-|s|/tau)}, whatever the step
 * (Gillespie 1996, doi:10.1103/PhysRevE.54.2084).
 *
 * @param mean one value for all or one for each neuron
 * @param sd 0 or above; as many
 * @param tauMs above 0; as many
 */
public record OrnsteinUhlenbeck(double[] mean, double[] sd, double[] tauMs) {
  public OrnsteinUhlenbeck {
    mean = mean.clone();
    sd = sd.clone();
    tauMs = tauMs.clone();
  }

  /** The same for all neurons. */
  public static OrnsteinUhlenbeck of(double mean, double sd, double tauMs) {
    return new OrnsteinUhlenbeck(new double[] {mean}, new double[] {sd}, new double[] {tauMs});
  }

  void check(String where, String unit, int populationSize) {
    TimeCourse.checkValues(where, "means", mean, populationSize);
    Gaussians.checkPositive(where, "standard deviation", unit, sd, populationSize, true);
    Gaussians.checkPositive(where, "time constant", "ms", tauMs, populationSize, false);
  }

  /** The processes of a slice. */
  static final class Walk {
    final double[] x; // value at the end of the latest step that was passed
    private final double[] mean;
    private final double[] decay;
    private final double[] kick;
    private final double[] gaussian;
    private final int first;
    private final long key;
    private final RandomStream random = new RandomStream(0);

    /** Declares the value as a state variable. */
    Walk(OrnsteinUhlenbeck process, long key, State state, String name, String unit, String meaning, SliceContext slice) {
      this.key = key;
      first = slice.first();
      int n = slice.size();
      mean = new double[n];
      decay = new double[n];
      kick = new double[n];
      gaussian = new double[n];
      x = state.declare(name, unit, meaning, 0);
      double[] sd = new double[n];
      Arrays.setAll(mean, i -> at(process.mean, first + i));
      Arrays.setAll(sd, i -> at(process.sd, first + i));
      double h = slice.grid().resolutionMs();
      Gaussians.fill(random, RandomKey.bits(key, 0), first, gaussian, 0, n);
      for (int i = 0; i < n; i++) {
        double tau = at(process.tauMs, first + i);
        decay[i] = Math.exp(-h / tau);
        kick[i] = sd[i] * Math.sqrt(-Math.expm1(-2 * h / tau));
        x[i] = mean[i] + sd[i] * gaussian[i];
      }
    }

    private static double at(double[] values, int i) {
      return values[values.length == 1 ? 0 : i];
    }

    /** Passes the step that ends at {@code step}. */
    void pass(long step, int from, int to) {
      Gaussians.fill(random, RandomKey.bits(key, step), first, gaussian, from, to);
      for (int i = from; i < to; i++) {
        x[i] = mean[i] + (x[i] - mean[i]) * decay[i] + kick[i] * gaussian[i];
      }
    }
  }
}
