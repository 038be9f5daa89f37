package org.ranvier.neuronmodels.morphology;

/** The steady state of a passive tree by elimination from the tips to the root: an oracle for what a tree's numbers mean. */
final class SteadyState {
  private SteadyState() {}

  /** Deviation from rest in mV where {@code currentNA} enters at a compartment and the membrane leaks everywhere. */
  static double[] of(CompartmentTree tree, double leakSPerCm2, int at, double currentNA) {
    int n = tree.count();
    double[] diagonal = new double[n];
    double[] current = new double[n];
    double[] link = new double[n];
    current[at] = currentNA;
    for (int i = 0; i < n; i++) {
      diagonal[i] += leakSPerCm2 * tree.areaUm2()[i] * 1e-2; // S/cm² · um² = 1e-8 S = 1e-2 uS
      if (i > 0) {
        link[i] = 1 / tree.axialResistanceMOhm()[i];
        diagonal[i] += link[i];
        diagonal[tree.parent()[i]] += link[i];
      }
    }
    for (int i = n - 1; i > 0; i--) {
      diagonal[tree.parent()[i]] -= link[i] * link[i] / diagonal[i];
      current[tree.parent()[i]] += link[i] / diagonal[i] * current[i];
    }
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = (current[i] + (i > 0 ? link[i] * v[tree.parent()[i]] : 0)) / diagonal[i];
    }
    return v;
  }
}
