package org.ranvier.networks.systems.families;

/**
 * How much neurons prefer one of two patterns as is wished, {@code Σ u·(n₁ - n₂)/√(Σu²·Σ(n₁ + n₂)²)} with the wish u and the spikes n in a presentation of
 * either pattern: 1 where each fires for what it is to prefer only, and as much as is wished, 0 where patterns are alike.
 */
final class Selectivity {
  private final double[] wish;
  private final double[][] spikes;
  private final int[] presentations = new int[2];

  /**
   * @param wish of each neuron: above 0 if it is to prefer the first pattern
   */
  Selectivity(double[] wish) {
    this.wish = wish;
    spikes = new double[2][wish.length];
  }

  /** The spikes of all neurons in a presentation. */
  void add(int pattern, double[] counts) {
    presentations[pattern]++;
    for (int i = 0; i < wish.length; i++) {
      spikes[pattern][i] += counts[i];
    }
  }

  /** Spikes of a neuron in a presentation, on average of neurons and patterns. */
  double spikes() {
    double sum = 0;
    for (int i = 0; i < wish.length; i++) {
      sum += mean(0, i) + mean(1, i);
    }
    return sum / wish.length / 2;
  }

  /** 0 where nobody fired. */
  double value() {
    double product = 0;
    double wished = 0;
    double all = 0;
    for (int i = 0; i < wish.length; i++) {
      double both = mean(0, i) + mean(1, i);
      product += wish[i] * (mean(0, i) - mean(1, i));
      wished += wish[i] * wish[i];
      all += both * both;
    }
    return all == 0 ? 0 : product / Math.sqrt(wished * all);
  }

  private double mean(int pattern, int neuron) {
    return presentations[pattern] == 0 ? 0 : spikes[pattern][neuron] / presentations[pattern];
  }
}
