package org.ranvier.plasticity.receptors;

import org.ranvier.simulator.RanvierException;

/**
 * A receptor of a neuromodulator.
 *
 * <pre>{@code
 * new ReceptorModel(new Response.Hill(50, 1), new ReceptorKinetics.Cascade(100, 500))
 * }</pre>
 */
public record ReceptorModel(Response response, ReceptorKinetics kinetics) {
  public ReceptorModel {
    if (kinetics instanceof ReceptorKinetics.Binding && !(response instanceof Response.Hill)) {
      throw new RanvierException(
          "a receptor that binds by mass action has Hill's dose–response curve, not one " + response
              + "; use a Hill curve, or kinetics that rise and fall with time constants");
    }
  }

  /** One that follows the concentration at once. */
  public static ReceptorModel instant(Response response) {
    return new ReceptorModel(response, new ReceptorKinetics.Instant());
  }

  /** Where activation {@code a} has gone after a time in which the concentration is constant; exact. */
  public double after(double a, double concentration, double ms) {
    return switch (kinetics) {
      case ReceptorKinetics.Instant() -> response.at(concentration);
      case ReceptorKinetics.Binding(double off) -> {
        double on = ((Response.Hill) response).onRate(concentration);
        yield approach(a, response.at(concentration), ms * off * (1 + on));
      }
      case ReceptorKinetics.Cascade(double rise, double fall) -> {
        double target = response.at(concentration);
        yield approach(a, target, ms / (target > a ? rise : fall));
      }
    };
  }

  private static double approach(double a, double target, double times) {
    return target == a ? a : target + (a - target) * Math.exp(-times);
  }

  @Override
  public String toString() {
    return response + ", " + kinetics;
  }
}
