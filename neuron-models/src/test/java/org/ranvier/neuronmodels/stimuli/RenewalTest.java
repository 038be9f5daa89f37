package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/** Gamma processes and Poisson processes with dead time against renewal theory. Seeds are fixed. */
final class RenewalTest {
  private static final int NEURONS = 400;
  private static final int STEPS = 20_000;

  private static Rig rig(NeuronModel model, Object... parameters) {
    return new Rig().population("p", model, NEURONS, Rig.parameters(parameters));
  }

  /** Spike times of each neuron in ms. */
  private static double[][] trains(Rig rig) {
    var spikes = rig.run(STEPS).spikes();
    return spikes.trainsMs(spikes.population("p"));
  }

  private static double[] intervals(double[][] trains) {
    var all = new DoubleArrayList();
    for (double[] train : trains) {
      for (int k = 1; k < train.length; k++) {
        all.add(train[k] - train[k - 1]);
      }
    }
    return all.toDoubleArray();
  }

  /** Kolmogorov–Smirnov with values that are rounded to the grid: the distribution may be off by what falls into a step. */
  private static void isDistributedAs(double[] values, DoubleUnaryOperator cumulative, double steepest) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double worst = 0;
    int n = sorted.length;
    for (int k = 0; k < n; k++) {
      double f = cumulative.applyAsDouble(sorted[k]);
      worst = Math.max(worst, Math.max(f - (double) k / n, (k + 1.0) / n - f));
    }
    double limit = 1.95 / Math.sqrt(n) + 0.1 * steepest; // 1.95: one in a thousand
    assertTrue(n > 1000 && worst < limit, worst + " among " + n + " values, limit " + limit);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 3.7, 10})
  void intervalsOfAGammaProcessAreGamma(double order) {
    double[][] trains = trains(rig(new GammaGenerator(), "rate", 50, "order", order));
    double expected = 50 * 2 * NEURONS;
    double found = Arrays.stream(trains).mapToInt(t -> t.length).sum();
    assertEquals(expected, found, 4.5 * Math.sqrt(expected / order) + 4.5 * Math.sqrt(NEURONS));
    double[] intervals = intervals(trains);
    var gamma = new GammaDistribution(order, 20 / order);
    // Intervals that end within 2 s are too short on average; those that begin in the first half are all seen.
    double[] early = earlyIntervals(trains, 1000);
    double mean = Arrays.stream(early).average().orElseThrow();
    double sd = Math.sqrt(Arrays.stream(early).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    assertEquals(20, mean, 5 * 20 / Math.sqrt(order * early.length));
    assertEquals(1 / Math.sqrt(order), sd / mean, 0.02, "coefficient of variation");
    if (order >= 1) {
      isDistributedAs(early, gamma::cumulativeProbability, gamma.density(Math.max(1e-9, (order - 1) * 20 / order)));
    }
    assertTrue(intervals.length > early.length);
  }

  private static double[] earlyIntervals(double[][] trains, double untilMs) {
    var all = new DoubleArrayList();
    for (double[] train : trains) {
      for (int k = 1; k < train.length; k++) {
        if (train[k - 1] <= untilMs) {
          all.add(train[k] - train[k - 1]);
        }
      }
    }
    return all.toDoubleArray();
  }

  @Test
  void processesAreStationaryFromTheStartOn() {
    int[] gamma = perTenth(trains(rig(new GammaGenerator(), "rate", 20, "order", 20, "start", 100)));
    int[] dead = perTenth(trains(rig(new PoissonDeadTimeGenerator(), "rate", 20, "dead_time", 40, "start", 100)));
    for (int[] counts : new int[][] {gamma, dead}) {
      assertEquals(0, counts[0]);
      for (int k = 1; k < counts.length; k++) {
        assertEquals(2 * NEURONS, counts[k], 4 * Math.sqrt(2 * NEURONS), "tenth of a second " + k);
      }
    }
  }

  private static int[] perTenth(double[][] trains) {
    int[] counts = new int[20];
    Arrays.stream(trains).flatMapToDouble(Arrays::stream).forEach(t -> counts[(int) Math.ceil(t / 100 - 1e-9) - 1]++);
    return counts;
  }

  @Test
  void theTimeToTheFirstSpikeIsThatOfARandomMoment() {
    double[] first = Arrays.stream(trains(new Rig().population(
        "p", new PoissonDeadTimeGenerator(), 3000, Rig.parameters("rate", 50, "dead_time", 12)))).mapToDouble(t -> t[0]).toArray();
    // density: rate·(1 - F(x)), with F = 0 below 12 ms, then 1 - e^(-(x - 12)/8)
    isDistributedAs(first, x -> x < 12 ? x / 20 : 12 / 20.0 - 8 / 20.0 * Math.expm1(-(x - 12) / 8), 0.05);
  }

  @Test
  void intervalsAfterDeadTimeAreExponential() {
    double[][] trains = trains(rig(new PoissonDeadTimeGenerator(), "rate", 50, "dead_time", 12));
    double[] intervals = earlyIntervals(trains, 1500);
    assertTrue(Arrays.stream(intervals).min().orElseThrow() >= 12 - 0.1001); // both ends are rounded up
    isDistributedAs(intervals, x -> x <= 12 ? 0 : -Math.expm1(-(x - 12) / 8), 1 / 8.0);
    double mean = Arrays.stream(intervals).average().orElseThrow();
    assertEquals(20, mean, 5 * 8 / Math.sqrt(intervals.length));
  }

  @Test
  void deadTimesShorterThanAStepKeepTheRate() {
    var rig = new Rig(new TimeGrid(1)).population("p", new PoissonDeadTimeGenerator(), NEURONS, Rig.parameters("rate", 1500, "dead_time", 0.4));
    double expected = 1500 * 2 * NEURONS;
    assertEquals(expected, rig.run(2000).spikes().size(), 4 * Math.sqrt(expected));
  }

  @Test
  void gammaProcessesFollowASine() {
    double[][] trains = trains(rig(new GammaGenerator(), "rate", 60, "amplitude", 40, "frequency", 5, "order", 3));
    double[] phases = Arrays.stream(trains).flatMapToDouble(Arrays::stream).map(t -> t % 200 / 200).toArray();
    double[] re = Arrays.stream(phases).map(p -> Math.sin(2 * Math.PI * p)).toArray();
    double[] im = Arrays.stream(phases).map(p -> Math.cos(2 * Math.PI * p)).toArray();
    assertEquals(40.0 / 60 / 2, Arrays.stream(re).average().orElseThrow(), 0.012);
    assertEquals(0, Arrays.stream(im).average().orElseThrow(), 0.012);
    assertEquals(60 * 2 * NEURONS, phases.length, 4 * Math.sqrt(60 * 2 * NEURONS));
  }

  @Test
  void spikesDependNeitherOnThePartitionNorOnTheDivisionOfTheRun() {
    long[] once = both(1).run(2000).spikes().steps();
    int[] ids = both(1).run(2000).spikes().ids();
    assertTrue(once.length > 10_000);
    for (int threads = 1; threads <= 4; threads++) {
      var again = both(threads).run(1, 1234, 765).spikes();
      assertArrayEquals(once, again.steps());
      assertArrayEquals(ids, again.ids());
    }
  }

  private static Rig both(int threads) {
    double[] orders = new double[NEURONS];
    Arrays.setAll(orders, i -> 0.3 + 0.01 * i);
    return rig(new GammaGenerator(), "rate", 100, "order", orders, "amplitude", 120, "frequency", 8)
        .population("d", new PoissonDeadTimeGenerator(), 333, Rig.parameters("rate", 100, "dead_time", 3))
        .threads(threads);
  }

  @Test
  void neuronsAreIndependentAndSeedsMatter() {
    double[][] trains = trains(rig(new GammaGenerator(), "rate", 50, "order", 2));
    for (int i = 1; i < NEURONS; i++) {
      assertTrue(!Arrays.equals(trains[0], trains[i]));
    }
    assertTrue(!Arrays.deepEquals(trains, trains(rig(new GammaGenerator(), "rate", 50, "order", 2).seed(2))));
  }

  @Test
  void aChangeOfRateActsFromTheNextStepOnAndZeroSilences() {
    var rig = rig(new GammaGenerator(), "rate", 0, "order", 4).change(10_000, "p", "rate", 50).change(15_000, "p", "rate", 0);
    double[] times = Arrays.stream(trains(rig)).flatMapToDouble(Arrays::stream).toArray();
    assertTrue(Arrays.stream(times).allMatch(t -> t > 1000 && t <= 1500.00001));
    assertEquals(50 * 0.5 * NEURONS, times.length, 4 * Math.sqrt(50 * 0.5 * NEURONS));
  }

  @Test
  void gammaDrawsHaveTheirMoments() {
    var random = new RandomStream(5);
    for (double shape : new double[] {0.2, 1, 1.5, 7}) {
      double[] draws = new double[200_000];
      Arrays.setAll(draws, k -> GammaDraws.next(shape, random));
      double mean = Arrays.stream(draws).average().orElseThrow();
      double variance = Arrays.stream(draws).map(x -> (x - shape) * (x - shape)).average().orElseThrow();
      assertEquals(shape, mean, 4 * Math.sqrt(shape / draws.length));
      assertEquals(shape, variance, 4 * Math.sqrt((2 * shape * shape + 6 * shape) / draws.length));
    }
  }

  @Test
  void ratesThatTheDeadTimeForbidsAreRefused() {
    refused("50 spikes", () -> rig(new PoissonDeadTimeGenerator(), "rate", 50, "dead_time", 20).run(1));
    refused("order", () -> rig(new GammaGenerator(), "order", 0));
    refused("rate", () -> rig(new GammaGenerator(), "rate", -1));
    refused("rate", () -> rig(new GammaGenerator(), "rate", 1e9).run(1));
    refused("50 spikes", () -> rig(new PoissonDeadTimeGenerator(), "dead_time", 20).change(5, "p", "rate", 60).run(10));
  }

  private static void refused(String why, Runnable work) {
    String message = assertThrows(RanvierException.class, work::run).getMessage();
    assertTrue(message.contains("p") && message.contains(why), message);
  }
}
