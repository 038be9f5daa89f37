package org.ranvier.plasticity.weights;

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
