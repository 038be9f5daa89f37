package org.ranvier.networks.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

class SpikeCorrelationsTest {
  @Test
  void equalsTheMeanOfPearsonsCoefficientOverAllPairs() {
    var trains = new SyntheticSpikes(2000, 11).poisson("x", 3, 5).gamma("a", 12, 30, 3).trains();
    var population = trains.population("a");
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < i; j++) {
        sum += pearson(counts(trains, population.firstId() + i, 50), counts(trains, population.firstId() + j, 50));
        pairs++;
      }
    }
    var correlation = SpikeCorrelations.pairwise(trains, population, 5, 100);
    assertEquals(12, correlation.neurons());
    assertEquals(sum / pairs, correlation.mean(), 1e-12);
  }

  @Test
  void trainsInUnisonCorrelateFullyAndSilentNeuronsAreLeftOut() {
    double[] train = {1, 7, 8, 30};
    var trains = new SyntheticSpikes(50, 1).population("a", 4, train, train, train).trains();
    var correlation = SpikeCorrelations.pairwise(trains, trains.population("a"), 2, 100);
    assertEquals(3, correlation.neurons());
    assertEquals(1, correlation.mean(), 1e-12);
  }

  @Test
  void independentTrainsDoNotCorrelate() {
    var trains = new SyntheticSpikes(10_000, 5).poisson("a", 200, 20).trains();
    assertEquals(0, SpikeCorrelations.pairwise(trains, trains.population("a"), 2, 150).mean(), 1e-3);
  }

  @Test
  void oneActiveNeuronHasNoPair() {
    var trains = new SyntheticSpikes(50, 1).population("a", 4, new double[] {3}).trains();
    assertTrue(Double.isNaN(SpikeCorrelations.pairwise(trains, trains.population("a"), 2, 100).mean()));
  }

  @Test
  void refusesABinWithoutWidth() {
    var trains = new SyntheticSpikes(50, 1).population("a", 4).trains();
    var refusal = assertThrows(RanvierException.class, () -> SpikeCorrelations.pairwise(trains, trains.population("a"), 0, 100));
    assertTrue(refusal.getMessage().startsWith("bin width 0.0 ms"), refusal.getMessage());
  }

  private static double[] counts(SpikeTrains trains, int id, int stepsPerBin) {
    var counts = new double[(int) trains.toStep() / stepsPerBin];
    for (int k = 0; k < trains.size(); k++) {
      if (trains.ids()[k] == id) {
        counts[(int) (trains.steps()[k] - 1) / stepsPerBin]++;
      }
    }
    return counts;
  }

  private static double pearson(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int b = 0; b < x.length; b++) {
      xy += (x[b] - mx) * (y[b] - my);
      xx += (x[b] - mx) * (x[b] - mx);
      yy += (y[b] - my) * (y[b] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
