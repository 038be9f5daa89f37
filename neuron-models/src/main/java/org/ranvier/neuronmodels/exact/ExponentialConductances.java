package org.ranvier.neuronmodels.exact;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;

/**
 * Leaky neurons with exponentially decaying conductances of one time constant {@code τ}.
 *
 * <p>With the total conductance {@code g(t) = g_ex + g_in = g₀·e^(-t/τ)}, the mean reversal potential {@code E = (g_ex·E_ex + g_in·E_in)/g}, which stands still
 * between events, {@code α = g_L/C} and {@code V_∞ = E_L + I_e/g_L},
 *
 * <pre>V' = α·(V_∞ - V) + g(t)/C·(E - V).</pre>
 *
 * Let {@code x = τ·g/C}, the charge that is yet to flow over the capacitance and the driving force. One solution is {@code S = E + (V_∞ - E)·H(x)}, where {@link
 * LeakShare} defines {@code H}; it goes from near {@code E} at large conductances to {@code V_∞} at none. The difference between any two
 * solutions decays with the whole conductance, so that
 *
 * <pre>V(t) = S(x) + (V(0) - S(x₀))·e^(-αt - (x₀ - x)).</pre>
 *
 * Brette (2006, doi:10.1162/neco.2006.18.8.2004) has this with an incomplete gamma function in place of {@code H}.
 *
 * <p><b>No spike is missed.</b> Let {@code D = V - V_th} and {@code U = D·e^(αt + x₀ - x)}, which has the sign of {@code D}. Then {@code U'} has that of
 *
 * <pre>R = α·(V_∞ - V_th) + g(t)/C·(E - V_th),</pre>
 *
 * a constant and an exponential: zero once at most, at a known time. Before and after it {@code U} is monotone, so {@code D}, which is negative at first, crosses zero in
 * the first of these two pieces at whose end it is not negative, once. Where {@code R} is negative at both ends of time, as after
 * most events, it does nowhere.
 */
final class ExponentialConductances extends LeakyNeurons {

  private final double[] reversalEx;
  private final double[] reversalIn;
  private final double[] chargePerConductance; // τ/C
  private final Path path = new Path();

  ExponentialConductances(ExactContext slice, ParameterValues values) {
    super(slice, WIDTH, values, CONDUCTANCES);
    var each = new PerNeuron(values, slice);
    reversalEx = each.of(i -> values.at("E_ex", i));
    reversalIn = each.of(i -> values.at("E_in", i));
    chargePerConductance = each.of(i -> values.at("tau_syn_ex", i) / values.at("C_m", i));
  }

  @Override
  double sum(int i) {
    int o = i * WIDTH;
    return s[o + AT] + s[o + FREE] + s[o + V] + s[o + EX] + s[o + IN];
  }

  @Override
  void decay(int i, double dt) {
    double left = Math.exp(-betaEx[i & mask] * dt);
    s[i * WIDTH + EX] *= left;
    s[i * WIDTH + IN] *= left;
  }

  @Override
  void integrate(int i, double dt) {
    int o = i * WIDTH;
    path.set(i & mask, s[o + V], s[o + EX], s[o + IN]);
    s[o + V] = path.potential(dt);
    decay(i, dt);
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    s[i * WIDTH + (receptor == 0 ? EX : IN)] += Math.abs(weight);
  }

  @Override
  boolean staysBelow(int i, int p, double from, double above, double below, double dt) {
    int o = i * WIDTH;
    double leak = alpha[p] * (rest[p] - threshold[p]);
    // where the neuron is refractory, the conductances are smaller by from, and the force between the two values
    double open =
        (s[o + EX] * (reversalEx[p] - threshold[p]) + s[o + IN] * (reversalIn[p] - threshold[p])) / capacitance[p];
    double most = Math.max(leak, leak + open);
    return most < 0 || staysBelow(alpha[p] + (s[o + EX] + s[o + IN]) / capacitance[p], below, most, dt);
  }

  @Override
  Roots.Family path(int i, int p, double from) {
    int o = i * WIDTH;
    double left = Math.exp(-betaEx[p] * (from - s[o + AT]));
    path.set(p, s[o + V], s[o + EX] * left, s[o + IN] * left);
    return path;
  }

  @Override
  public void present(int i, double t, double[][] into) {
    int o = i * WIDTH;
    int p = i & mask;
    double held = Math.max(0, Math.min(t, s[o + FREE]) - s[o + AT]);
    double dt = t - s[o + AT] - held;
    double left = Math.exp(-betaEx[p] * held);
    path.set(p, s[o + V], s[o + EX] * left, s[o + IN] * left);
    into[0][i] = path.potential(dt);
    double later = Math.exp(-betaEx[p] * (held + dt));
    into[1][i] = s[o + EX] * later;
    into[2][i] = s[o + IN] * later;
  }

  /** The potential of one neuron from some moment on, D, and R. */
  private final class Path extends Roots.Family {
    private double ratio; // α·τ
    private double leakRate;
    private double rate; // 1/τ
    private double limit; // V_∞
    private double towards; // E
    private double charge; // x₀
    private double distance; // V(0) - S(x₀)
    private double start; // V(0)
    private double top; // V_th
    private double push; // the two parts of R at first
    private double leak;

    void set(int p, double v, double ex, double in) {
      double open = ex + in;
      leakRate = alpha[p];
      rate = betaEx[p];
      ratio = leakRate / rate;
      limit = rest[p];
      top = threshold[p];
      towards = open > 0 ? (ex * reversalEx[p] + in * reversalIn[p]) / open : limit;
      charge = open * chargePerConductance[p];
      start = v;
      distance = v - steady(charge);
      leak = leakRate * (limit - top);
      push = open / capacitance[p] * (towards - top);
    }

    private double steady(double x) {
      return x > 0 ? towards + (limit - towards) * LeakShare.of(ratio, x) : limit;
    }

    double potential(double dt) {
      if (dt == 0) {
        return start;
      }
      double x = charge * Math.exp(-rate * dt);
      double gone = -charge * Math.expm1(-rate * dt);
      return steady(x) + distance * Math.exp(-leakRate * dt - gone);
    }

    @Override
    double value(int number, double t) {
      return number == 1 ? leak + push * Math.exp(-rate * t) : potential(t) - top;
    }

    @Override
    double scale() {
      return Math.min(1 / leakRate, 1 / rate);
    }

    @Override
    int last() {
      return 1;
    }

    @Override
    double lastZero() {
      return Math.log(-push / leak) / rate; // NaN, infinite or negative where there is none to come
    }
  }
}
