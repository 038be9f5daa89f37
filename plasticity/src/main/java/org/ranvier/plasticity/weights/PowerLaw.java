package org.ranvier.plasticity.weights;

import org.ranvier.simulator.kernel.Fused;

record PowerLaw(double lambda, double alpha, double mu, Power power) implements WeightDependence {
  PowerLaw(double lambda, double alpha, double mu) {
    this(lambda, alpha, mu, new Power(mu));
  }

  @Override
  public double potentiated(double w, double x) {
    return w + lambda * power.of(w) * x;
  }

  @Override
  public float potentiated(float w, float x) {
    return Fused.fma((float) lambda * power.of(w), x, w);
  }

  @Override
  public float depressed(float w, float x) {
    return Fused.fma((float) (-lambda * alpha) * w, x, w);
  }

  @Override
  public double depressed(double w, double x) {
    return w - (lambda * alpha) * w * x;
  }

  @Override
  public String equations() {
    return "w += " + lambda + "·w^" + mu + "·x, w -= " + lambda * alpha + "·w·x";
  }
}
