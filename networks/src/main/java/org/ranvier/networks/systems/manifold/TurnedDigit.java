package org.ranvier.networks.systems.manifold;

import org.ranvier.networks.images.Glyphs;
import org.ranvier.simulator.random.RandomStream;

/**
 * One of ten {@linkplain Glyphs digits}, scaled, turned and moved onto 14 × 14 pixels by bilinear interpolation, with noise.
 *
 * @param angle by which it is turned
 */
record TurnedDigit(double[] pixels, int digit, double angle) {
  static final int SIDE = 14;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  /** A picture that is turned by an angle between two bounds. */
  static TurnedDigit drawn(double from, double to, RandomStream random) {
    int digit = (int) (CLASSES * random.nextDouble());
    double angle = from + (to - from) * random.nextDouble();
    double scale = 1.5 + 0.4 * random.nextDouble();
    double dx = random.nextDouble() - 0.5;
    double dy = random.nextDouble() - 0.5;
    double c = Math.cos(angle) / scale;
    double s = Math.sin(angle) / scale;
    double[] pixels = new double[PIXELS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double u = x - (SIDE - 1) / 2.0 - dx;
        double v = y - (SIDE - 1) / 2.0 - dy;
        pixels[y * SIDE + x] = at(digit, c * u + s * v + (Glyphs.WIDTH - 1) / 2.0, -s * u + c * v + (Glyphs.HEIGHT - 1) / 2.0) + 0.15 * random.nextGaussian();
      }
    }
    return new TurnedDigit(pixels, digit, angle);
  }

  private static double at(int digit, double x, double y) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    double a = x - i;
    double b = y - j;
    return (1 - a) * (1 - b) * Glyphs.dot(digit, j, i) + a * (1 - b) * Glyphs.dot(digit, j, i + 1)
        + (1 - a) * b * Glyphs.dot(digit, j + 1, i) + a * b * Glyphs.dot(digit, j + 1, i + 1);
  }
}
