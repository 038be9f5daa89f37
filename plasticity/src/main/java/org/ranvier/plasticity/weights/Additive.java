package org.ranvier.plasticity.weights;

record Additive(double aPlus, double aMinus) implements WeightDependence {
  @Override
  public double potentiated(double w, double x) {
    return w + aPlus * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - aMinus * x;
  }

  @Override
  public String equations() {
    return "w += " + aPlus + "·x, w -= " + aMinus + "·x";
  }
}
