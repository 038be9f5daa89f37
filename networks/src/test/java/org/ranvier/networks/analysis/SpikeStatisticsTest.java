package org.ranvier.networks.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

class SpikeStatisticsTest {
  @Test
  void handComputedRatesAndIntervals() {
    var trains =
        new SyntheticSpikes(1000, 1)
            .population("a", 4, new double[] {100, 200, 400}, new double[] {50}, new double[] {10, 20, 30, 40, 90})
            .population("b", 1, new double[] {500})
            .trains();
    var a = SpikeStatistics.of(trains).getFirst();
    assertEquals("a", a.population());
    assertEquals(9, a.spikes());
    assertEquals(0.25, a.silentFraction());
    // Rates 3, 1, 5, 0: mean 2.25, sum of squared deviations 0.5625 + 1.5625 + 7.5625 + 5.0625 = 14.75.
    assertEquals(2.25, a.rateHz().mean(), 1e-12);
    assertEquals(Math.sqrt(14.75 / 3), a.rateHz().sd(), 1e-12);
    // Intervals 100, 200: mean 150, s.d. √5000. Intervals 10, 10, 10, 50: mean 20, s.d. √(1200/3) = 20.
    double cv0 = Math.sqrt(5000) / 150;
    assertEquals((cv0 + 1) / 2, a.cvIsi().mean(), 1e-12);
    assertEquals((1 - cv0) / Math.sqrt(2), a.cvIsi().sd(), 1e-12);
    assertEquals(2, a.cvIsi().count());
  }

  @Test
  void handComputedSynchrony() {
    // 3 ms bins (0, 3], (3, 6], (6, 9] hold 2, 0 and 1 spikes; the last 2 ms are no whole bin.
    var trains = new SyntheticSpikes(11, 1).population("a", 2, new double[] {0.1, 3.0, 6.1, 10.5}).trains();
    assertEquals((1.0 + 1.0 + 0.0) / 3, SpikeStatistics.of(trains).getFirst().synchrony(), 1e-12);
  }

  @Test
  void synchronyCountsAnEvenSampleOfAThousandNeurons() {
    // Of 2,000 neurons every second one is counted; only the odd ones fire.
    var trainsMs = new double[2000][];
    for (int i = 0; i < trainsMs.length; i++) {
      trainsMs[i] = i % 2 == 1 ? new double[] {5} : new double[0];
    }
    var statistics = SpikeStatistics.of(new SyntheticSpikes(30, 1).population("a", 2000, trainsMs).trains()).getFirst();
    assertEquals(1000, statistics.synchronyNeurons());
    assertEquals(1000, statistics.spikes());
    assertTrue(Double.isNaN(statistics.synchrony()));
  }

  @Test
  void synchronyOfTrainsInUnisonIsTheirNumber() {
    // Each bin holds n or 0 spikes with probability one half: variance n²/4 over mean n/2.
    var trainsMs = new double[40][50];
    for (double[] train : trainsMs) {
      for (int k = 0; k < 50; k++) {
        train[k] = 6 * k + 1;
      }
    }
    var statistics = SpikeStatistics.of(new SyntheticSpikes(300, 1).population("a", 40, trainsMs).trains()).getFirst();
    assertEquals(20, statistics.synchrony(), 1e-12);
  }

  @Test
  void independentPoissonTrainsHaveCvAndSynchronyOne() {
    var statistics = SpikeStatistics.of(new SyntheticSpikes(20_000, 7).poisson("a", 800, 10).trains()).getFirst();
    assertEquals(10, statistics.rateHz().mean(), 0.12);
    // The count of a Poisson train varies by its mean: s.d. of the rate √(10 / 20 s).
    assertEquals(Math.sqrt(0.5), statistics.rateHz().sd(), 0.06);
    assertEquals(1, statistics.cvIsi().mean(), 0.01);
    assertEquals(1, statistics.synchrony(), 0.06);
  }

  @Test
  void threeSpikesOfAPoissonTrainGiveTheCvThatTheJavadocStates() {
    var trainsMs = new double[40_000][3];
    var random = new SplittableRandom(3);
    for (double[] train : trainsMs) {
      double time = 0;
      for (int k = 0; k < 3; k++) {
        time -= 200 * Math.log(1 - random.nextDouble());
        train[k] = time;
      }
    }
    var statistics = SpikeStatistics.of(new SyntheticSpikes(50_000, 1).population("a", 40_000, trainsMs).trains()).getFirst();
    assertEquals(1 / Math.sqrt(2), statistics.cvIsi().mean(), 0.01);
  }

  @Property(tries = 6)
  void gammaTrainsHaveTheCvOfTheirShape(@ForAll @IntRange(min = 1, max = 6) int shape) {
    var statistics = SpikeStatistics.of(new SyntheticSpikes(40_000, shape).gamma("a", 100, 20, shape).trains()).getFirst();
    assertEquals(1 / Math.sqrt(shape), statistics.cvIsi().mean(), 0.01);
  }

  @Property(tries = 20)
  void regularTrainsHaveCvZero(@ForAll @IntRange(min = 1, max = 400) int intervalSteps) {
    var train = new double[5];
    for (int k = 0; k < train.length; k++) {
      train[k] = (k + 1) * intervalSteps * SyntheticSpikes.RESOLUTION_MS;
    }
    var statistics = SpikeStatistics.of(new SyntheticSpikes(300, 1).population("a", 1, train).trains()).getFirst();
    assertEquals(0, statistics.cvIsi().mean());
  }

  @Test
  void nothingIsInventedForASilentPopulation() {
    var statistics = SpikeStatistics.of(new SyntheticSpikes(1000, 1).population("a", 3).trains()).getFirst();
    assertEquals(0, statistics.rateHz().mean());
    assertEquals(1, statistics.silentFraction());
    assertEquals(0, statistics.cvIsi().count());
    assertTrue(Double.isNaN(statistics.cvIsi().mean()));
    assertTrue(Double.isNaN(statistics.synchrony()));
  }

  @Test
  void oneSpikeGivesARateAndNoCv() {
    var statistics = SpikeStatistics.of(new SyntheticSpikes(500, 1).population("a", 1, new double[] {3}).trains()).getFirst();
    assertEquals(2, statistics.rateHz().mean(), 1e-12);
    assertTrue(Double.isNaN(statistics.rateHz().sd()));
    assertTrue(Double.isNaN(statistics.cvIsi().mean()));
  }

  @Test
  void aRecordingOfNoTimeHasNoRate() {
    var trains = new SpikeTrains(List.of(new PopulationRange("a", "m", 5, 2)), 0.1, 10, 10, new long[0], new int[0]);
    assertTrue(Double.isNaN(SpikeStatistics.of(trains).getFirst().rateHz().mean()));
  }

  @Test
  void aRecordingWithoutPopulationsHasNoStatistics() {
    assertEquals(List.of(), SpikeStatistics.of(new SpikeTrains(List.of(), 0.1, 0, 10, new long[0], new int[0])));
  }

  @Test
  void binsStartWithTheRecordingAndSpikesOfOthersAreIgnored() {
    var populations = List.of(new PopulationRange("a", "m", 5, 2));
    var trains = new SpikeTrains(populations, 1, 100, 106, new long[] {101, 103, 104}, new int[] {5, 6, 99});
    var statistics = SpikeStatistics.of(trains).getFirst();
    assertEquals(2, statistics.spikes());
    // Counts 2 and 0.
    assertEquals(1, statistics.synchrony(), 1e-12);
  }
}
