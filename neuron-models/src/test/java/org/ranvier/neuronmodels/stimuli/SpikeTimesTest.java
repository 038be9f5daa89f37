package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

final class SpikeTimesTest {
  private static Rig rig(double[][] times) {
    return new Rig().population("in", SpikeTimes.of(times), times.length, Map.of());
  }

  private static String refusal(double[][] times) {
    return assertThrows(RanvierException.class, () -> rig(times).run(10)).getMessage();
  }

  @Test
  void fireAtTheirTimesInAnyOrderAndTwiceWhereATimeStandsTwice() {
    var outcome = rig(new double[][] {{3, 0.1, 0.3}, {}, {2, 0.3, 2}}).run(40);
    assertArrayEquals(new long[] {1, 3, 30}, outcome.steps("in", 0));
    assertArrayEquals(new long[] {}, outcome.steps("in", 1));
    assertArrayEquals(new long[] {3, 20, 20}, outcome.steps("in", 2));
  }

  @Test
  void areFoundInEveryTileAndSliceOfALargePopulation() {
    var random = new Random(3);
    var times = new double[5000][];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.ints(random.nextInt(4), 1, 200).sorted().mapToDouble(s -> s * 0.1).toArray();
    }
    for (int threads = 1; threads <= 3; threads++) {
      var outcome = rig(times).threads(threads).run(77, 122);
      double[][] found = outcome.spikes().trainsMs(outcome.spikes().population("in"));
      for (int i = 0; i < times.length; i++) {
        assertArrayEquals(times[i], found[i], 1e-9);
      }
    }
  }

  @Test
  void replayARecordedPopulation() {
    var first =
        new Rig()
            .population("other", new PoissonGenerator(), 4, Rig.parameters("rate", 50))
            .population("p", new PoissonGenerator(), 70, Rig.parameters("rate", 3000))
            .run(1000)
            .spikes();
    var again = new Rig().population("copy", SpikeTimes.replay(first, "p"), 70, Map.of()).run(1000).spikes();
    assertTrue(again.size() > 15_000);
    double[][] wanted = first.trainsMs(first.population("p"));
    double[][] found = again.trainsMs(again.population("copy"));
    for (int i = 0; i < 70; i++) {
      assertArrayEquals(wanted[i], found[i], 0);
    }
  }

  @Test
  void aTimeOffTheGridIsRefusedWithItsNeuron() {
    String message = refusal(new double[][] {{1}, {2, 0.25}});
    assertTrue(message.contains("in, neuron 1") && message.contains("0.25 ms") && message.contains("0.1 ms"), message);
    var finer = new Rig(new TimeGrid(0.05)).population("in", SpikeTimes.of(new double[][] {{0.25}}), 1, Map.of());
    assertArrayEquals(new long[] {5}, finer.run(10).steps("in"));
  }

  @Test
  void aTimeThatIsNotAboveZeroIsRefusedWithItsNeuron() {
    for (double bad : new double[] {0, -0.1, -5}) {
      String message = refusal(new double[][] {{1}, {}, {2, bad}});
      assertTrue(message.contains("in, neuron 2") && message.contains("must be above 0"), message);
    }
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e14}) {
      assertTrue(refusal(new double[][] {{bad}}).contains("in, neuron 0"));
    }
  }

  @Test
  void anotherNumberOfTrainsThanNeuronsIsRefused() {
    var two = SpikeTimes.of(new double[][] {{1}, {2}});
    for (int size : new int[] {1, 3}) {
      String message = assertThrows(RanvierException.class, () -> new Rig().population("in", two, size, Map.of())).getMessage();
      assertTrue(message.contains("2 neurons") && message.contains("has " + size), message);
    }
  }

  @Test
  void theModelOfTheListHasNoTimesAndSaysHowToGiveThem() {
    var model = NeuronModels.find("spike_generator");
    String message = assertThrows(RanvierException.class, () -> new Rig().population("in", model, 1, Map.of())).getMessage();
    assertTrue(message.contains("SpikeTimes.of"), message);
  }

  @Test
  void keepTheirOwnCopyOfTheTimes() {
    double[][] times = {{1, 2}};
    var model = SpikeTimes.of(times);
    Arrays.fill(times[0], 3);
    assertArrayEquals(new long[] {10, 20}, new Rig().population("in", model, 1, Map.of()).run(40).steps("in"));
  }
}
