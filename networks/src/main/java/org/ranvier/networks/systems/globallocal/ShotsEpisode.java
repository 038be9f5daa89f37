package org.ranvier.networks.systems.globallocal;

import org.ranvier.networks.images.Images;
import org.ranvier.simulator.random.RandomStream;

/**
 * A task of few shots: images with labels that mean something in this episode only, then an image without one.
 *
 * @param shown images, [presentation][pixel]
 * @param asked the image whose label is asked for
 */
record ShotsEpisode(double[][] shown, int[] labels, double[] asked, int answer) {
  /** With labels that have nothing to do with the images. */
  ShotsEpisode mislabelled(RandomStream random) {
    int[] order = Images.permutation(labels.length, random);
    int[] other = new int[labels.length];
    for (int k = 0; k < other.length; k++) {
      other[k] = labels[order[k]];
    }
    return new ShotsEpisode(shown, other, asked, answer);
  }

  /** The label of that image which is most like the one asked for, pixel by pixel. */
  int nearest() {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < shown.length; k++) {
      double d = 0;
      for (int q = 0; q < asked.length; q++) {
        d += (asked[q] - shown[k][q]) * (asked[q] - shown[k][q]);
      }
      best = d < least ? labels[k] : best;
      least = Math.min(least, d);
    }
    return best;
  }
}
