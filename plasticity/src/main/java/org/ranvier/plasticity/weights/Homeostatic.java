package org.ranvier.plasticity.weights;

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
