package org.ranvier.plasticity.weights;

record VanRossum(double cPlus, double cMinus) implements WeightDependence {
  @Override
  public double potentiated(double w, double x) {
    return w + cPlus * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - cMinus * w * x;
  }

  @Override
  public String equations() {
    return "w += " + cPlus + "·x, w -= " + cMinus + "·w·x";
  }
}
