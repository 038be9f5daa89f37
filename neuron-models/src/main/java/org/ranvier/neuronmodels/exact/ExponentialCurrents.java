package org.ranvier.neuronmodels.exact;

import java.util.Arrays;
import org.ranvier.neuronmodels.equations.runtime.VectorMath;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactContext;

/**
 * Leaky neurons with exponentially decaying currents.
 *
 * <p><b>No spike is missed.</b> Let {@code D(t) = V(t) - V_th} from an event on, {@code α = 1/τ_m}, and {@code U(t) = D(t)·e^(αt)}, which is zero where {@code D}
 * is. From {@code V' = α·(V_∞ - V) + Σ I_k/C} follows
 *
 * <pre>U'(t) = e^(αt)·R(t),   R(t) = α·(V_∞ - V_th) + Σ I_k(0)·e^(-β_k·t)/C,</pre>
 *
 * the current above that which would hold the potential at the threshold. The membrane's time constant has gone, and with it all special cases
 * in which it equals a synaptic one. {@code R'} is a sum of two exponentials: it is zero at most once, at a time known in closed form. So {@code R}
 * consists of at most two monotone pieces and is zero at most twice, and {@code U} consists of at most three monotone pieces whose ends are known. {@code D}
 * is negative at first; in the first piece at whose end it is not, it crosses exactly once. A double crossing, however short, has the zero of
 * {@code R} at its maximum as the end of a piece, and so is seen. (Krishnan et al. 2018 prove another test for equal time constants.)
 *
 * <p>Most events need none of that. The response of the potential to a current {@code I} has its peak {@code I·g} at a known time; where
 * {@code V_∞ + max(0, V - V_∞) + Σ max(0, I_k)·g_k < V_th}, the neuron cannot fire.
 */
final class ExponentialCurrents extends LeakyNeurons {
  /** Below this relative difference of rates the usual formula would lose digits. */
  private static final double NEAR = 0.01;

  private final double[] peakEx; // of the response to a current of 1
  private final double[] peakIn;
  private final double[] gainEx; // 1/(C·(α - β)), or NaN where α and β are near
  private final double[] gainIn;
  private final boolean sameBetas;
  private final Path path = new Path();

  private final SingleEvents together;

  ExponentialCurrents(ExactContext slice, ParameterValues values) {
    super(slice, WIDTH, values, CURRENTS);
    sameBetas = Arrays.equals(betaEx, betaIn);
    peakEx = peaks(betaEx);
    peakIn = peaks(betaIn);
    gainEx = gains(betaEx);
    gainIn = gains(betaIn);
    together = new SingleEvents(this, new SingleEvents.Responses(peakEx, peakIn, gainEx, gainIn, sameBetas));
  }

  private double[] peaks(double[] beta) {
    double[] peaks = new double[beta.length];
    for (int p = 0; p < peaks.length; p++) {
      double at = Kernels.exponentialPeak(alpha[p], beta[p]);
      peaks[p] = (1 + 1e-12) * Kernels.exponential(alpha[p], beta[p], at) / capacitance[p];
    }
    return peaks;
  }

  private double[] gains(double[] beta) {
    double[] gains = new double[beta.length];
    for (int p = 0; p < gains.length; p++) {
      double difference = alpha[p] - beta[p];
      gains[p] = Math.abs(difference) < NEAR * alpha[p] ? Double.NaN : 1 / (capacitance[p] * difference);
    }
    return gains;
  }

  @Override
  double sum(int i) {
    int o = i * WIDTH;
    return s[o + AT] + s[o + FREE] + s[o + V] + s[o + EX] + s[o + IN];
  }

  @Override
  void decay(int i, double dt) {
    int p = i & mask;
    int o = i * WIDTH;
    s[o + EX] *= Math.exp(-betaEx[p] * dt);
    s[o + IN] *= Math.exp(-betaIn[p] * dt);
  }

  @Override
  void prepare(EventBatch batch, int from, int to) {
    together.prepare(batch, from, to - from);
  }

  @Override
  void integrate(int i, double dt) {
    int p = i & mask;
    double membrane;
    double ex;
    double in;
    if (dt == together.elapsed(position)) {
      membrane = together.membrane(position);
      ex = together.excitation(position);
      in = together.inhibition(position);
    } else {
      membrane = VectorMath.exp(-alpha[p] * dt);
      ex = VectorMath.exp(-betaEx[p] * dt);
      in = sameBetas ? ex : VectorMath.exp(-betaIn[p] * dt);
    }
    int o = i * WIDTH;
    double iEx = s[o + EX];
    double iIn = s[o + IN];
    double change =
        iEx * response(p, betaEx[p], gainEx[p], membrane, ex, dt) + iIn * response(p, betaIn[p], gainIn[p], membrane, in, dt);
    s[o + EX] = iEx * ex;
    s[o + IN] = iIn * in;
    s[o + V] = rest[p] + (s[o + V] - rest[p]) * membrane + change;
  }

  private double response(int p, double beta, double gain, double membrane, double decayed, double dt) {
    return !Double.isNaN(gain) ? gain * (decayed - membrane) : Kernels.exponential(alpha[p], beta, dt) / capacitance[p];
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    s[i * WIDTH + (receptor == 0 ? EX : IN)] += weight;
  }

  @Override
  boolean staysBelow(int i, int p, double from, double above, double below, double dt) {
    double ex = Math.max(0, s[i * WIDTH + EX]); // where the neuron is refractory, they are smaller by from
    double in = Math.max(0, s[i * WIDTH + IN]);
    return above + ex * peakEx[p] + in * peakIn[p] < 0
        || staysBelow(alpha[p], below, alpha[p] * (rest[p] - threshold[p]) + (ex + in) / capacitance[p], dt);
  }

  @Override
  Roots.Family path(int i, int p, double from) {
    int o = i * WIDTH;
    double dt = from - s[o + AT];
    path.alpha = alpha[p];
    path.betaEx = betaEx[p];
    path.betaIn = betaIn[p];
    path.gainEx = gainEx[p] * capacitance[p];
    path.gainIn = gainIn[p] * capacitance[p];
    path.limit = rest[p] - threshold[p];
    path.v = s[o + V] - rest[p];
    path.jEx = s[o + EX] * Math.exp(-betaEx[p] * dt) / capacitance[p];
    path.jIn = s[o + IN] * Math.exp(-betaIn[p] * dt) / capacitance[p];
    return path;
  }

  @Override
  public void present(int i, double t, double[][] into) {
    int o = i * WIDTH;
    double held = Math.max(0, Math.min(t, s[o + FREE]) - s[o + AT]);
    double dt = t - s[o + AT] - held;
    int p = i & mask;
    double ex = s[o + EX] * Math.exp(-betaEx[p] * held);
    double in = s[o + IN] * Math.exp(-betaIn[p] * held);
    into[0][i] =
        rest[p] + (s[o + V] - rest[p]) * Math.exp(-alpha[p] * dt)
            + (ex * Kernels.exponential(alpha[p], betaEx[p], dt) + in * Kernels.exponential(alpha[p], betaIn[p], dt)) / capacitance[p];
    into[1][i] = ex * Math.exp(-betaEx[p] * dt);
    into[2][i] = in * Math.exp(-betaIn[p] * dt);
  }

  /** D, R, and where R' is zero. */
  private static final class Path extends Roots.Family {
    double alpha;
    double betaEx;
    double betaIn;
    double gainEx; // 1/(α - β), or NaN where they are near
    double gainIn;
    double limit; // V_∞ - V_th
    double v; // V - V_∞
    double jEx; // I/C
    double jIn;

    @Override
    double value(int number, double t) {
      double ex = Math.exp(-betaEx * t);
      double in = betaIn == betaEx ? ex : Math.exp(-betaIn * t);
      if (number == 1) {
        return alpha * limit + jEx * ex + jIn * in;
      }
      double membrane = Math.exp(-alpha * t);
      double gEx = Double.isNaN(gainEx) ? Kernels.exponential(alpha, betaEx, t) : gainEx * (ex - membrane);
      double gIn = Double.isNaN(gainIn) ? Kernels.exponential(alpha, betaIn, t) : gainIn * (in - membrane);
      return limit + v * membrane + jEx * gEx + jIn * gIn;
    }

    @Override
    double scale() {
      return 1 / alpha;
    }

    @Override
    int last() {
      return 2;
    }

    @Override
    double lastZero() {
      return Math.log(-(betaIn * jIn) / (betaEx * jEx)) / (betaIn - betaEx); // NaN or infinite where there is none
    }
  }
}
