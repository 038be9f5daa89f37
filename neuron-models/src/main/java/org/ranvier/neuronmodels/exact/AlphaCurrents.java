package org.ranvier.neuronmodels.exact;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;

/**
 * Leaky neurons with alpha-shaped currents {@code I_k(t) = (A_k + B_k·t)·e^(-β_k·t)}.
 *
 * <p><b>No spike is missed.</b> As for {@link ExponentialCurrents}, {@code U = (V - V_th)·e^(αt)} has {@code U' = e^(αt)·R} with {@code R = α·(V_∞ - V_th) +
 * Σ I_k/C}. Let {@code β₁ <= β₂} and {@code γ = β₂ - β₁}. Then, with {@code p_k = (B_k - β_k·A_k)/C} and {@code q_k = -β_k·B_k/C},
 *
 * <pre>
 * f₂ = R'·e^(β₁t)  = p₁ + q₁·t + (p₂ + q₂·t)·e^(-γt)
 * f₃ = f₂'         = q₁ + (q₂ - γ·p₂ - γ·q₂·t)·e^(-γt)
 * f₄ = f₃'·e^(γt)  = γ²·p₂ - 2·γ·q₂ + γ²·q₂·t
 * </pre>
 *
 * and {@code f₄} is linear. From its zero upwards, {@link Roots} finds all zeros of {@code f₃} (at most 2), {@code f₂} (3), {@code R} (4), and between these {@code U} is
 * monotone.
 */
final class AlphaCurrents extends LeakyNeurons {
  private static final int RISE_EX = 6; // of the currents
  private static final int RISE_IN = 7;
  private static final int WIDTH = 8;

  private final double[] peakEx; // bounds of the response to a current of 1
  private final double[] peakIn;
  private final double[] peakRampEx; // and to one that rises by 1 in a ms
  private final double[] peakRampIn;
  private final Path path = new Path();

  AlphaCurrents(ExactContext slice, ParameterValues values) {
    super(slice, WIDTH, values, CURRENTS);
    declare(RISE_EX, "dI_ex", "pA/ms", "its rise", 0);
    declare(RISE_IN, "dI_in", "pA/ms", "its rise", 0);
    peakEx = new double[alpha.length];
    peakIn = new double[alpha.length];
    peakRampEx = new double[alpha.length];
    peakRampIn = new double[alpha.length];
    for (int p = 0; p < alpha.length; p++) {
      peakEx[p] = peak(p, betaEx[p]);
      peakIn[p] = peak(p, betaIn[p]);
      peakRampEx[p] = rampPeak(p, betaEx[p]);
      peakRampIn[p] = rampPeak(p, betaIn[p]);
    }
  }

  private double peak(int p, double beta) {
    double at = Kernels.exponentialPeak(alpha[p], beta);
    return (1 + 1e-12) * Kernels.exponential(alpha[p], beta, at) / capacitance[p];
  }

  /** No more than the current's largest value times τ_m, nor than its integral. */
  private double rampPeak(int p, double beta) {
    return (1 + 1e-12) * Math.min(1 / (Math.E * alpha[p] * beta), 1 / (beta * beta)) / capacitance[p];
  }

  @Override
  double sum(int i) {
    int o = i * WIDTH;
    return s[o + V] + s[o + AT] + s[o + FREE] + s[o + EX] + s[o + IN] + s[o + RISE_EX] + s[o + RISE_IN];
  }

  @Override
  void decay(int i, double dt) {
    int p = i & mask;
    int o = i * WIDTH;
    double ex = Math.exp(-betaEx[p] * dt);
    double in = Math.exp(-betaIn[p] * dt);
    s[o + EX] = (s[o + EX] + s[o + RISE_EX] * dt) * ex;
    s[o + IN] = (s[o + IN] + s[o + RISE_IN] * dt) * in;
    s[o + RISE_EX] *= ex;
    s[o + RISE_IN] *= in;
  }

  @Override
  void integrate(int i, double dt) {
    int o = i * WIDTH;
    s[o + V] = potential(i & mask, s[o + V], s[o + EX], s[o + IN], s[o + RISE_EX], s[o + RISE_IN], dt);
    decay(i, dt);
  }

  private double potential(int p, double v0, double ex, double in, double slopeEx, double slopeIn, double dt) {
    double current = 0;
    if (ex != 0 || slopeEx != 0) {
      current = ex * Kernels.exponential(alpha[p], betaEx[p], dt) + slopeEx * Kernels.ramp(alpha[p], betaEx[p], dt);
    }
    if (in != 0 || slopeIn != 0) {
      current += in * Kernels.exponential(alpha[p], betaIn[p], dt) + slopeIn * Kernels.ramp(alpha[p], betaIn[p], dt);
    }
    return rest[p] + (v0 - rest[p]) * Math.exp(-alpha[p] * dt) + current / capacitance[p];
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    int o = i * WIDTH;
    if (receptor == 0) {
      s[o + RISE_EX] += weight * Math.E * betaEx[i & mask];
    } else {
      s[o + RISE_IN] += weight * Math.E * betaIn[i & mask];
    }
  }

  @Override
  boolean staysBelow(int i, int p, double from, double above, double below, double dt) {
    int o = i * WIDTH;
    double ex = Math.max(0, s[o + EX]);
    double in = Math.max(0, s[o + IN]);
    double slopeEx = Math.max(0, s[o + RISE_EX]);
    double slopeIn = Math.max(0, s[o + RISE_IN]);
    if (from > s[o + AT]) { // while the neuron is refractory the currents may rise
      ex += slopeEx / (Math.E * betaEx[p]);
      in += slopeIn / (Math.E * betaIn[p]);
    }
    if (above + ex * peakEx[p] + in * peakIn[p] + slopeEx * peakRampEx[p] + slopeIn * peakRampIn[p] < 0) {
      return true;
    }
    double most = ex + in + (slopeEx + slopeIn) * dt;
    return staysBelow(alpha[p], below, alpha[p] * (rest[p] - threshold[p]) + most / capacitance[p], dt);
  }

  @Override
  Roots.Family path(int i, int p, double from) {
    int o = i * WIDTH;
    double dt = from - s[o + AT];
    double ex = Math.exp(-betaEx[p] * dt) / capacitance[p];
    double in = Math.exp(-betaIn[p] * dt) / capacitance[p];
    path.alpha = alpha[p];
    path.limit = rest[p] - threshold[p];
    path.v = s[o + V] - rest[p];
    if (betaEx[p] <= betaIn[p]) {
      path.set(betaEx[p], betaIn[p], (s[o + EX] + s[o + RISE_EX] * dt) * ex, (s[o + IN] + s[o + RISE_IN] * dt) * in, s[o + RISE_EX] * ex, s[o + RISE_IN] * in);
    } else {
      path.set(betaIn[p], betaEx[p], (s[o + IN] + s[o + RISE_IN] * dt) * in, (s[o + EX] + s[o + RISE_EX] * dt) * ex, s[o + RISE_IN] * in, s[o + RISE_EX] * ex);
    }
    return path;
  }

  @Override
  public void present(int i, double t, double[][] into) {
    int p = i & mask;
    int o = i * WIDTH;
    double held = Math.max(0, Math.min(t, s[o + FREE]) - s[o + AT]);
    double dt = t - s[o + AT] - held;
    double fadedEx = Math.exp(-betaEx[p] * held);
    double fadedIn = Math.exp(-betaIn[p] * held);
    double ex = (s[o + EX] + s[o + RISE_EX] * held) * fadedEx;
    double in = (s[o + IN] + s[o + RISE_IN] * held) * fadedIn;
    double slopeEx = s[o + RISE_EX] * fadedEx;
    double slopeIn = s[o + RISE_IN] * fadedIn;
    into[0][i] = potential(p, s[o + V], ex, in, slopeEx, slopeIn, dt);
    into[1][i] = (ex + slopeEx * dt) * Math.exp(-betaEx[p] * dt);
    into[2][i] = (in + slopeIn * dt) * Math.exp(-betaIn[p] * dt);
    into[3][i] = slopeEx * Math.exp(-betaEx[p] * dt);
    into[4][i] = slopeIn * Math.exp(-betaIn[p] * dt);
  }

  /** D, R, f₂, f₃, and where f₄ is zero. */
  private static final class Path extends Roots.Family {
    double alpha;
    double limit; // V_∞ - V_th
    double v; // V - V_∞
    private double beta1;
    private double beta2;
    private double a1; // currents over C
    private double a2;
    private double b1; // their rises over C
    private double b2;

    void set(double slow, double fast, double slowCurrent, double fastCurrent, double slowRise, double fastRise) {
      beta1 = slow;
      beta2 = fast;
      a1 = slowCurrent;
      a2 = fastCurrent;
      b1 = slowRise;
      b2 = fastRise;
    }

    @Override
    double value(int number, double t) {
      double gamma = beta2 - beta1;
      double q1 = -beta1 * b1;
      double q2 = -beta2 * b2;
      double p2 = b2 - beta2 * a2;
      return switch (number) {
        case 0 ->
            limit + v * Math.exp(-alpha * t)
                + a1 * Kernels.exponential(alpha, beta1, t) + b1 * Kernels.ramp(alpha, beta1, t)
                + a2 * Kernels.exponential(alpha, beta2, t) + b2 * Kernels.ramp(alpha, beta2, t);
        case 1 -> alpha * limit + (a1 + b1 * t) * Math.exp(-beta1 * t) + (a2 + b2 * t) * Math.exp(-beta2 * t);
        case 2 -> b1 - beta1 * a1 + q1 * t + (p2 + q2 * t) * Math.exp(-gamma * t);
        default -> q1 + (q2 - gamma * p2 - gamma * q2 * t) * Math.exp(-gamma * t);
      };
    }

    @Override
    double scale() {
      return 1 / alpha;
    }

    @Override
    int last() {
      return 4;
    }

    @Override
    double lastZero() {
      double gamma = beta2 - beta1;
      double q2 = -beta2 * b2;
      return (2 * q2 - gamma * (b2 - beta2 * a2)) / (gamma * q2); // NaN or infinite where there is none
    }
  }
}
