package org.ranvier.plasticity.weights;

record Gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax, Power plus, Power minus)
    implements WeightDependence {
  Gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax) {
    this(lambda, alpha, muPlus, muMinus, wMax, table(muPlus), table(muMinus));
  }

  @Override
  public double potentiated(double w, double x) {
    return w + lambda * wMax * power(plus, muPlus, 1 - w / wMax) * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - lambda * alpha * wMax * power(minus, muMinus, w / wMax) * x;
  }

  private static Power table(double mu) {
    return mu == 0 || mu == 1 ? Power.unused(mu) : new Power(mu);
  }

  private static double power(Power power, double mu, double x) {
    return mu == 0 ? 1 : mu == 1 ? x : power.of(x); // mu is a constant to the JIT
  }

  @Override
  public String equations() {
    return "w += " + lambda + "·" + wMax + "·(1 - w/" + wMax + ")^" + muPlus + "·x, w -= " + lambda * alpha + "·" + wMax
        + "·(w/" + wMax
        + ")^" + muMinus + "·x";
  }
}
