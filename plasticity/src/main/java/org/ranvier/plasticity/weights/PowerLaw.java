package org.ranvier.plasticity.weights;

record PowerLaw(double lambda, double alpha, double mu) implements WeightDependence {
  @Override
  public double potentiated(double w, double x) {
    return w + lambda * Powers.pow(w, mu) * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - lambda * alpha * w * x;
  }

  @Override
  public String equations() {
    return "w += " + lambda + "·w^" + mu + "·x, w -= " + lambda * alpha + "·w·x";
  }
}
