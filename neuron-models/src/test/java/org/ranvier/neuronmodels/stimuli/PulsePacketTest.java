package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.simulator.RanvierException;

final class PulsePacketTest {
  private static Rig rig(int size, double activity, double sdev, double... pulses) {
    return new Rig().population("p", PulsePacketGenerator.at(pulses), size, Rig.parameters("activity", activity, "sdev", sdev));
  }

  @Test
  void packetsHaveTheirNumberAndTheirSpread() {
    long[] steps = rig(1000, 3, 2.5, 50, 150).run(2000).spikes().steps();
    assertEquals(2 * 3000, steps.length);
    for (double pulse : new double[] {50, 150}) {
      double[] times = Arrays.stream(steps).mapToDouble(s -> s * 0.1 - 0.05).filter(t -> Math.abs(t - pulse) < 50).toArray();
      assertEquals(3000, times.length);
      double mean = Arrays.stream(times).average().orElseThrow();
      double variance = Arrays.stream(times).map(t -> (t - pulse) * (t - pulse)).average().orElseThrow();
      assertEquals(pulse, mean, 4 * 2.5 / Math.sqrt(3000));
      assertEquals(2.5, Math.sqrt(variance), 4 * 2.5 / Math.sqrt(6000));
    }
  }

  @Test
  void withoutSpreadSpikesFallOnTheirPulseRoundedUp() {
    assertArrayEquals(new long[] {3, 3, 101, 101}, rig(1, 2, 0, 10.01, 0.3).run(200).spikes().steps());
    assertEquals(0, rig(5, 0, 1, 10).run(200).spikes().size());
  }

  @Test
  void spikesAtOrBeforeZeroAreLeftOut() {
    assertEquals(0, rig(10, 4, 0, 0).run(100).spikes().size());
    assertEquals(2000, rig(1000, 4, 5, 0).run(1000).spikes().size(), 4 * Math.sqrt(1000));
  }

  @Test
  void spikesDependNeitherOnThePartitionNorOnTheDivisionOfTheRun() {
    var once = rig(700, 2, 3, 20, 30).run(600).spikes();
    for (int threads = 1; threads <= 4; threads++) {
      var again = rig(700, 2, 3, 20, 30).threads(threads).run(200, 1, 399).spikes();
      assertArrayEquals(once.ids(), again.ids());
      assertArrayEquals(once.steps(), again.steps());
    }
  }

  @Test
  void aChangeActsOnThePacketsToCome() {
    long[] steps = rig(10, 2, 0, 10, 20, 30).change(150, "p", "activity", 5).run(400).spikes().steps();
    assertEquals(20, Arrays.stream(steps).filter(s -> s == 100).count());
    assertEquals(50, Arrays.stream(steps).filter(s -> s == 200).count());
    assertEquals(120, steps.length);
  }

  @Test
  void badPacketsAreRefused() {
    refused("-1 ms", () -> rig(1, 1, 1, -1));
    refused("NaN", () -> rig(1, 1, 1, Double.NaN));
    refused("1.5", () -> rig(1, 1.5, 1, 1));
    refused("sdev", () -> rig(1, 1, -1, 1));
    refused("times of its pulses", () -> new Rig().population("p", new PulsePacketGenerator(), 1, Map.of()));
  }

  private static void refused(String why, Runnable work) {
    String message = assertThrows(RanvierException.class, work::run).getMessage();
    assertTrue(message.contains("p") && message.contains(why), message);
  }
}
