package org.ranvier.plasticity.weights;

record Log(double cPlus, double cMinus, double w0, double beta, double s) implements WeightDependence {
  @Override
  public double potentiated(double w, double x) {
    return w + cPlus * StrictMath.exp(-w / (w0 * beta)) * x;
  }

  @Override
  public double depressed(double w, double x) {
    double relative = w / w0;
    return w - cMinus * (relative <= 1 ? relative : 1 + StrictMath.log(1 + s * (relative - 1)) / s) * x;
  }

  @Override
  public String equations() {
    return "w += " + cPlus + "·exp(-w/" + w0 * beta + ")·x, w -= " + cMinus + "·f(w/" + w0
        + ")·x, f(v) = v up to 1, then 1 + ln(1 + "
        + s + "·(v - 1))/" + s;
  }
}
