package org.ranvier.networks.systems.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well tasks are done as others are learnt (Lopez-Paz &amp; Ranzato 2017, arXiv:1706.08840; the gap: De Lange et al. 2023,
 * arXiv:2205.13452, as it is
 * computed by Rodriguez-Garcia et al. 2025).
 *
 * @param untrained accuracy of each task before anything is learnt
 * @param after by task learnt, the accuracy of each task
 * @param first the accuracy of the first task as others are learnt: a list for each of them
 */
record Scores(double[] untrained, double[][] after, List<List<Double>> first) {
  /** The mean accuracy of all tasks at the end. */
  double average() {
    return IntStream.range(0, untrained.length).mapToDouble(k -> after[after.length - 1][k]).average().orElseThrow();
  }

  /**
   * Backward transfer: what has become of the accuracies that tasks had when they had just been learnt; forgetting is below 0.
   */
  double backward() {
    int last = after.length - 1;
    return IntStream.range(0, last).mapToDouble(k -> after[last][k] - after[k][k]).average().orElse(0);
  }

  /** Forward transfer: how much better tasks are done just before they are learnt than by a network that has learnt nothing. */
  double forward() {
    return IntStream.range(1, untrained.length).mapToDouble(k -> after[k - 1][k] - untrained[k]).average().orElse(0);
  }

  /** The mean accuracy of tasks when they have just been learnt. */
  double learning() {
    return IntStream.range(0, untrained.length).mapToDouble(k -> after[k][k]).average().orElseThrow();
  }

  /**
   * Stability gap: how far the first task falls while another is learnt, as a share of what it was before, {@code mean (final_i
   * - min_{i+1}) / final_i}.
   */
  double gap() {
    var gaps = new ArrayList<Double>();
    for (int k = 1; k < after.length; k++) {
      double before = after[k - 1][0];
      double least = first.get(k).stream().mapToDouble(x -> x).min().orElse(before);
      if (before > 0) {
        gaps.add((before - least) / before);
      }
    }
    return gaps.stream().mapToDouble(x -> x).average().orElse(0);
  }
}
