package org.ranvier.networks.systems.distalreward;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Steps at which rewards are given. */
final class RewardTimes {
  private RewardTimes() {}

  /** As many rewards with the same intervals between them, in another order. */
  static List<Long> shuffled(List<Long> steps, SplittableRandom random) {
    long[] gaps = new long[steps.size()];
    for (int k = 0; k < gaps.length; k++) {
      gaps[k] = steps.get(k) - (k == 0 ? 0 : steps.get(k - 1));
    }
    for (int k = gaps.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      long swapped = gaps[k];
      gaps[k] = gaps[other];
      gaps[other] = swapped;
    }
    var result = new ArrayList<Long>();
    long t = 0;
    for (long gap : gaps) {
      t += gap;
      result.add(t);
    }
    return result;
  }
}
