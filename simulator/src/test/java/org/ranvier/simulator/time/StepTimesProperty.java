package org.ranvier.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/** Times of steps are the doubles nearest to the decimal products, wherever they are asked for. */
class StepTimesProperty {
  private static double nearest(long step, double resolutionMs) {
    return new BigDecimal(Double.toString(resolutionMs)).multiply(BigDecimal.valueOf(step)).doubleValue();
  }

  private static void check(long step, double resolutionMs) {
    double expected = nearest(step, resolutionMs);
    assertEquals(expected, new TimeGrid(resolutionMs).toMs(step), step + " steps of " + resolutionMs);
    assertEquals(expected, StepTime.of(resolutionMs).ms(step));
    assertEquals(expected, Double.parseDouble(StepTime.of(resolutionMs).text(step)));
    var population = List.of(new PopulationRange("p", "m", 0, 1));
    assertEquals(expected, new SpikeTrains(population, resolutionMs, 0, step, new long[] {step}, new int[] {0}).timeMs(0));
  }

  /** Resolutions as they are written, with up to seven decimals. */
  @Property(tries = 3000)
  void ofDecimalResolutions(
      @ForAll @IntRange(min = 1, max = 2_000_000) int digits, @ForAll @IntRange(max = 7) int decimals, @ForAll @LongRange(min = 0, max = 1L << 52) long step) {
    double resolution = BigDecimal.valueOf(digits, decimals).doubleValue();
    if (resolution <= 1000 && !isReciprocal(resolution)) {
      check(step, resolution);
      check(step & 0xFFFFF, resolution);
    }
  }

  @Property(tries = 1000)
  void ofAnyResolution(@ForAll long seed, @ForAll @LongRange(min = 0, max = 1L << 40) long step) {
    double resolution = new Random(seed).nextDouble(1e-4, 3);
    if (!isReciprocal(resolution)) {
      check(step, resolution);
    }
  }

  /** Of a number that is no decimal one, as 1/3. */
  private static boolean isReciprocal(double resolution) {
    double n = Math.rint(1 / resolution);
    return 1 / resolution == n && BigDecimal.ONE.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).compareTo(new BigDecimal(Double.toString(resolution))) != 0;
  }

  /** A multiplication misses 352 of the first 1,000 at 0.1 ms. */
  @Example
  void ofUsualResolutions() {
    for (double resolution : new double[] {0.1, 0.125, 0.05, 0.025, 0.01, 0.2, 0.3, 0.7, 1, 1.1, 2, 0.001}) {
      for (long step = 0; step < 2000; step++) {
        check(step, resolution);
      }
    }
    assertEquals(0.3, new TimeGrid(0.1).toMs(3));
    assertEquals(0.9, new TimeGrid(0.3).toMs(3));
  }

  /** Three steps of a third of a millisecond are one, though no decimal number says so. */
  @Example
  void ofReciprocals() {
    for (int n : new int[] {3, 6, 7, 30}) {
      for (long step = 0; step < 2000; step++) {
        double expected = BigDecimal.valueOf(step).divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
        assertEquals(expected, new TimeGrid(1.0 / n).toMs(step));
        assertEquals(expected, Double.parseDouble(StepTime.of(1.0 / n).text(step)));
      }
    }
  }
}
