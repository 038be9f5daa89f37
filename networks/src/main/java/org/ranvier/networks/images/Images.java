package org.ranvier.networks.images;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ranvier.simulator.RanvierException;

/**
 * Labelled grey images of one size.
 *
 * @param rows of pixels
 * @param columns of pixels
 * @param pixels image by image, row by row, 0 to 255 as unsigned bytes
 * @param labels as many as there are images, from 0 on
 */
public record Images(int rows, int columns, byte[] pixels, byte[] labels) {
  /** How many classes the usual files have. */
  public static final int CLASSES = 10;

  private static final double WHITE = 255;

  public int count() {
    return labels.length;
  }

  /** Pixels of an image. */
  public int size() {
    return rows * columns;
  }

  public int label(int image) {
    return labels[image];
  }

  /** A pixel, 0 to 1. */
  public float pixel(int image, int k) {
    return (float) ((pixels[image * size() + k] & 0xFF) / WHITE);
  }

  /** Those at the given places. */
  public Images at(int[] places) {
    byte[] p = new byte[places.length * size()];
    byte[] l = new byte[places.length];
    for (int k = 0; k < places.length; k++) {
      System.arraycopy(pixels, places[k] * size(), p, k * size(), size());
      l[k] = labels[places[k]];
    }
    return new Images(rows, columns, p, l);
  }

  /** The first ones, or all where there are not so many. */
  public Images first(int most) {
    return most >= count() ? this : at(IntStream.range(0, most).toArray());
  }

  /** Those with labels from {@code first} to {@code last}. */
  public Images ofClasses(int first, int last) {
    return at(IntStream.range(0, count()).filter(k -> labels[k] >= first && labels[k] <= last).toArray());
  }

  /** The same with other labels, one for each of the old ones. */
  public Images relabelled(int[] to) {
    byte[] l = new byte[labels.length];
    for (int k = 0; k < l.length; k++) {
      l[k] = (byte) to[labels[k]];
    }
    return new Images(rows, columns, pixels, l);
  }

  /** In a random order. */
  public Images shuffled(RandomGenerator random) {
    return at(permutation(count(), random));
  }

  /** With the labels of other images. */
  public Images withShuffledLabels(RandomGenerator random) {
    int[] order = permutation(count(), random);
    byte[] l = new byte[labels.length];
    for (int k = 0; k < l.length; k++) {
      l[k] = labels[order[k]];
    }
    return new Images(rows, columns, pixels, l);
  }

  /** Pixels in another order, the same for all images. */
  public Images permuted(int[] from) {
    byte[] p = new byte[pixels.length];
    for (int k = 0; k < count(); k++) {
      for (int q = 0; q < from.length; q++) {
        p[k * size() + q] = pixels[k * size() + from[q]];
      }
    }
    return new Images(rows, columns, p, labels);
  }

  /** Means over squares of so many pixels a side; rows and columns that are left over are dropped. */
  public Images pooled(int side) {
    int r = rows / side;
    int c = columns / side;
    if (r == 0 || c == 0) {
      throw new RanvierException("images of " + rows + " × " + columns + " pixels have no squares of " + side + " a side; take smaller ones, as in --set pool=1");
    }
    byte[] p = new byte[count() * r * c];
    for (int k = 0; k < p.length; k++) {
      int image = k / (r * c);
      int y = k / c % r * side;
      int x = k % c * side;
      int sum = 0;
      for (int q = 0; q < side * side; q++) {
        sum += pixels[image * size() + (y + q / side) * columns + x + q % side] & 0xFF;
      }
      p[k] = (byte) Math.round(sum / (double) (side * side));
    }
    return new Images(r, c, p, labels);
  }

  /** Each pixel as two by two. */
  public Images enlarged() {
    byte[] p = new byte[4 * pixels.length];
    int wide = 2 * columns;
    for (int k = 0; k < p.length; k++) {
      int image = k / (4 * size());
      int y = k % (4 * size()) / wide / 2;
      p[k] = pixels[image * size() + y * columns + k % wide / 2];
    }
    return new Images(2 * rows, wide, p, labels);
  }

  /** Turned about their centres, anticlockwise, by bilinear interpolation; what comes from outside is black. */
  public Images rotated(double radians) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    byte[] p = new byte[pixels.length];
    double cy = (rows - 1) / 2.0;
    double cx = (columns - 1) / 2.0;
    for (int image = 0; image < count(); image++) {
      for (int k = 0; k < size(); k++) {
        int line = k / columns;
        double y = line - cy;
        double x = k % columns - cx;
        p[image * size() + k] = (byte) Math.round(between(image, cy + cos * y + sin * x, cx + cos * x - sin * y));
      }
    }
    return new Images(rows, columns, p, labels);
  }

  private double between(int image, double y, double x) {
    int r = (int) Math.floor(y);
    int c = (int) Math.floor(x);
    double v = y - r;
    double u = x - c;
    return (1 - v) * ((1 - u) * at(image, r, c) + u * at(image, r, c + 1)) + v * ((1 - u) * at(image, r + 1, c) + u * at(image, r + 1, c + 1));
  }

  private int at(int image, int row, int column) {
    return row < 0 || column < 0 || row >= rows || column >= columns ? 0 : pixels[image * size() + row * columns + column] & 0xFF;
  }

  /** A random order of the numbers below {@code n}, by Fisher and Yates. */
  public static int[] permutation(int n, RandomGenerator random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int k = n - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Images o && rows == o.rows && columns == o.columns && Arrays.equals(pixels, o.pixels) && Arrays.equals(labels, o.labels);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pixels) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return count() + " images of " + rows + " × " + columns;
  }
}
