package org.ranvier.networks.systems.nmrnn;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * A rate network of rank 1 whose input, output and readout vectors are drawn, and which begins anywhere: {@code τ·dx/dt = -x + ℓ·s·rᵀx}, {@code y = cᵀx + d}. Of
 * the part {@code w} of x(0) that is orthogonal to ℓ, {@code e^(-t/τ)} is left, and y is f(t) if
 *
 * <pre>s = (f + τ·f' - d) / ((ℓᵀr)·(f - d - cᵀw·e^(-t/τ)) + (cᵀℓ)·(rᵀw)·e^(-t/τ))</pre>
 */
final class GeneralRamp {
  private static final int NEURONS = 100;

  private GeneralRamp() {}

  /** The largest difference of output and target, for a ramp. */
  static double error(GainCourse course, RandomStream random) {
    double[] l = drawn(random);
    double[] r = drawn(random);
    double[] c = drawn(random);
    RateModes.add(l, 2, r); // so that the mode feeds itself, and is read out
    RateModes.add(c, 2, l);
    double[] w = drawn(random);
    RateModes.add(w, -RateModes.dot(w, l) / RateModes.dot(l, l), l);
    double lr = RateModes.dot(l, r);
    double cl = RateModes.dot(c, l);
    double cw = 0.1 * RateModes.dot(c, w);
    double rw = 0.1 * RateModes.dot(r, w);
    double d = GainCourse.OFFSET;
    double a = (course.target(0) - d - cw) / cl; // x = a·ℓ + 0.1·w·e^(-t/τ)
    double worst = 0;
    double h = 0.01;
    int steps = (int) Math.round(course.durationMs() / h);
    for (int n = 0; n < steps; n++) {
      double t = n * h;
      double k1 = slope(course, t, a, new double[] {lr, cl, cw, rw, d});
      double k2 = slope(course, t + h / 2, a + h / 2 * k1, new double[] {lr, cl, cw, rw, d});
      a += h * k2;
      double y = cl * a + cw * Math.exp(-(t + h) / course.tauMs()) + d;
      worst = Math.max(worst, Math.abs(y - course.target(t + h)));
    }
    return worst;
  }

  private static double slope(GainCourse course, double t, double a, double[] of) {
    double tau = course.tauMs();
    double left = Math.exp(-t / tau);
    double f = course.target(t);
    double s = (f + tau / course.durationMs() - of[4]) / (of[0] * (f - of[4] - of[2] * left) + of[1] * of[3] * left);
    return (-a + s * (of[0] * a + of[3] * left)) / tau;
  }

  private static double[] drawn(RandomStream random) {
    double[] v = new double[NEURONS];
    Arrays.setAll(v, i -> random.nextGaussian() / Math.sqrt(NEURONS));
    return v;
  }
}
