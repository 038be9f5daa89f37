package org.ranvier.networks.systems.nmn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import org.ranvier.networks.systems.descent.AdamDescent;
import org.ranvier.simulator.random.RandomStream;

/**
 * Ascends what a mean of many tries says (Salimans et al. 2017, arXiv:1703.03864): parameters are moved by {@code ±σ·ε}, ε normal, and follow {@code Σ u·ε/(n·σ)}
 * by Adam, u the rank of what came of it, from -1/2 to 1/2.
 */
final class EvolutionStrategy {
  final double[] at;
  private final int pairs;
  private final AdamDescent adam;
  private final RandomStream random;

  EvolutionStrategy(double[] first, int pairs, RandomStream random) {
    at = first.clone();
    this.pairs = pairs;
    this.random = random;
    adam = new AdamDescent(first.length);
  }

  /**
   * Takes a step.
   *
   * @param sigma by how much parameters are moved
   * @param rate of Adam
   * @return the mean of what was tried
   */
  double step(ToDoubleFunction<double[]> worth, double sigma, double rate) {
    double[][] noise = new double[pairs][at.length];
    double[] found = new double[2 * pairs];
    double[] tried = new double[at.length];
    for (int k = 0; k < found.length; k++) {
      double[] n = noise[k / 2];
      for (int i = 0; i < n.length; i++) {
        n[i] = k % 2 == 0 ? random.nextGaussian() : n[i];
        tried[i] = at[i] + (k % 2 == 0 ? sigma : -sigma) * n[i];
      }
      found[k] = worth.applyAsDouble(tried);
    }
    Integer[] order = new Integer[found.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> found[k]));
    double[] down = new double[at.length];
    for (int r = 0; r < order.length; r++) {
      double u = (r / (order.length - 1.0) - 0.5) * (order[r] % 2 == 0 ? 1 : -1);
      for (int i = 0; i < down.length; i++) {
        down[i] -= u * noise[order[r] / 2][i] / (pairs * sigma);
      }
    }
    adam.step(at, down, rate);
    return Arrays.stream(found).average().orElseThrow();
  }
}
