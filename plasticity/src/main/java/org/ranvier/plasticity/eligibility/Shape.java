package org.ranvier.plasticity.eligibility;

import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** A function that a third factor passes through. */
public sealed interface Shape {
  double of(double x);

  /** {@code max(0, x)}. */
  record PositivePart() implements Shape {
    @Override
    public double of(double x) {
      return Math.max(0, x);
    }

    @Override
    public String toString() {
      return "positive part";
    }
  }

  /** {@code max(0, -x)}: how far below 0 it is. */
  record NegativePart() implements Shape {
    @Override
    public double of(double x) {
      return Math.max(0, -x);
    }

    @Override
    public String toString() {
      return "negative part";
    }
  }

  /**
   * {@code mS/(1 + mS)}, and 0 below 0: how much a surprise {@code S} counts (Faraji, Preuschoff & Gerstner 2018,
   * doi:10.1162/neco_a_01025).
   *
   * @param m how readily one is surprised, above 0
   */
  record Surprise(double m) implements Shape {
    public Surprise {
      if (!(m > 0 && Double.isFinite(m))) {
        throw new RanvierException("steepness of a surprise " + m + " must be above 0 and finite");
      }
    }

    @Override
    public double of(double s) {
      return s > 0 ? 1 - 1 / (1 + m * s) : 0;
    }

    @Override
    public String toString() {
      return "surprise " + TimeGrid.trim(m);
    }
  }

  /** The activation of a receptor that follows at once. */
  record Activation(Response response) implements Shape {
    @Override
    public double of(double x) {
      return response.at(x);
    }

    @Override
    public String toString() {
      return "activation (" + response + ")";
    }
  }
}
