package org.ranvier.plasticity.modulators;

import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.plasticity.receptors.Response;

/**
 * One modulator driving the production of another: {@code dn/dt = … + rate·(f(s) - f(B_s))} where {@code s} is the concentration of the
 * first and {@code B_s} its baseline. What is produced while the first is at rest counts to the second's own baseline.
 *
 * <p>With {@code f(s) = s} and {@code rate = 1/τ}, of a modulator that decays with {@code τ}, the second is the low-passed first.
 */
public final class Drive {
  private final Concentration from;
  private final Concentration to;
  private final Response response;
  private final double ratePerMs;
  private final double atRest;
  private final boolean linear;

  /**
   * @param from has one place, or as many as {@code to}
   */
  public Drive(Concentration from, Concentration to, Response response, double ratePerMs) {
    this.from = from;
    this.to = to;
    this.response = response;
    this.ratePerMs = ratePerMs;
    linear = response instanceof Response.Proportional;
    atRest = response.at(from.baseline());
  }

  /** Sets the production of {@code to} in the step that {@code from} has just taken; {@code to} takes it next. */
  public void apply() {
    for (int p = 0; p < to.places(); p++) {
      int source = from.places() == 1 ? 0 : p;
      for (int q = 0; q < GaussNodes.COUNT; q++) {
        double s = from instanceof WellMixed mixed ? mixed.deviationAtNode(q, source) : from.deviation(source);
        to.produce(q, p, rate(s));
      }
    }
  }

  private double rate(double deviation) {
    if (linear) { // also of signals below 0
      return ratePerMs * ((Response.Proportional) response).slope() * deviation;
    }
    return ratePerMs * (response.at(from.baseline() + deviation) - atRest);
  }
}
