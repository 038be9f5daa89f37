package org.ranvier.neuronmodels.equations.runtime;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StateVariable;

/**
 * Carries each neuron over a step with the embedded Runge–Kutta method of Dormand & Prince (1980,
 * doi:10.1016/0771-050X(80)90013-3): order 5, with an error estimate of order 4 that sets the neuron's own substep.
 *
 * <p>Where the threshold is tested at substeps and is the crossing of a fixed limit by a variable, the moment of the crossing is found, and the
 * neuron goes on from there. Where that variable is about to reach the limit in a small part of a step, as at the sharp onset of an exponential or
 * quadratic neuron, the equations are integrated over it in place of time (Hénon 1982, doi:10.1016/0167-2789(82)90034-3):
 * {@code dt/dV = 1/f}, {@code dw/dV = g/f}. They are smooth there, however steep the onset is in time.
 *
 * <p>What cannot be followed within the tolerance ends the run with an error; no substep with a larger error is accepted.
 */
public abstract class AdaptiveKernel extends EquationKernel {
  private static final double SHORTEST = 1e-15; // of a step; the time itself is hardly known better
  private static final double SHARP = 1e-3; // of a step: what is left to the limit at a sharp onset
  private static final int MOST_ATTEMPTS = 100_000; // for one neuron and step
  private static final int MOST_RISING = 200; // over an onset
  private static final double FASTEST_MS = 1e-3; // no neuron fires more often
  private static final int FEW_ATTEMPTS = 64; // for one neuron and step, with several spikes
  private static final int PATIENCE = 20_000; // attempts beyond these between two looks at whether the run is cancelled

  private final KernelData data;
  private final String[] names;
  private final double[][] variables;
  private final double[] substep;
  private final double tolerance;
  private final boolean testsAtSubsteps;
  private final int watched; // the variable that fires at its limit, or -1
  private final boolean locates; // whether the moment is found at which it does
  private final int mostSpikes;
  private final double h;
  private final double[] y;
  private final double[] trial;
  private final double[] saved;
  private final double[][] k;
  private boolean rising; // integrating over the watched variable; in its place stands the time since then
  private int strain; // attempts of neurons that need many, since the last look

  /**
   * @param tolerance allowed error of a substep, relative to {@code 1 + |x|}
   * @param watched the variable that fires, and is reset, at a fixed value, its {@link #limit}; "" if the threshold is another
   * @param names the variables, in the order of the arrays of {@link #derivatives}
   */
  protected AdaptiveKernel(KernelData data, double tolerance, boolean testsAtSubsteps, String watched, String... names) {
    super(data);
    this.data = data;
    this.names = names;
    this.tolerance = tolerance;
    this.testsAtSubsteps = testsAtSubsteps;
    h = data.resolution();
    mostSpikes = (int) Math.max(10, Math.ceil(h / FASTEST_MS));
    variables = new double[names.length][];
    int found = -1;
    for (int v = 0; v < names.length; v++) {
      variables[v] = data.variable(names[v]);
      found = names[v].equals(watched) ? v : found;
    }
    this.watched = found;
    locates = testsAtSubsteps && found >= 0;
    substep =
        data.state() // a kernel with other parameters goes on with what the one before has declared
            .find("substep")
            .map(StateVariable::values)
            .orElseGet(() -> data.state().declare("substep", "ms", "substep of the integration that comes next", h));
    y = new double[names.length];
    trial = new double[names.length];
    saved = new double[names.length];
    k = new double[7][names.length];
  }

  /** The derivatives of neuron {@code i}, per ms, where its variables are {@code y} at time {@code t} (ms). */
  protected abstract void derivatives(int i, double t, double[] y, double[] f);

  /** Whether the neuron is beyond its threshold and may fire. */
  protected abstract boolean crossed(int i);

  /** The neuron fires and is reset. */
  protected abstract void fire(int i, SpikeSink spikes);

  /** Whether the neuron is not refractory. */
  protected boolean ready(int i) {
    return true;
  }

  /** At which value of the watched variable the neuron fires. */
  protected double limit(int i) {
    return Double.POSITIVE_INFINITY;
  }

  /** Carries neurons from time {@code start} (ms) over a step. */
  protected final void carry(int from, int to, double start, SpikeSink spikes) {
    for (int i = from; i < to; i++) {
      carry(i, start, spikes);
    }
  }

  private void carry(int i, double start, SpikeSink spikes) {
    load(i);
    double limit = locates ? limit(i) : Double.POSITIVE_INFINITY;
    double done = 0;
    int attempts = 0;
    int fired = 0;
    boolean fresh = true; // k[0] is not yet known
    boolean blunt = !locates; // whether there is no use in looking for a sharp onset
    while (done < h) {
      if (fresh) {
        if (testsAtSubsteps && crossed(i)) { // from the start, or by what arrived
          fired = fire(i, start + done, fired, spikes);
          continue;
        }
        derivatives(i, start + done, y, k[0]);
        fresh = false;
      }
      double rest = h - done;
      if (!blunt && isSharp(limit) && ready(i)) {
        double took = rise(i, start + done, limit, rest);
        fresh = true;
        if (took >= 0) {
          done += took;
          store(i);
          fired = fire(i, start + done, fired, spikes);
        } else {
          blunt = true;
        }
        continue;
      }
      double wanted = substep[i];
      boolean cut = wanted >= rest * (1 - 1e-12);
      double hs = cut ? rest : wanted;
      double error = attempt(i, start + done, 0, hs);
      double factor = DormandPrince.growth(error);
      if (error <= 1) {
        boolean fires = locates && trial[watched] >= limit && ready(i);
        double length = fires ? meet(i, start + done, hs, limit) : hs;
        done = cut && length == hs ? h : done + length;
        substep[i] = cut ? Math.max(Math.min(hs * factor, h), Math.min(wanted, h)) : Math.min(hs * factor, h);
        blunt = !locates;
        System.arraycopy(trial, 0, y, 0, y.length);
        System.arraycopy(k[6], 0, k[0], 0, y.length);
        if (testsAtSubsteps) {
          store(i);
          if (fires || crossed(i)) {
            fired = fire(i, start + done, fired, spikes);
            fresh = true;
          }
        }
      } else {
        double shorter = hs * (factor < 1 ? factor : 0.2); // also where the error is not a number
        if (!(shorter > SHORTEST * h)) {
          throw failure(i, start + done, "and no substep is short enough to follow it" + hint());
        }
        substep[i] = shorter;
      }
      if (++attempts > FEW_ATTEMPTS) {
        toil(i, start + done, attempts);
      }
    }
    store(i);
  }

  /** Whether the limit would be reached in a small part of a step, were it approached as fast as now. */
  private boolean isSharp(double limit) {
    double gap = limit - y[watched];
    return gap > 0 && k[0][watched] * (SHARP * h) > gap;
  }

  /** Lets the neuron fire; returns how often it has done so in this step. */
  private int fire(int i, double time, int before, SpikeSink spikes) {
    if (before == mostSpikes) {
      throw failure(i, time, "and the neuron has fired " + before + " times in one step of " + KernelData.text(h)
          + " ms; nothing holds it back after a spike: give it a refractory period");
    }
    fire(i, spikes);
    load(i);
    return before + 1;
  }

  /** A neuron needs many substeps for a step. */
  private void toil(int i, double time, int attempts) {
    if (attempts >= MOST_ATTEMPTS) {
      throw failure(i, time, "and " + attempts + " substeps did not carry it over one step of " + KernelData.text(h) + " ms" + hint());
    }
    if (++strain >= PATIENCE) {
      strain = 0;
      if (data.cancelled()) {
        throw failure(i, time, "and " + attempts + " substeps have not yet carried it over one step of " + KernelData.text(h)
            + " ms; the run is cancelled there");
      }
    }
  }

  private String hint() {
    return testsAtSubsteps || watched < 0 ? "" : "; if the neuron is to be reset within the step, let the model say 'method: adaptive, threshold at substeps'";
  }

  /** Names the variable that changes most for its size, or that is no number. */
  private RanvierException failure(int i, double time, String why) {
    derivatives(i, time, y, k[0]);
    int v = 0;
    double fastest = -1;
    for (int u = 0; u < y.length && !Double.isNaN(fastest); u++) {
      double speed = Math.abs(k[0][u]) / (1 + Math.abs(y[u]));
      if (!(speed <= fastest)) {
        fastest = speed;
        v = u;
      }
    }
    return data.failure(i, names[v], y[v], k[0][v], time, why);
  }

  /**
   * Integrates over the watched variable up to its limit. Returns the time that this took, below 0 where the limit is not reached
   * within {@code rest}; then nothing has happened.
   */
  private double rise(int i, double t, double limit, double rest) {
    System.arraycopy(y, 0, saved, 0, y.length);
    double x = y[watched];
    y[watched] = 0;
    rising = true;
    exchange(k[0]);
    double wanted = limit - x;
    for (int n = 0; x < limit && y[watched] <= rest && n < MOST_RISING; n++) {
      boolean cut = wanted >= (limit - x) * (1 - 1e-12);
      double hx = cut ? limit - x : wanted;
      double error = attempt(i, t, x, hx);
      double factor = DormandPrince.growth(error);
      if (error <= 1) {
        x = cut ? limit : x + hx;
        System.arraycopy(trial, 0, y, 0, y.length);
        System.arraycopy(k[6], 0, k[0], 0, y.length);
        wanted = hx * factor;
      } else {
        wanted = hx * (factor < 1 ? factor : 0.2);
      }
    }
    rising = false;
    double took = y[watched];
    if (x < limit || !(took <= rest)) {
      System.arraycopy(saved, 0, y, 0, y.length);
      return -1;
    }
    y[watched] = limit;
    return took;
  }

  /** Derivatives by time become derivatives by the watched variable, and its own that of time. */
  private void exchange(double[] f) {
    double speed = f[watched];
    for (int v = 0; v < f.length; v++) {
      f[v] /= speed;
    }
    f[watched] = speed > 0 ? 1 / speed : Double.NaN;
  }

  /**
   * Shortens an accepted substep that ends beyond the limit to one that ends there, by Newton's method within a bracket. Leaves in
   * {@code trial} what is at its end; returns its length.
   */
  private double meet(int i, double t, double hs, double limit) {
    double low = 0;
    double high = hs;
    double at = hs;
    for (double beyond = trial[watched] - limit; Math.abs(beyond) > 1e-3 * tolerance * (1 + Math.abs(limit)); beyond = trial[watched] - limit) {
      if (beyond > 0) {
        high = at;
      } else {
        low = at;
      }
      double next = at - beyond / k[6][watched];
      next = next > low && next < high ? next : (low + high) / 2;
      if (next == at || next <= low || next >= high) {
        break;
      }
      at = next;
      attempt(i, t, 0, at);
    }
    return at;
  }

  /** Computes {@code trial} at the end of a substep from {@code x}, the time after {@code t} unless rising, and its error in units of the tolerance. */
  private double attempt(int i, double t, double x, double hs) {
    for (int stage = 0; stage < 6; stage++) {
      double[] a = DormandPrince.A[stage];
      for (int v = 0; v < y.length; v++) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
          sum += a[s] * k[s][v];
        }
        trial[v] = y[v] + hs * sum;
      }
      double at = x + DormandPrince.C[stage] * hs;
      if (rising) {
        double elapsed = trial[watched];
        trial[watched] = at;
        derivatives(i, t + elapsed, trial, k[stage + 1]);
        trial[watched] = elapsed;
        exchange(k[stage + 1]);
      } else {
        derivatives(i, t + at, trial, k[stage + 1]);
      }
    }
    double largest = 0;
    for (int v = 0; v < y.length; v++) {
      double e = 0;
      for (int s = 0; s < 7; s++) {
        e += DormandPrince.ERROR[s] * k[s][v];
      }
      double unit = rising && v == watched ? SHARP * h : 1 + Math.abs(y[v]);
      double scaled = Math.abs(hs * e) / (tolerance * unit);
      if (Double.isNaN(scaled)) {
        return scaled;
      }
      largest = Math.max(largest, scaled);
    }
    return largest;
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
