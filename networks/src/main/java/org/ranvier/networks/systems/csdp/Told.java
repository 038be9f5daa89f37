package org.ranvier.networks.systems.csdp;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ranvier.networks.images.Images;

/**
 * What the goodness of images with each label says.
 *
 * @param accuracy share of images of which the right label has the largest goodness
 * @param auc chance that the right label of an image has a larger goodness than a random wrong label of an image (Mann and
 * Whitney's U)
 */
record Told(double accuracy, double auc) {
  Told(double[][] goodness, Images images, RandomGenerator random) {
    this(accuracy(goodness, images), auc(goodness, images, random));
  }

  private static double accuracy(double[][] goodness, Images images) {
    int right = 0;
    for (int k = 0; k < goodness.length; k++) {
      int best = 0;
      for (int c = 1; c < goodness[k].length; c++) {
        best = goodness[k][c] > goodness[k][best] ? c : best;
      }
      right += best == images.label(k) ? 1 : 0;
    }
    return right / (double) goodness.length;
  }

  private static double auc(double[][] goodness, Images images, RandomGenerator random) {
    double[] right = new double[goodness.length];
    double[] wrong = new double[goodness.length];
    for (int k = 0; k < goodness.length; k++) {
      int classes = goodness[k].length;
      right[k] = goodness[k][images.label(k)];
      wrong[k] = goodness[k][(images.label(k) + 1 + random.nextInt(classes - 1)) % classes];
    }
    return area(right, wrong);
  }

  /** The share of pairs in which the first is larger; ties count half. */
  static double area(double[] larger, double[] smaller) {
    double[] sorted = smaller.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double x : larger) {
      sum += (below(sorted, x, false) + below(sorted, x, true)) / 2.0;
    }
    return sum / ((double) larger.length * smaller.length);
  }

  /** How many are below x, or not above it. */
  private static int below(double[] sorted, double x, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (sorted[middle] < x || orEqual && sorted[middle] == x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
