package org.ranvier.networks.images;

import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Digits in a font of 5 by 7, drawn into 14 by 14 pixels: scaled by 1.5 to 1.9, moved by up to half a pixel, with Gaussian noise
 * of 0.15 of white.
 * For what must learn where there are no files of images.
 */
public final class Glyphs {
  static final int SIDE = 14;
  /** Of the font. */
  public static final int WIDTH = 5;

  public static final int HEIGHT = 7;

  private static final double NOISE = 0.15;

  private static final String[] FONT = {
    ".###.#...##..###.#.###..##...#.###.", "..#...##....#....#....#....#...###.", ".###.#...#....#...#...#...#...#####",
    "#####...#...#.....#.....##...#.###.", "...#...##..#.#.#..#.#####...#....#.", "######....####.....#....##...#.###.",
    "..##..#...#....####.#...##...#.###.", "#####....#...#...#...#....#....#...", ".###.#...##...#.###.#...##...#.###.",
    ".###.#...##...#.####....#...#..##.."
  };

  private Glyphs() {}

  /**
   * Draws digits, of which each class has as many as the others.
   *
   * @param part images of different parts are different draws
   * @param turn each is turned by an angle between 0 and this, in radians
   */
  public static Images draw(int count, long seed, String part, double turn) {
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    long key = RandomKey.of(seed, "glyphs", part);
    for (int k = 0; k < count; k++) {
      var random = new RandomStream(key, k);
      labels[k] = (byte) (k % FONT.length);
      double scale = 1.5 + 0.4 * random.nextDouble();
      double dx = random.nextDouble() - 0.5;
      double dy = random.nextDouble() - 0.5;
      double angle = turn * random.nextDouble();
      for (int q = 0; q < SIDE * SIDE; q++) {
        int line = q / SIDE;
        double y = line - (SIDE - 1) / 2.0 + dy;
        double x = q % SIDE - (SIDE - 1) / 2.0 + dx;
        double row = (Math.cos(angle) * y + Math.sin(angle) * x) / scale + (HEIGHT - 1) / 2.0;
        double column = (Math.cos(angle) * x - Math.sin(angle) * y) / scale + (WIDTH - 1) / 2.0;
        double ink = ink(labels[k], row, column) + NOISE * random.nextGaussian();
        pixels[k * SIDE * SIDE + q] = (byte) Math.round(255 * Math.clamp(ink, 0, 1));
      }
    }
    return new Images(SIDE, SIDE, pixels, labels);
  }

  private static double ink(int digit, double row, double column) {
    int r = (int) Math.floor(row);
    int c = (int) Math.floor(column);
    double v = row - r;
    double u = column - c;
    return (1 - v) * ((1 - u) * dot(digit, r, c) + u * dot(digit, r, c + 1)) + v * ((1 - u) * dot(digit, r + 1, c) + u * dot(digit, r + 1, c + 1));
  }

  /** 1 where the digit's glyph has a dot, 0 elsewhere and outside of it. */
  public static int dot(int digit, int row, int column) {
    boolean inside = row >= 0 && column >= 0 && row < HEIGHT && column < WIDTH;
    return inside && FONT[digit].charAt(row * WIDTH + column) == '#' ? 1 : 0;
  }
}
