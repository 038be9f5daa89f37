package org.ranvier.networks.systems.nmn;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        new OffsetTask.Player() {
          @Override
          public void begin() {}

          @Override
          public double act(double position) {
            return position + 3;
          }

          @Override
          public void told(double position, double action, double reward) {}
        };
    double most = 10 * (1 - Math.pow(0.998, 1400)) / 0.002;
    assertEquals(most, OffsetTask.most(OffsetTask.STEPS), 1e-9);
    assertEquals(most, OffsetTask.played(knows, 3, OffsetTask.STEPS, new SplittableRandom(1)), 1e-9);
    assertEquals(-2 * (1 - Math.pow(0.998, 10)) / 0.002, OffsetTask.played(knows, 5, 10, new SplittableRandom(1)), 1e-9);
  }

  /** A program of another hand has 4673 for this policy, the mean of as many offsets. */
  @Test
  void thePolicyThatIsWrittenDownHasWhatAnotherProgramFinds() {
    assertEquals(4673, OffsetTask.mean(new OffsetTask.Reference(), 4000, OffsetTask.STEPS, new SplittableRandom(2)), 2);
  }

  /** Of -(x - a)² the maximum is a. */
  @Test
  void theStrategyFindsAMaximum() {
    double[] a = {1, -2, 0.5};
    var strategy = new EvolutionStrategy(new double[3], 0.1, 20, new RandomStream(3));
    for (int g = 0; g < 400; g++) {
      strategy.step(x -> {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum -= (x[k] - a[k]) * (x[k] - a[k]);
        }
        return sum;
      }, 0.05 * (1 - 0.9 * g / 400));
    }
    assertTrue(Arrays.equals(new long[] {10, -20, 5}, Arrays.stream(strategy.at).mapToLong(x -> Math.round(10 * x)).toArray()), Arrays.toString(strategy.at));
  }

  /** Without modulation of slopes there are fewer parameters; all of them are read in a step. */
  @Test
  void networksReadAllTheirParameters() {
    for (boolean modulated : new boolean[] {true, false}) {
      var net = new RateNet(5, 3, 4, modulated);
      double[] p = net.drawn(new RandomStream(1));
      net.with(p).begin();
      net.told(1, 2, -3);
      assertTrue(Double.isFinite(net.act(2)));
      net.with(Arrays.copyOf(p, p.length - 1)).begin();
      boolean missed = false;
      try {
        net.act(2);
      } catch (ArrayIndexOutOfBoundsException e) {
        missed = true;
      }
      assertTrue(missed);
    }
  }
}
