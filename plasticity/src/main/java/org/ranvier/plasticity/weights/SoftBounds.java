package org.ranvier.plasticity.weights;

/** See {@link WeightDependence#softBounds}. */
record SoftBounds(double aPlus, double aMinus, double muPlus, double muMinus, double min, double max, Power plus, Power minus)
    implements WeightDependence {
  SoftBounds(double aPlus, double aMinus, double muPlus, double muMinus, double min, double max) {
    this(aPlus, aMinus, muPlus, muMinus, min, max, table(muPlus), table(muMinus));
  }

  @Override
  public double potentiated(double w, double x) {
    return w + aPlus * size(plus, muPlus, max - w) * x;
  }

  @Override
  public double depressed(double w, double x) {
    return w - aMinus * size(minus, muMinus, w - min) * x;
  }

  private static Power table(double mu) {
    return mu == 0 || mu == 1 ? Power.unused(mu) : new Power(mu);
  }

  /** How much an amplitude of 1 changes a weight that is as far as this from a bound. */
  private double size(Power power, double mu, double distance) {
    if (mu == 0) {
      return max;
    }
    return mu == 1 ? distance : (max - min) * power.of(Math.max(0, distance / (max - min))); // a weight of 4 bytes may lie just outside
  }

  @Override
  public String equations() {
    return "w += " + aPlus + "·" + text(muPlus, max + " - w") + "·x, w -= " + aMinus + "·" + text(muMinus, "w - " + min) + "·y";
  }

  private String text(double mu, String distance) {
    return mu == 0 ? String.valueOf(max) : mu == 1 ? "(" + distance + ")" : (max - min) + "·((" + distance + ")/" + (max - min) + ")^" + mu;
  }
}
