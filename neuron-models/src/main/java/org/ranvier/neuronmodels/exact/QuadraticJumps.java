package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactSpikes;

/**
 * Quadratic neurons, {@code x' = κ·(x² + D)}, whose {@code x} moves at events only by jumps.
 *
 * <p>Between events, with {@code s = √|D|}:
 *
 * <ul>
 *   <li>{@code D > 0}: {@code x(t) = s·tan(atan(x₀/s) + s·κ·t)}, which rises for ever and reaches any peak;
 *   <li>{@code D < 0}: {@code (x - s)/(x + s)} grows as {@code e^(2·s·κ·t)}; {@code x} rises for ever from above {@code s} and reaches no peak above {@code s} from
 *       elsewhere;
 *   <li>{@code D = 0}: {@code x(t) = x₀/(1 - κ·x₀·t)}, which rises to the peak from above 0 only.
 * </ul>
 *
 * A solution of such an equation is monotone, so the times that follow are those of the only crossing.
 */
abstract class QuadraticJumps extends ExactNeurons {
  static final int AT = 1; // time for which the state stands; while the neuron is refractory, the end of that
  static final int STATE = 2;
  static final int WIDTH = 3;

  final int mask;
  private final double[] rate; // κ
  private final double[] drive; // D
  private final double[] peak;
  private final double[] refractory;

  QuadraticJumps(ExactContext slice, PerNeuron each, double[] rate, double[] drive, double[] peak, double[] refractory) {
    super(slice, WIDTH);
    mask = each.mask();
    this.rate = rate;
    this.drive = drive;
    this.peak = peak;
    this.refractory = refractory;
  }

  @Override
  final double sum(int i) {
    return s[i * WIDTH + AT] + s[i * WIDTH + STATE];
  }

  abstract double x(int i);

  abstract void setX(int i, double x);

  abstract void reset(int i);

  @Override
  double first(int i) {
    return x(i) >= peak[i & mask] ? Double.MIN_VALUE : next(i, Double.POSITIVE_INFINITY);
  }

  @Override
  double free(int i) {
    return s[i * WIDTH + AT];
  }

  @Override
  void catchUp(int i, double t) {
    double at = s[i * WIDTH + AT];
    if (t > at) {
      setX(i, after(i & mask, x(i), t - at));
      s[i * WIDTH + AT] = t;
    }
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    if (t >= s[i * WIDTH + AT]) {
      setX(i, x(i) + weight);
    }
  }

  @Override
  void settle(int i, double t, ExactSpikes spikes) {
    if (t >= s[i * WIDTH + AT] && x(i) >= peak[i & mask]) {
      fire(i, t);
      spikes.add(i, t);
    }
  }

  @Override
  void fire(int i, double t) {
    reset(i);
    s[i * WIDTH + AT] = t + refractory[i & mask];
  }

  @Override
  double next(int i, double horizon) {
    int p = i & mask;
    return s[i * WIDTH + AT] + untilPeak(x(i), peak[p], drive[p], rate[p]);
  }

  /** {@code x} after a time in which it does not reach the peak. */
  final double after(int p, double x, double dt) {
    return after(x, drive[p], rate[p], dt);
  }

  static double untilPeak(double x, double peak, double drive, double rate) {
    double s = Math.sqrt(Math.abs(drive));
    if (drive > 0) {
      return Math.max(0, (Math.atan(peak / s) - Math.atan(x / s)) / (s * rate));
    }
    if (x <= s) {
      return Double.POSITIVE_INFINITY;
    }
    if (drive == 0) {
      return Math.max(0, (1 / x - 1 / peak) / rate);
    }
    // ln of ratios that are near 1 where x is far from s
    return Math.max(0, (Math.log1p(-2 * s / (peak + s)) - Math.log1p(-2 * s / (x + s))) / (2 * s * rate));
  }

  static double after(double x, double drive, double rate, double dt) {
    double s = Math.sqrt(Math.abs(drive));
    if (drive > 0) {
      return s * Math.tan(Math.atan(x / s) + s * rate * dt);
    }
    if (drive == 0) {
      return x / (1 - rate * x * dt);
    }
    if (x < 0) {
      double w = (x + s) / (x - s) * Math.exp(-2 * s * rate * dt);
      return s * (w + 1) / (w - 1);
    }
    double u = (x - s) / (x + s) * Math.exp(2 * s * rate * dt);
    return Math.abs(u) > 1 ? s * (1 / u + 1) / (1 / u - 1) : s * (1 + u) / (1 - u);
  }
}
