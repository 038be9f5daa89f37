package org.ranvier.networks.systems.manifold;

import org.ranvier.simulator.random.RandomStream;

/** Ten digits of 5 × 7 pixels, scaled, turned and moved onto 14 × 14 by bilinear interpolation, with noise. */
final class Glyphs {
  static final int SIDE = 14;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  private static final int WIDTH = 5;
  private static final int HEIGHT = 7;
  private static final String[] DIGITS = {
    "01110100011001110101110011000101110", "00100011000010000100001000010001110", "01110100010000100010001000100011111", "11111000100010000010000011000101110",
    "00010001100101010010111110001000010", "11111100001111000001000011000101110", "00110010001000011110100011000101110", "11111000010001000100010000100001000",
    "01110100011000101110100011000101110", "01110100011000101111000010001001100"
  };

  private Glyphs() {}

  /**
   * A picture.
   *
   * @param angle by which it is turned
   */
  record Glyph(double[] pixels, int digit, double angle) {}

  /** A picture that is turned by an angle between two bounds. */
  static Glyph drawn(double from, double to, RandomStream random) {
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
        pixels[y * SIDE + x] = at(digit, c * u + s * v + (WIDTH - 1) / 2.0, -s * u + c * v + (HEIGHT - 1) / 2.0) + 0.15 * random.nextGaussian();
      }
    }
    return new Glyph(pixels, digit, angle);
  }

  private static double at(int digit, double x, double y) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    double a = x - i;
    double b = y - j;
    return (1 - a) * (1 - b) * pixel(digit, i, j) + a * (1 - b) * pixel(digit, i + 1, j) + (1 - a) * b * pixel(digit, i, j + 1) + a * b * pixel(digit, i + 1, j + 1);
  }

  private static int pixel(int digit, int x, int y) {
    boolean inside = x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT;
    return inside && DIGITS[digit].charAt(y * WIDTH + x) == '1' ? 1 : 0;
  }
}
