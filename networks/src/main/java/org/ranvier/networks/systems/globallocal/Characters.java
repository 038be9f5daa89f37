package org.ranvier.networks.systems.globallocal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ranvier.networks.images.Glyphs;
import org.ranvier.networks.images.Images;
import org.ranvier.simulator.random.RandomStream;

/**
 * Images by class: characters of three strokes that are drawn anew for each set, or the ten digits of {@link Glyphs}.
 *
 * @param images [class][image][pixel], 14 by 14 pixels from 0 to 1
 */
record Characters(double[][][] images) {
  static final int SIDE = 14;
  static final int PIXELS = SIDE * SIDE;

  private static final int STROKES = 3;
  private static final int PIECES = 6; // straight ones, of a stroke
  private static final double HAND = 0.06; // standard deviation of each point from hand to hand, of the side
  private static final double MOVED = 0.07; // most that the whole is moved, of the side
  private static final double NOISE = 0.1;
  private static final double PEN = 0.05; // half the width of a stroke
  private static final double EDGE = 0.06; // over which it fades

  int classes() {
    return images.length;
  }

  /** So many characters, each drawn by as many hands. */
  static Characters drawn(int classes, int hands, RandomStream random) {
    double[][][] all = new double[classes][hands][];
    for (double[][] of : all) {
      double[] points = IntStream.range(0, 6 * STROKES).mapToDouble(k -> 0.15 + 0.7 * random.nextDouble()).toArray();
      for (int k = 0; k < hands; k++) {
        of[k] = written(points, random);
      }
    }
    return new Characters(all);
  }

  /** The ten digits. */
  static Characters digits(int hands, long seed) {
    Images drawn = Glyphs.draw(Images.CLASSES * hands, seed, "few-shot", 0);
    double[][][] all = new double[Images.CLASSES][hands][PIXELS];
    int[] filled = new int[Images.CLASSES];
    for (int k = 0; k < drawn.count(); k++) {
      int label = drawn.label(k);
      double[] to = all[label][filled[label]++];
      for (int q = 0; q < PIXELS; q++) {
        to[q] = drawn.pixel(k, q);
      }
    }
    return new Characters(all);
  }

  /** Strokes are quadratic curves: begin, middle, end. */
  private static double[] written(double[] points, RandomStream random) {
    double[] by = {MOVED * (2 * random.nextDouble() - 1), MOVED * (2 * random.nextDouble() - 1)};
    double[] p = IntStream.range(0, points.length).mapToDouble(k -> points[k] + by[k % 2] + HAND * random.nextGaussian()).toArray();
    double[] best = new double[PIXELS]; // squared distance to the nearest stroke
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    for (int s = 0; s < STROKES; s++) {
      double[] from = at(p, 6 * s, 0);
      for (int k = 1; k <= PIECES; k++) {
        double[] to = at(p, 6 * s, (double) k / PIECES);
        for (int q = 0; q < PIXELS; q++) {
          best[q] = Math.min(best[q], squared((q % SIDE + 0.5) / SIDE, (row(q) + 0.5) / SIDE, from, to));
        }
        from = to;
      }
    }
    return Arrays.stream(best).map(d -> Math.clamp(1 - (Math.sqrt(d) - PEN) / EDGE, 0, 1) + NOISE * random.nextGaussian()).toArray();
  }

  private static int row(int pixel) {
    return pixel / SIDE;
  }

  private static double[] at(double[] p, int first, double s) {
    double a = (1 - s) * (1 - s);
    double b = 2 * s * (1 - s);
    double c = s * s;
    return new double[] {a * p[first] + b * p[first + 2] + c * p[first + 4], a * p[first + 1] + b * p[first + 3] + c * p[first + 5]};
  }

  private static double squared(double x, double y, double[] from, double[] to) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double along = Math.clamp(((x - from[0]) * dx + (y - from[1]) * dy) / Math.max(1e-12, dx * dx + dy * dy), 0, 1);
    double ex = x - from[0] - along * dx;
    double ey = y - from[1] - along * dy;
    return ex * ex + ey * ey;
  }

  /** One image of each of some classes with its label, several times, and another image of one of them. */
  ShotsEpisode episode(int ways, int shots, RandomStream random) {
    int[] chosen = Images.permutation(classes(), random);
    double[][] shown = new double[ways * shots][];
    int[] labels = new int[ways * shots];
    int asked = (int) (ways * random.nextDouble());
    int other = (int) (images[0].length * random.nextDouble());
    for (int shot = 0; shot < shots; shot++) {
      int[] order = Images.permutation(ways, random);
      for (int k = 0; k < ways; k++) {
        int hands = images[chosen[order[k]]].length;
        int hand = (int) (hands * random.nextDouble());
        hand = order[k] == asked && hand == other ? (hand + 1) % hands : hand;
        shown[shot * ways + k] = images[chosen[order[k]]][hand];
        labels[shot * ways + k] = order[k];
      }
    }
    return new ShotsEpisode(shown, labels, images[chosen[asked]][other], asked);
  }
}
