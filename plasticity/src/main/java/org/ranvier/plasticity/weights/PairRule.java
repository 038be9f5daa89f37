package org.ranvier.plasticity.weights;

/** What pairings do with a weight: two short functions. Weights are magnitudes. */
public interface PairRule {
  /**
   * The weight after a post-synaptic spike.
   *
   * @param x pre-synaptic trace at its arrival
   */
  double atPost(double w, double x);

  /**
   * The weight after a pre-synaptic spike.
   *
   * @param y post-synaptic trace at its arrival
   */
  double atPre(double w, double y);

  /** {@link #atPost(double, double)} for weights of 4 bytes, rounded to that. */
  default float atPost(float w, float x) {
    return (float) atPost((double) w, (double) x);
  }

  /** {@link #atPre(double, double)} for weights of 4 bytes, rounded to that. */
  default float atPre(float w, float y) {
    return (float) atPre((double) w, (double) y);
  }

  /** Whether the weight keeps its sign. */
  boolean keepsSign();

  /** In words: the equations. */
  String equations();

  /** Potentiates where pre comes before post, depresses otherwise. */
  static PairRule hebbian(WeightDependence dependence, Bounds bounds) {
    return new Hebbian(dependence, bounds);
  }

  /** Depresses where pre comes before post, potentiates otherwise. */
  static PairRule antiHebbian(WeightDependence dependence, Bounds bounds) {
    return new AntiHebbian(dependence, bounds);
  }

  /** Potentiates near-coincident spikes in either order, and depresses at each pre-synaptic spike: see {@link Homeostatic}. */
  static PairRule homeostatic(double eta, double alpha, Bounds bounds) {
    return new Homeostatic(eta, alpha, bounds);
  }
}
