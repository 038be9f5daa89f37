package org.ranvier.neuronmodels.exact;

/**
 * Finds where functions become zero, to the last digits.
 *
 * <p>{@link #rise} and {@link Family#zeros} rest on Rolle's theorem. Let {@code f₀, f₁, … fₙ} be functions such that the derivative of {@code
 * fⱼ}, times something positive that may depend on time, has the sign of {@code fⱼ₊₁} everywhere. Between two neighbouring zeros of {@code fⱼ₊₁}
 * then, {@code fⱼ} times something positive is monotone, so it has one zero there if its signs at the ends differ and none if not. If the
 * last function is linear, its zero is known; going up from it, all zeros of all functions are found. No zero is missed, however close two
 * of them are, but for the rounding of {@code fⱼ} itself.
 */
final class Roots {
  /** More zeros than any of these functions can have. */
  static final int MOST = 8;

  private Roots() {}

  /** A family of functions as above. */
  abstract static class Family {
    private final double[][] found = new double[6][MOST];

    /** The value of the function with that number. */
    abstract double value(int number, double t);

    /** A time in which the functions change noticeably. */
    abstract double scale();

    /** Index of the last function, which is linear or constant up to a positive factor. */
    abstract int last();

    /** Where the last function is zero; NaN where it is nowhere. */
    abstract double lastZero();

    /** The zeros of a function in {@code 0 < t < end} at which its sign changes, ascending; returns their number. */
    int zeros(int number, double end) {
      double[] at = found[number];
      if (number == last()) {
        double zero = lastZero();
        at[0] = zero;
        return zero > 0 && zero < end ? 1 : 0;
      }
      int pieces = zeros(number + 1, end);
      double[] between = found[number + 1];
      int n = 0;
      double a = 0;
      double fa = value(number, a);
      for (int k = 0; k <= pieces; k++) {
        double b = k < pieces ? between[k] : end;
        double fb = value(number, b);
        if ((fa < 0 && fb > 0) || (fa > 0 && fb < 0)) {
          at[n++] = k < pieces ? bracketed(this, number, a, b, fa, fb) : inLastPiece(this, number, a, fa, b, fb);
        }
        if (fb != 0) {
          a = b;
          fa = fb;
        }
      }
      return n;
    }

    double[] found(int number) {
      return found[number];
    }
  }

  /** The first time after 0 at which function 0, which is negative at 0, reaches zero; infinite if there is none before {@code end}. */
  static double rise(Family f, double end) {
    int pieces = f.zeros(1, end);
    double[] between = f.found(1);
    double a = 0;
    double fa = f.value(0, 0);
    for (int k = 0; k <= pieces; k++) {
      double b = k < pieces ? between[k] : end;
      double fb = f.value(0, b);
      if (fb >= 0) {
        return k < pieces ? bracketed(f, 0, a, b, fa, fb) : inLastPiece(f, 0, a, fa, b, fb);
      }
      a = b;
      fa = fb;
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The zero between {@code from} and {@code to}, which may be a hundred times as far apart as it takes: goes there by growing steps. */
  private static double inLastPiece(Family f, int number, double from, double atFrom, double to, double atTo) {
    double a = from;
    double fa = atFrom;
    for (double step = f.scale(); a + step < to; step *= 2) {
      double fb = f.value(number, a + step);
      if (fb == 0 || fb > 0 == atTo > 0) {
        return bracketed(f, number, a, a + step, fa, fb);
      }
      a += step; // monotone up to a positive factor: all before has the sign that it has here
      fa = fb;
    }
    return bracketed(f, number, a, to, fa, atTo);
  }

  /**
   * The zero between {@code a} and {@code b}, where the signs differ: Chandrupatla's method (1997, doi:10.1016/s0965-9978(96)00051-8),
   * inverse quadratic interpolation where that is safe and bisection where not, until two neighbouring numbers enclose it or nearly so.
   *
   * @return the end of the last interval at which the function has the sign that it has at {@code b}, or is zero
   */
  static double bracketed(Family f, int number, double from, double to, double atFrom, double atTo) {
    double a = from; // the newest point
    double b = to; // the other end: signs differ
    double fa = atFrom;
    double fb = atTo;
    if (fb == 0) {
      return b;
    }
    double c = a;
    double fc = fa;
    double t = 0.5;
    for (int k = 0; k < 200; k++) {
      double x = a + t * (b - a);
      double fx = f.value(number, x);
      if (fx == 0) {
        return x;
      }
      if (fx > 0 == fa > 0) {
        c = a;
        fc = fa;
      } else {
        c = b;
        fc = fb;
        b = a;
        fb = fa;
      }
      a = x;
      fa = fx;
      double best = Math.abs(fa) < Math.abs(fb) ? a : b;
      double tolerance = 2 * Math.ulp(best);
      double limit = tolerance / Math.abs(b - a);
      if (limit > 0.5) {
        break;
      }
      double xi = (a - b) / (c - b);
      double phi = (fa - fb) / (fc - fb);
      if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
        t = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
      } else {
        t = 0.5;
      }
      t = Math.min(1 - limit, Math.max(limit, t));
    }
    return fa > 0 == atTo > 0 ? a : b;
  }
}
