package org.ranvier.plasticity.kinetics;

/**
 * The map by which a {@link Clearance} carries deviations from the baseline over a fixed time, in closed form.
 *
 * <p>A deviation of 0 stays exactly 0.
 */
public final class Flow {
  private final boolean linear;
  private final double factor; // of linear ones
  private final double half; // K'
  private final double reduced; // V'·time / K'

  private Flow(boolean linear, double factor, double half, double reduced) {
    this.linear = linear;
    this.factor = factor;
    this.half = half;
    this.reduced = reduced;
  }

  /**
   * @param fraction the part of a grid step that {@code ms} is; what is momentary lasts for less than one step
   */
  public static Flow of(Clearance clearance, double baseline, double ms, double fraction) {
    return switch (clearance) {
      case Clearance.None() -> scaling(1);
      case Clearance.Exponential(double tau) -> scaling(Math.exp(-ms / tau));
      case Clearance.Momentary() -> scaling(fraction < 1 ? 1 : 0);
      case Clearance.MichaelisMenten(double rate, double k) ->
          new Flow(false, 0, k + baseline, rate * k / (k + baseline) * ms / (k + baseline));
    };
  }

  private static Flow scaling(double factor) {
    return new Flow(true, factor, 0, 0);
  }

  /** Whether it is the multiplication by {@link #factor}. */
  public boolean isLinear() {
    return linear;
  }

  public double factor() {
    return factor;
  }

  /** Where {@code deviation} has gone. */
  public double of(double deviation) {
    return linear ? factor * deviation : saturating(deviation);
  }

  /** Carries {@code from} to {@code to}, which may be the same array. */
  public void apply(double[] from, double[] to) {
    if (linear) {
      scale(from, to, factor);
    } else {
      for (int p = 0; p < from.length; p++) {
        to[p] = saturating(from[p]);
      }
    }
  }

  private static void scale(double[] from, double[] to, double factor) {
    for (int p = 0; p < from.length; p++) {
      to[p] = from[p] * factor;
    }
  }

  private double saturating(double deviation) {
    if (deviation == 0) {
      return 0;
    }
    double y = deviation / half; // dy/dt = -y/(1 + y), so that y + ln|y| falls by "reduced"
    if (reduced <= 0.5) {
      return half * (y + change(y));
    }
    return half * (y > 0 ? LambertW.ofExp(y + Math.log(y) - reduced) : LambertW.of(y * Math.exp(y - reduced)));
  }

  /**
   * What {@code y} changes by, so that small changes lose no digits: {@code y·(e^s - 1)} with the root {@code s} of
   * {@code y·(e^s - 1) + s = -reduced}, to which Newton's iteration comes monotonically after its first step.
   */
  private double change(double y) {
    double s = -reduced / (1 + y);
    for (int k = 0; k < 30; k++) {
      double grown = y * Math.expm1(s);
      double step = (grown + s + reduced) / (grown + y + 1);
      s -= step;
      if (Math.abs(step) <= 1e-16 * Math.abs(s)) {
        break;
      }
    }
    return y * Math.expm1(s);
  }
}
