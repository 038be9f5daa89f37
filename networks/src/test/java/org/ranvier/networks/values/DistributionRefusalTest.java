package org.ranvier.networks.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.exponential;
import static org.ranvier.networks.values.Distribution.lognormal;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.simulator.RanvierException;

@Timeout(20) // a distribution that is never within its bounds would be drawn for ever
final class DistributionRefusalTest {
  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(RanvierException.class, made).getMessage());
  }

  private static void weightRefused(String message, Distribution<?> distribution) {
    refused(message, () -> distribution.in(Units.PICOAMPERE, "weight"));
  }

  @Test
  void impossibleParameters() {
    refused("standard deviation of a normal distribution -1 pA must be 0 or above", () -> normal(pA(5), pA(-1)));
    refused("median of a lognormal distribution 0 pA must be above 0", () -> lognormal(pA(0), 1));
    refused("sigma of a lognormal distribution -1 must be 0 or above", () -> lognormal(pA(1), -1));
    refused("mean of an exponential distribution -2 pA must be above 0", () -> exponential(pA(-2)));
    refused("uniform distribution from 2 pA to 1 pA: the first must not exceed the second", () -> uniform(pA(2), pA(1)));
    refused("bounds 2 pA and 1 pA: the first must not exceed the second", () -> normal(pA(0), pA(1)).clip(pA(2), pA(1)));
  }

  @Test
  void boundsThatAreHardlyEverMet() {
    weightRefused(
        "weight: normal(0 pA, 1 pA) redrawn within 4 pA … 9 pA: fewer than 1 in 1000 draws lie within the bounds; widen them or "
        + "move the distribution",
        normal(pA(0), pA(1)).redraw(pA(4), pA(9)));
    String narrow = ": fewer than 1 in 1000 draws lie within the bounds; widen them or move the distribution";
    weightRefused(
        "weight: normal(0 pA, 1 pA) redrawn within 0 pA … 1.0E-4 pA" + narrow, normal(pA(0), pA(1)).redraw(pA(0), pA(1e-4)));
    weightRefused("weight: normal(5 pA, 0 pA) redrawn within 6 pA … 7 pA" + narrow, normal(pA(5), pA(0)).redraw(pA(6), pA(7)));
    weightRefused(
        "weight: lognormal(1 pA, 0.5) redrawn within -2 pA … -1 pA" + narrow, lognormal(pA(1), 0.5).redraw(pA(-2), pA(-1)));
    weightRefused(
        "weight: lognormal(1 pA, 0.5) redrawn within 100 pA … 200 pA" + narrow, lognormal(pA(1), 0.5).redraw(pA(100), pA(200)));
    weightRefused("weight: exponential(1 pA) redrawn within 20 pA … 30 pA" + narrow, exponential(pA(1)).redraw(pA(20), pA(30)));
    weightRefused("weight: exponential(1 pA) redrawn within -2 pA … -1 pA" + narrow, exponential(pA(1)).redraw(pA(-2), pA(-1)));
    weightRefused("weight: uniform(1 pA, 2 pA) redrawn within 3 pA … 4 pA" + narrow, uniform(pA(1), pA(2)).redraw(pA(3), pA(4)));
  }

  @Test
  void boundsOfWhatIsNotDrawn() {
    refused("5 pA: only what is drawn has bounds; leave them out, or choose values within them", () -> constant(pA(5))
        .redraw(pA(6), pA(7)));
    assertThrows(RanvierException.class, () -> each(Units::pA, 1, 2).clip(pA(0), pA(1)));
  }

  @Test
  void twoPairsOfBounds() {
    refused(
        "normal(0 pA, 1 pA) redrawn within -1 pA … 1 pA has bounds already; give them once",
        () -> normal(pA(0), pA(1)).redraw(pA(-1), pA(1)).clip(pA(0), pA(1)));
  }

  @Test
  void valuesThatAreNotFinite() {
    refused("a quantity must be a finite number, not NaN", () -> constant(pA(Double.NaN)));
    refused("a quantity must be a finite number, not Infinity", () -> normal(pA(0), pA(Double.POSITIVE_INFINITY)));
    refused("a quantity must be a finite number, not NaN", () -> lognormal(pA(1), Double.NaN));
    refused("a quantity must be a finite number, not -Infinity", () -> each(Units::pA, 1, Double.NEGATIVE_INFINITY));
  }

  @Test
  void anotherDimension() {
    weightRefused("weight = 1 ms has the wrong unit; weight is measured in pA, as in pA(1)", constant(ms(1)));
    weightRefused("weight = 1 ms has the wrong unit; weight is measured in pA, as in pA(1)", normal(ms(1), ms(1)));
    weightRefused("weight = 1 ms has the wrong unit; weight is measured in pA, as in pA(1)", each(Units::ms, 1, 2));
  }
}
