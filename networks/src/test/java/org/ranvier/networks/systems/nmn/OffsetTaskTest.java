package org.ranvier.networks.systems.nmn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.random.RandomStream;

final class OffsetTaskTest {
  /** Who knows the offset has all: 10·(1 - 0.998^1400)/(1 - 0.998). */
  @Test
  void whoKnowsTheOffsetHasAll() {
    var knows =
        new OffsetTask.Players() {
          @Override
          public void begin(int episodes) {}

          @Override
          public void act(double[] positions, double[] actions) {
            Arrays.setAll(actions, k -> positions[k] + 3);
          }

          @Override
          public void told(double[] positions, double[] actions, double[] rewards) {}
        };
    double most = 10 * (1 - Math.pow(0.998, 1400)) / 0.002;
    assertEquals(most, OffsetTask.most(OffsetTask.STEPS), 1e-9);
    double[] earned = OffsetTask.of(new double[] {3, 5}, OffsetTask.STEPS, new SplittableRandom(1)).played(knows);
    assertEquals(most, earned[0], 1e-9);
    assertEquals(-2 * most / 10, earned[1], 1e-9);
    assertEquals(-2 * (1 - Math.pow(0.998, 10)) / 0.002, OffsetTask.of(new double[] {5}, 10, new SplittableRandom(1)).mean(knows), 1e-9);
  }

  /** A program of another hand has 4673 for this policy, the mean of as many offsets. */
  @Test
  void thePolicyThatIsWrittenDownHasWhatAnotherProgramFinds() {
    assertEquals(4673, OffsetTask.drawn(4000, OffsetTask.STEPS, new SplittableRandom(2)).mean(new OffsetTask.Reference()), 2);
  }

  /** Of -(x - a)² the maximum is a. */
  @Test
  void theStrategyFindsAMaximum() {
    double[] a = {1, -2, 0.5};
    var strategy = new EvolutionStrategy(new double[3], 20, new RandomStream(3));
    for (int g = 0; g < 400; g++) {
      strategy.step(x -> {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum -= (x[k] - a[k]) * (x[k] - a[k]);
        }
        return sum;
      }, 0.1, 0.05 * (1 - 0.9 * g / 400));
    }
    assertTrue(Arrays.equals(new long[] {10, -20, 5}, Arrays.stream(strategy.at).mapToLong(x -> Math.round(10 * x)).toArray()), Arrays.toString(strategy.at));
  }

  /** Without modulation of slopes there are fewer parameters; all of them are read in a step. */
  @Test
  void networksReadAllTheirParameters() {
    for (boolean modulated : new boolean[] {true, false}) {
      var net = new RateNet(5, 3, 4, modulated);
      double[] p = net.drawn(new RandomStream(1));
      net.with(p).begin(1);
      net.told(new double[] {1}, new double[] {2}, new double[] {-3});
      double[] action = {Double.NaN};
      net.act(new double[] {2}, action);
      assertTrue(Double.isFinite(action[0]));
      net.with(Arrays.copyOf(p, p.length - 1)).begin(1);
      assertThrows(ArrayIndexOutOfBoundsException.class, () -> net.act(new double[] {2}, action));
    }
  }

  /** Episodes beside each other do not meet: each has what it has alone, but for the rounding of other loops. */
  @Test
  void episodesBesideEachOtherAreThoseAlone() {
    double[] offsets = {-7, 0.5, 2, 9, -3};
    var net = new RateNet(5, 3, 4, true);
    net.with(net.drawn(new RandomStream(4)));
    double[] together = OffsetTask.of(offsets, 60, new SplittableRandom(5)).played(net);
    var random = new SplittableRandom(5);
    for (int k = 0; k < offsets.length; k++) {
      assertEquals(OffsetTask.of(new double[] {offsets[k]}, 60, random).played(net)[0], together[k], 1e-9);
    }
  }

  /** Against the library's. */
  @Test
  void theTangentIsWithinItsBound() {
    double worst = 0;
    for (double x = -50; x <= 50; x += 1e-4) {
      worst = Math.max(worst, Math.abs(RateNet.tanh(x) - Math.tanh(x)));
    }
    assertTrue(worst < 1e-4, "off by " + worst);
    assertTrue(RateNet.tanh(50) <= 1 && RateNet.tanh(-50) >= -1);
  }
}
