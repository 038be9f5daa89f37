package org.ranvier.networks.values;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Distribution.exponential;
import static org.ranvier.networks.values.Distribution.lognormal;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.nA;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import javax.measure.quantity.ElectricCurrent;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Likely;
import org.ranvier.simulator.random.RandomStream;

/** What is drawn follows the distribution that was asked for, bounds included. */
final class SamplerTest {
  private static final int N = 50_000;
  private static final DoubleUnaryOperator NORMAL = new NormalDistribution(null, 50, 20)::cumulativeProbability;
  private static final DoubleUnaryOperator LOGNORMAL = new LogNormalDistribution(null, Math.log(50), 0.8)::cumulativeProbability;
  private static final DoubleUnaryOperator EXPONENTIAL = new ExponentialDistribution(null, 50)::cumulativeProbability;

  private static double[] draws(Distribution<ElectricCurrent> distribution) {
    Sampler sampler = distribution.in(Units.PICOAMPERE, "weight");
    double[] all = new double[N];
    sampler.fill(new RandomStream(77), all, 0, N);
    var one = new RandomStream(77);
    double[] single = new double[N];
    Arrays.setAll(single, k -> sampler.draw(one));
    assertArrayEquals(single, all, "filled at once and drawn singly");
    var found = Arrays.stream(all).summaryStatistics();
    assertTrue(found.getMin() >= sampler.min() && found.getMax() <= sampler.max(), "beyond what min and max say");
    return all;
  }

  /** The distribution function of what is drawn anew until it lies within bounds. */
  private static DoubleUnaryOperator within(DoubleUnaryOperator distribution, double low, double high) {
    double below = distribution.applyAsDouble(low);
    double part = distribution.applyAsDouble(high) - below;
    return x -> Math.clamp((distribution.applyAsDouble(x) - below) / part, 0, 1);
  }

  @Test
  void unboundedDraws() {
    Likely.draws(draws(normal(pA(50), pA(20))), NORMAL);
    Likely.draws(draws(lognormal(pA(50), 0.8)), LOGNORMAL);
    Likely.draws(draws(exponential(pA(50))), EXPONENTIAL);
    Likely.draws(draws(uniform(pA(-10), pA(30))), x -> (x + 10) / 40);
  }

  @Test
  void drawsInAnotherUnit() {
    Likely.draws(draws(normal(nA(0.05), nA(0.02))), NORMAL);
    Likely.draws(draws(lognormal(nA(0.05), 0.8).redraw(nA(0.01), nA(0.1))), within(LOGNORMAL, 10, 100));
  }

  @Test
  void drawsRepeatedUntilWithinBounds() {
    Likely.draws(draws(normal(pA(50), pA(20)).redraw(pA(40), pA(45))), within(NORMAL, 40, 45));
    Likely.draws(draws(normal(pA(50), pA(20)).redraw(pA(90), pA(1e9))), within(NORMAL, 90, 1e9));
    Likely.draws(draws(lognormal(pA(50), 0.8).redraw(pA(-5), pA(60))), within(LOGNORMAL, 0, 60));
    Likely.draws(draws(exponential(pA(50)).redraw(pA(100), pA(200))), within(EXPONENTIAL, 100, 200));
    Likely.draws(draws(uniform(pA(-10), pA(30)).redraw(pA(0), pA(90))), x -> x / 30);
  }

  @Test
  void drawsMovedToTheNearestBound() {
    double[] clipped = draws(normal(pA(50), pA(20)).clip(pA(40), pA(80)));
    Likely.counts(
        new long[] {
          Arrays.stream(clipped).filter(x -> x == 40).count(), Arrays.stream(clipped).filter(x -> x > 40 && x < 80).count(),
          Arrays.stream(clipped).filter(x -> x == 80).count()
        },
        k -> N * new double[] {NORMAL.applyAsDouble(40), NORMAL.applyAsDouble(80) - NORMAL.applyAsDouble(40),
        1 - NORMAL.applyAsDouble(80)}[k]);
    Likely.draws(Arrays.stream(clipped).filter(x -> x > 40 && x < 80).toArray(), within(NORMAL, 40, 80));
  }

  @Test
  void whatHasNoSpreadIsConstant() {
    assertEquals(new Sampler.Constant(50), normal(pA(50), pA(0)).in(Units.PICOAMPERE, "weight"));
    assertEquals(new Sampler.Constant(50), lognormal(pA(50), 0).in(Units.PICOAMPERE, "weight"));
    assertEquals(new Sampler.Constant(50), uniform(pA(50), pA(50)).in(Units.PICOAMPERE, "weight"));
    assertEquals(new Sampler.Constant(50), Distribution.constant(nA(0.05)).in(Units.PICOAMPERE, "weight"));
  }
}
