package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomStream;

/** Poisson spikes at rates that change with time, as a population of sources and as a drive. Seeds are fixed. */
final class ModulatedPoissonTest {
  private static final int NEURONS = 200;
  private static final int STEPS = 10_000;

  /** Spikes of all neurons in each step. */
  private static int[] counts(Rig rig) {
    var counts = new int[STEPS];
    for (long step : rig.run(STEPS).spikes().steps()) {
      counts[(int) step - 1]++;
    }
    return counts;
  }

  private static Rig sinusoidal(Object... parameters) {
    return new Rig().population("p", new SinusoidalPoissonGenerator(), NEURONS, Rig.parameters(parameters));
  }

  private static Rig drive(TimeCourse rate) {
    return new Rig()
        .population("relay", new ParrotNeuron(), NEURONS, Map.of())
        .stimulus("relay", new PoissonDrive("drive", NEURONS, rate, 1, 0, 0, Long.MAX_VALUE));
  }

  private static final double[] ONE_EACH = new double[NEURONS];

  static {
    Arrays.setAll(ONE_EACH, i -> 40);
  }

  @Test
  void phasesOfSpikesFollowTheSine() {
    followsTheSine(counts(sinusoidal("rate", 50, "amplitude", 30, "frequency", 40, "phase", 0.7)));
    followsTheSine(counts(drive(TimeCourse.Sinusoid.of(50, 30, 40, 0.7))));
    // a value for each neuron takes the other way through the code
    double[] phases = new double[NEURONS];
    Arrays.fill(phases, 0.7);
    followsTheSine(counts(sinusoidal("rate", 50, "amplitude", 30, "frequency", ONE_EACH, "phase", phases)));
  }

  /** Chi-square of a histogram of phases of 40 Hz, 250 steps a period, against 50 + 30·sin(2π·40·t + 0.7). */
  private static void followsTheSine(int[] counts) {
    int bins = 25;
    double[] expected = new double[bins];
    double[] seen = new double[bins];
    for (int k = 0; k < STEPS; k++) {
      double t0 = k * 1e-4;
      double w = 2 * Math.PI * 40;
      double integral = 50 * 1e-4 - 30 / w * (Math.cos(w * (t0 + 1e-4) + 0.7) - Math.cos(w * t0 + 0.7));
      expected[k % 250 / 10] += NEURONS * integral;
      seen[k % 250 / 10] += counts[k];
    }
    double sum = 0;
    for (int b = 0; b < bins; b++) {
      sum += (seen[b] - expected[b]) * (seen[b] - expected[b]) / expected[b];
    }
    assertTrue(sum < new ChiSquaredDistribution(bins).inverseCumulativeProbability(0.999), "chi-square " + sum);
    assertTrue(sum > new ChiSquaredDistribution(bins).inverseCumulativeProbability(0.001), "chi-square " + sum);
  }

  @Test
  void ratesForEachNeuronDrawTheSameNumbersAsOneForAll() {
    assertArrayEquals(
        sinusoidal("rate", 500, "amplitude", 600, "frequency", 40).run(3000).spikes().ids(),
        sinusoidal("rate", 500, "amplitude", 600, "frequency", ONE_EACH).run(3000).spikes().ids());
  }

  @Test
  void troughsBelowZeroAreCutOff() {
    int[] counts = counts(sinusoidal("rate", 50, "amplitude", 100, "frequency", 10));
    double expected = 0;
    for (int k = 0; k < STEPS; k++) {
      double rate = 50 + 100 * Math.sin(2 * Math.PI * 10 * (k + 0.5) * 1e-4);
      expected += NEURONS * Math.max(0, rate) * 1e-4;
      if (rate < -0.1) {
        assertEquals(0, counts[k], "step " + k);
      }
    }
    assertEquals(expected, Arrays.stream(counts).sum(), 4 * Math.sqrt(expected));
  }

  @Test
  void aPiecewiseConstantRateChangesInTheStepAfterItsTime() {
    var rate = new TimeCourse.Steps(new double[] {100, 300, 300.1}, new double[][] {{200}, {0}, {50}});
    var source = new Rig().population("p", InhomogeneousPoissonGenerator.of(rate), NEURONS, Map.of());
    for (Rig rig : new Rig[] {source, drive(rate)}) {
      int[] counts = counts(rig);
      assertEquals(0, Arrays.stream(counts, 0, 1000).sum());
      assertTrue(Arrays.stream(counts, 1000, 1010).sum() > 0);
      assertEquals(200 * 0.2 * NEURONS, Arrays.stream(counts, 1000, 3000).sum(), 4 * Math.sqrt(8000));
      assertEquals(0, counts[3000]);
      assertEquals(50 * 0.6999 * NEURONS, Arrays.stream(counts, 3001, STEPS).sum(), 4 * Math.sqrt(7000));
    }
  }

  @Test
  void aDriveOfAConstantCourseIsThatOfARate() {
    var steps = new TimeCourse.Steps(new double[] {0, 30}, new double[][] {{7000}, {7000}});
    int[] plain = drive(new TimeCourse.Constant(7000)).run(500).spikes().ids();
    assertArrayEquals(plain, drive(steps).run(500).spikes().ids());
    assertArrayEquals(plain, drive(TimeCourse.Sinusoid.of(7000, 0, 10, 0)).run(500).spikes().ids());
  }

  @Test
  void countsWithoutATableAreThoseOfTheTable() {
    var random = new RandomStream(3);
    for (int k = 0; k < 20_000; k++) {
      double mean = Math.exp(random.nextDouble() * 16 - 10); // 5e-5 … 400
      int u = random.nextInt(1 << 30) * 2 + 1;
      assertEquals(new PoissonTable(mean).count(u), PoissonDraws.count(mean, u), "mean " + mean);
    }
  }

  @Test
  void spikesDependNeitherOnThePartitionNorOnTheDivisionOfTheRun() {
    var rate = new TimeCourse.Steps(new double[] {0, 11, 17}, new double[][] {{3000}, new double[NEURONS], {9000}});
    int[] once = both(1, rate).run(300).spikes().ids();
    for (int threads = 1; threads <= 4; threads++) {
      assertArrayEquals(once, both(threads, rate).run(1, 149, 150).spikes().ids());
    }
  }

  private static Rig both(int threads, TimeCourse rate) {
    return sinusoidal("rate", 500, "amplitude", 600, "frequency", 40)
        .population("relay", new ParrotNeuron(), NEURONS, Map.of())
        .stimulus("relay", new PoissonDrive("drive", NEURONS, rate, 1, 0, 0, Long.MAX_VALUE))
        .stimulus("relay", new PoissonDrive("other", NEURONS, TimeCourse.Sinusoid.of(50, 10, 100, 1), 1, 0, 0, Long.MAX_VALUE))
        .threads(threads);
  }

  @Test
  void aChangeOfRateActsFromTheNextStepOn() {
    int[] counts = counts(sinusoidal("rate", 0).change(5000, "p", "rate", 100).change(8000, "p", "stop", 900));
    assertEquals(0, Arrays.stream(counts, 0, 5000).sum());
    assertTrue(Arrays.stream(counts, 5000, 5010).sum() > 0);
    assertEquals(8000, Arrays.stream(counts).sum(), 4 * Math.sqrt(8000));
    assertEquals(0, Arrays.stream(counts, 9000, STEPS).sum());
  }

  @Test
  void badCoursesAreRefused() {
    refused("'drive'", "1 times", () -> drive(new TimeCourse.Steps(new double[] {1}, new double[][] {})));
    refused("'drive'", "order", () -> drive(new TimeCourse.Steps(new double[] {2, 1}, new double[][] {{1}, {1}})));
    refused("'drive'", "NaN", () -> drive(new TimeCourse.Constant(Double.NaN)));
    refused("'drive'", "-5 Hz", () -> drive(new TimeCourse.Steps(new double[] {1}, new double[][] {{-5}})).run(1));
    refused("'drive'", "-3 Hz", () -> drive(TimeCourse.Sinusoid.of(-3, 9, 1, 0)).run(1));
    refused("'drive'", "frequency -1 Hz", () -> drive(TimeCourse.Sinusoid.of(3, 9, -1, 0)));
    refused("'drive'", "0.25", () -> drive(new TimeCourse.Steps(new double[] {0.25}, new double[][] {{5}})).run(1));
    refused("'drive'", "100000000 Hz", () -> drive(new TimeCourse.Steps(new double[] {99}, new double[][] {{1e9}})).run(1));
    refused("p", "course of its rate", () -> new Rig().neuron("p", new InhomogeneousPoissonGenerator()));
    var two = InhomogeneousPoissonGenerator.of(new TimeCourse.Constant(1, 2));
    refused("p", "2 rates", () -> new Rig().population("p", two, 3, Map.of()));
  }

  private static void refused(String thing, String why, Runnable work) {
    String message = assertThrows(RanvierException.class, work::run).getMessage();
    assertTrue(message.contains(thing) && message.contains(why), message);
  }
}
