package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.random.RandomStream;

/** Gamma distributed numbers, by the method of Marsaglia & Tsang 2000, doi:10.1145/358407.358414. */
final class GammaDraws {
  private GammaDraws() {}

  /** A draw of shape {@code shape > 0} and scale 1. */
  static double next(double shape, RandomStream random) {
    if (shape == 1) {
      return random.nextExponential();
    }
    if (shape < 1) {
      return next(shape + 1, random) * Math.pow(random.nextPositiveDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        if (Math.log(random.nextPositiveDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
