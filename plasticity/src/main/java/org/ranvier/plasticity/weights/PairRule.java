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

  /** See {@link #hebbian}. */
  record Hebbian(WeightDependence dependence, Bounds bounds) implements PairRule {
    @Override
    public double atPost(double w, double x) {
      return bounds.of(dependence.potentiated(w, x));
    }

    @Override
    public double atPre(double w, double y) {
      return bounds.of(dependence.depressed(w, y));
    }

    @Override
    public float atPost(float w, float x) {
      return bounds.of(dependence.potentiated(w, x));
    }

    @Override
    public float atPre(float w, float y) {
      return bounds.of(dependence.depressed(w, y));
    }

    @Override
    public boolean keepsSign() {
      return bounds.keepSign();
    }

    @Override
    public String equations() {
      return dependence.equations();
    }
  }

  /** See {@link #antiHebbian}. */
  record AntiHebbian(WeightDependence dependence, Bounds bounds) implements PairRule {
    @Override
    public double atPost(double w, double x) {
      return bounds.of(dependence.depressed(w, x));
    }

    @Override
    public double atPre(double w, double y) {
      return bounds.of(dependence.potentiated(w, y));
    }

    @Override
    public float atPost(float w, float x) {
      return bounds.of(dependence.depressed(w, x));
    }

    @Override
    public float atPre(float w, float y) {
      return bounds.of(dependence.potentiated(w, y));
    }

    @Override
    public boolean keepsSign() {
      return bounds.keepSign();
    }

    @Override
    public String equations() {
      return "anti-Hebbian " + dependence.equations();
    }
  }

  /**
   * Vogels, Sprekeler et al. 2011 (doi:10.1126/science.1211095): {@code w += η·x} at a post-synaptic spike, {@code w += η·(y -
   * α)} at a pre-synaptic one, so that a target fires at {@code α/(2τ)}.
   */
  record Homeostatic(double eta, double alpha, Bounds bounds) implements PairRule {
    @Override
    public double atPost(double w, double x) {
      return bounds.of(w + eta * x);
    }

    @Override
    public double atPre(double w, double y) {
      return bounds.of(bounds.of(w + eta * y) - eta * alpha); // bounded twice: NEST's convention
    }

    @Override
    public boolean keepsSign() {
      return bounds.keepSign();
    }

    @Override
    public String equations() {
      return "at post: w += " + eta + "·x, at pre: w += " + eta + "·(y - " + alpha + ")";
    }
  }
}
