package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.simulator.RanvierException;

/** The statistics of the two ways to have Poisson input: a drive, and a population of generators. Seeds are fixed. */
final class PoissonTest {
  private static final int NEURONS = 101; // odd: the last has a draw of its own
  private static final int STEPS = 2000;

  /** Counts of each neuron in each step, seen through relays that repeat what the drive gives them. */
  private static int[][] driveCounts(double... rateHz) {
    return counts("relay", rig(1, rateHz));
  }

  private static Rig rig(int threads, double... rateHz) {
    return new Rig()
        .threads(threads)
        .population("relay", new ParrotNeuron(), NEURONS, Map.of())
        .stimulus("relay", new PoissonDrive("drive", NEURONS, rateHz, 1, 0, 0, Long.MAX_VALUE));
  }

  private static int[][] generatorCounts(double... rateHz) {
    return counts("relay", new Rig().population("relay", new PoissonGenerator(), NEURONS, Rig.parameters("rate", rateHz)));
  }

  private static int[][] counts(String population, Rig rig) {
    var spikes = rig.run(STEPS).spikes();
    var counts = new int[spikes.population(population).size()][STEPS];
    for (int k = 0; k < spikes.size(); k++) {
      counts[spikes.ids()[k]][(int) spikes.steps()[k] - 1]++;
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 8_000, 200_000})
  void countsOfADriveArePoisson(double rateHz) {
    arePoisson(driveCounts(rateHz), rateHz * 1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 8_000, 200_000})
  void countsOfGeneratorsArePoisson(double rateHz) {
    arePoisson(generatorCounts(rateHz), rateHz * 1e-4);
  }

  private static void arePoisson(int[][] counts, double mean) {
    int[] all = Arrays.stream(counts).flatMapToInt(Arrays::stream).toArray();
    double n = all.length;
    double found = Arrays.stream(all).average().orElseThrow();
    assertEquals(mean, found, 4 * Math.sqrt(mean / n));
    double variance = Arrays.stream(all).mapToDouble(c -> (c - mean) * (c - mean)).average().orElseThrow();
    assertEquals(mean, variance, 4 * Math.sqrt((mean + 2 * mean * mean) / n)); // variance of the squared deviation
    chiSquare(all, mean);
    independent(counts, mean);
  }

  /** Counts against their probabilities; those that are expected fewer than 10 times go into the tails. */
  private static void chiSquare(int[] all, double mean) {
    var poisson = new PoissonDistribution(mean);
    int top = Arrays.stream(all).max().orElseThrow();
    long[] seen = new long[top + 1];
    for (int c : all) {
      seen[c]++;
    }
    double sum = 0;
    int bins = 0;
    double expected = 0;
    double observed = 0;
    double left = all.length;
    for (int k = 0; k <= top; k++) {
      expected += poisson.probability(k) * all.length;
      observed += seen[k];
      if (expected >= 10 && left - expected >= 10) {
        sum += (observed - expected) * (observed - expected) / expected;
        left -= expected;
        expected = 0;
        observed = 0;
        bins++;
      }
    }
    sum += (observed - left) * (observed - left) / left;
    assertTrue(bins >= 1);
    double limit = new ChiSquaredDistribution(bins).inverseCumulativeProbability(0.999);
    assertTrue(sum < limit, sum + " with " + bins + " degrees of freedom");
  }

  /** Correlations of neighbours that share a draw, of others, and of a neuron with itself a step later. */
  private static void independent(int[][] counts, double mean) {
    IntFunction<double[]> of = i -> Arrays.stream(counts[i]).mapToDouble(c -> (c - mean) / Math.sqrt(mean)).toArray();
    double twins = 0;
    double others = 0;
    double later = 0;
    int pairs = 0;
    for (int i = 0; i + 2 < NEURONS; i += 2) {
      double[] a = of.apply(i);
      double[] b = of.apply(i + 1);
      double[] c = of.apply(i + 2);
      for (int s = 0; s + 1 < STEPS; s++) {
        twins += a[s] * b[s];
        others += b[s] * c[s];
        later += a[s] * a[s + 1];
        pairs++;
      }
    }
    double limit = 4 / Math.sqrt(pairs);
    assertEquals(0, twins / pairs, limit);
    assertEquals(0, others / pairs, limit);
    assertEquals(0, later / pairs, limit);
  }

  @Test
  void spikesOfADriveDoNotDependOnThePartitionNorOnTheDivisionOfTheRun() {
    int[] once = rig(1, 8000).run(300).spikes().ids();
    for (int threads = 1; threads <= 4; threads++) {
      assertArrayEquals(once, rig(threads, 8000).run(1, 99, 200).spikes().ids());
    }
  }

  @Test
  void aRateForEachNeuronDrawsTheSameNumbersAsOneForAll() {
    double[] rates = new double[NEURONS];
    Arrays.fill(rates, 8000);
    assertArrayEquals(driveCounts(8000), driveCounts(rates));
    rates[7] = 0;
    int[][] without = driveCounts(rates);
    int[][] with = driveCounts(8000);
    with[7] = new int[STEPS];
    assertArrayEquals(with, without);
    assertArrayEquals(generatorCounts(8000)[100], generatorCounts(Arrays.stream(rates).map(r -> r).toArray())[100]);
  }

  @Test
  void ratesOfNeuronsAreTheirOwn() {
    double[] rates = new double[NEURONS];
    Arrays.setAll(rates, i -> 300 * i);
    for (int[][] counts : new int[][][] {driveCounts(rates), generatorCounts(rates)}) {
      for (int i = 0; i < NEURONS; i++) {
        double expected = rates[i] * 1e-4 * STEPS;
        assertEquals(expected, Arrays.stream(counts[i]).sum(), 4.5 * Math.sqrt(expected));
      }
    }
  }

  @Test
  void drivesOfOtherNamesPopulationsAndSeedsAreIndependent() {
    var drive = new PoissonDrive("drive", 1, new double[] {5000}, 1, 0, 0, Long.MAX_VALUE);
    var other = new PoissonDrive("other", 1, new double[] {5000}, 1, 0, 0, Long.MAX_VALUE);
    var rig =
        new Rig()
            .neuron("a", new ParrotNeuron()).stimulus("a", drive)
            .neuron("b", new ParrotNeuron()).stimulus("b", drive)
            .neuron("c", new ParrotNeuron()).stimulus("c", other);
    int[][] first = new int[3][];
    var spikes = rig.run(STEPS).spikes();
    for (int p = 0; p < 3; p++) {
      int id = p;
      first[p] = new int[STEPS];
      for (int k = 0; k < spikes.size(); k++) {
        first[p][(int) spikes.steps()[k] - 1] += spikes.ids()[k] == id ? 1 : 0;
      }
    }
    int[] seeded = new int[STEPS];
    var again = new Rig().seed(2).neuron("a", new ParrotNeuron()).stimulus("a", drive).run(STEPS).spikes();
    for (long s : again.steps()) {
      seeded[(int) s - 1]++;
    }
    for (int[][] pair : new int[][][] {{first[0], first[1]}, {first[0], first[2]}, {first[0], seeded}}) {
      double sum = 0;
      for (int s = 0; s < STEPS; s++) {
        sum += (pair[0][s] - 0.5) * (pair[1][s] - 0.5) / 0.5;
      }
      assertEquals(0, sum / STEPS, 4 / Math.sqrt(STEPS));
    }
  }

  @Test
  void theDriveActsWithinItsWindowAndWithItsWeight() {
    var drive = new PoissonDrive("drive", 1, new double[] {1e6}, 0.01, 0, 20, 30);
    double[] v = new Rig().neuron("n", Library.model("iaf_psc_delta"), "tau_m", 1e9).stimulus("n", drive).sample("n", "V_m").run(50).trace();
    assertEquals(-70, v[19], 1e-6);
    assertTrue(v[20] > -70);
    assertEquals(v[29], v[49], 1e-6);
    assertEquals(-70 + 10 * 100 * 0.01, v[29], 4 * Math.sqrt(1000) * 0.01);
    double quanta = (v[29] + 70) / 0.01;
    assertEquals(Math.rint(quanta), quanta, 1e-3);
  }

  @Test
  void generatorsAreSilentBeforeStartAndAfterStop() {
    var parameters = Rig.parameters("rate", 1e5, "start", new double[] {1, 2}, "stop", new double[] {3, 3.5});
    var outcome = new Rig().population("p", new PoissonGenerator(), 2, parameters).run(100);
    assertArrayEquals(new long[] {11, 30}, ends(outcome.steps("p", 0)));
    assertArrayEquals(new long[] {21, 35}, ends(outcome.steps("p", 1)));
    assertEquals(0, new Rig().neuron("p", new PoissonGenerator()).run(100).spikes().size());
  }

  private static long[] ends(long[] steps) {
    return new long[] {steps[0], steps[steps.length - 1]};
  }

  @Test
  void badRatesAreRefused() {
    String message = assertThrows(RanvierException.class, () -> driveCounts(-1)).getMessage();
    assertTrue(message.contains("'drive'") && message.contains("-1 Hz"), message);
    assertThrows(RanvierException.class, () -> driveCounts(Double.NaN));
    assertTrue(assertThrows(RanvierException.class, () -> driveCounts(1e9)).getMessage().contains("100000000 Hz"));
    assertTrue(assertThrows(RanvierException.class, () -> driveCounts(1, 2)).getMessage().contains("2 rates"));
    assertThrows(RanvierException.class, () -> generatorCounts(-1));
    assertThrows(RanvierException.class, () -> generatorCounts(1e9));
  }
}
