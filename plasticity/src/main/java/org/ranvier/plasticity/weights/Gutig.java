package org.ranvier.plasticity.weights;

record Gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax) implements WeightDependence {
  @Override
  public double potentiated(double w, double x) {
    return w + lambda * wMax * Powers.pow(1 - w / wMax, muPlus) * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - lambda * alpha * wMax * Powers.pow(w / wMax, muMinus) * x;
  }

  @Override
  public String equations() {
    return "w += " + lambda + "·" + wMax + "·(1 - w/" + wMax + ")^" + muPlus + "·x, w -= " + lambda * alpha + "·" + wMax + "·(w/" + wMax
        + ")^" + muMinus + "·x";
  }
}
