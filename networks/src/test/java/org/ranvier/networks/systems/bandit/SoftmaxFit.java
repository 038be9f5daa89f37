package org.ranvier.networks.systems.bandit;

import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;

/** Fits an inverse temperature to what the network chooses. */
final class SoftmaxFit {
  private SoftmaxFit() {}

  /** Of values that are 0, s, 2s, 3s and 4s with s = 0.5/β, the likeliest inverse temperature given so many choices. */
  static double of(double beta, int choices, long seed) {
    var bandit = new Bandit();
    var plan = new Plan(new Settings("bandit", bandit.settings(), java.util.Map.of()), 0, seed, bandit.conditions().getFirst(), java.util.Map.of());
    double[] values = new double[Arms.COUNT];
    for (int a = 0; a < values.length; a++) {
      values[a] = 0.5 * a / beta;
    }
    int[] counts = new int[values.length];
    try (var chooser = new SpikingChooser(plan, choices, TrialListener.NONE)) {
      chooser.setValues(values);
      for (int k = 0; k < choices; k++) {
        chooser.setTemperature(beta);
        int arm = chooser.choose(k);
        counts[arm]++;
        chooser.learn(arm, 0, chooser.values()[arm]);
      }
    }
    double low = 0;
    double high = 20 * beta;
    for (int k = 0; k < 100; k++) {
      double b = (low + high) / 2;
      double slope = 0; // of the log-likelihood
      double norm = 0;
      double mean = 0;
      for (double v : values) {
        norm += Math.exp(b * v);
        mean += v * Math.exp(b * v);
      }
      for (int a = 0; a < values.length; a++) {
        slope += counts[a] * (values[a] - mean / norm);
      }
      low = slope > 0 ? b : low;
      high = slope > 0 ? high : b;
    }
    return (low + high) / 2;
  }
}
