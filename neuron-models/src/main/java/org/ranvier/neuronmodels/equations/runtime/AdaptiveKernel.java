package org.ranvier.neuronmodels.equations.runtime;

import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StateVariable;

/**
 * Carries each neuron over a step with the embedded Runge–Kutta method of Dormand & Prince (1980,
 * doi:10.1016/0771-050X(80)90013-3): order 5, with an error estimate of order 4 that sets the neuron's own substep.
 */
public abstract class AdaptiveKernel extends EquationKernel {
  private static final double[][] A = {
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };
  private static final double[] C = {1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
  private static final double[] ERROR = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
  private static final double SHORTEST = 1e-9; // of a step; below it an error is not due to the substep

  private final double[][] variables;
  private final double[] substep;
  private final double tolerance;
  private final boolean testsAtSubsteps;
  private final double h;
  private final double[] y;
  private final double[] trial;
  private final double[][] k;

  /**
   * @param names the variables, in the order of the arrays of {@link #derivatives}
   * @param tolerance allowed error of a substep, relative to {@code 1 + |x|}
   */
  protected AdaptiveKernel(KernelData data, double tolerance, boolean testsAtSubsteps, String... names) {
    super(data);
    this.tolerance = tolerance;
    this.testsAtSubsteps = testsAtSubsteps;
    h = data.resolution();
    variables = new double[names.length][];
    for (int v = 0; v < names.length; v++) {
      variables[v] = data.variable(names[v]);
    }
    substep =
        data.state() // a kernel with other parameters goes on with what the one before has declared
            .find("substep")
            .map(StateVariable::values)
            .orElseGet(() -> data.state().declare("substep", "ms", "substep of the integration that comes next", h));
    y = new double[names.length];
    trial = new double[names.length];
    k = new double[7][names.length];
  }

  /** The derivatives of neuron {@code i}, per ms, where its variables are {@code y} at time {@code t} (ms). */
  protected abstract void derivatives(int i, double t, double[] y, double[] f);

  /** Whether the neuron is beyond its threshold and may fire. */
  protected abstract boolean crossed(int i);

  /** The neuron fires and is reset. */
  protected abstract void fire(int i, SpikeSink spikes);

  /** Carries neurons from time {@code start} (ms) over a step. */
  protected final void carry(int from, int to, double start, SpikeSink spikes) {
    for (int i = from; i < to; i++) {
      carry(i, start, spikes);
    }
  }

  private void carry(int i, double start, SpikeSink spikes) {
    load(i);
    double done = 0;
    boolean fresh = true; // k[0] is not yet known
    while (done < h) {
      double rest = h - done;
      double wanted = substep[i];
      boolean cut = wanted >= rest * (1 - 1e-12);
      double hs = cut ? rest : wanted;
      if (fresh) {
        derivatives(i, start + done, y, k[0]);
        fresh = false;
      }
      double error = attempt(i, start + done, hs);
      double factor = error > 0 ? Math.clamp(0.9 * Math.pow(error, -0.2), 0.2, 5) : 5;
      if (error <= 1 || !(hs > SHORTEST * h)) {
        done = cut || Double.isNaN(error) ? h : done + hs; // what is no number stays none; the engine will say so
        substep[i] = cut ? Math.max(Math.min(hs * factor, h), Math.min(wanted, h)) : Math.min(hs * factor, h);
        System.arraycopy(trial, 0, y, 0, y.length);
        System.arraycopy(k[6], 0, k[0], 0, y.length);
        if (testsAtSubsteps) {
          store(i);
          if (crossed(i)) {
            fire(i, spikes);
            load(i);
            fresh = true;
          }
        }
      } else {
        substep[i] = hs * (factor < 1 ? factor : 0.2); // also where the error is not a number
      }
    }
    store(i);
  }

  /** Computes {@code trial} at the end of a substep, and its error in units of the tolerance. */
  private double attempt(int i, double t, double hs) {
    for (int stage = 0; stage < 6; stage++) {
      double[] a = A[stage];
      for (int v = 0; v < y.length; v++) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
          sum += a[s] * k[s][v];
        }
        trial[v] = y[v] + hs * sum;
      }
      derivatives(i, t + C[stage] * hs, trial, k[stage + 1]);
    }
    double worst = 0;
    for (int v = 0; v < y.length; v++) {
      double e = 0;
      for (int s = 0; s < 7; s++) {
        e += ERROR[s] * k[s][v];
      }
      double scaled = Math.abs(hs * e) / (tolerance * (1 + Math.abs(y[v])));
      if (Double.isNaN(scaled)) {
        return scaled;
      }
      worst = Math.max(worst, scaled);
    }
    return worst;
  }

  private void load(int i) {
    for (int v = 0; v < y.length; v++) {
      y[v] = variables[v][i];
    }
  }

  private void store(int i) {
    for (int v = 0; v < y.length; v++) {
      variables[v][i] = y[v];
    }
  }
}
