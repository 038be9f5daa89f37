package org.ranvier.networks.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

final class NeuronBandPassTest {
  private static final List<PopulationRange> TWO = List.of(new PopulationRange("n", "any", 0, 2));

  /** Two neurons that fire in turn, each at 24 Hz, in steps of 1/24 ms: 1000 steps are a cycle. */
  private static SpikeTrains inTurn(int cycles) {
    long[] steps = LongStream.rangeClosed(1, 2L * cycles).map(k -> 500 * k).toArray();
    int[] ids = IntStream.range(0, 2 * cycles).map(k -> k % 2).toArray();
    return new SpikeTrains(TWO, 1 / 24.0, 0, 1000L * cycles, steps, ids);
  }

  /** A regular train of 24 spikes/s has a line of amplitude 48 at 24 Hz, the middle of the band: its power is 48²/2. The lines at 0 and 48 Hz pass a little. */
  @Test
  void neuronsInTurnHaveTheirRhythmThatThePopulationHasNot() {
    var each = new NeuronBandPass(2, 22, 26, 0.5);
    var all = new BandPass(2, 22, 26);
    SpikeTrains spikes = inTurn(120);
    each.take(spikes, "n");
    all.take(spikes, "n");
    assertEquals(48 * 48 / 2.0, each.power(), 0.05 * 48 * 48 / 2);
    assertTrue(all.power() < 0.05 * each.power(), all.power() + "");
    assertEquals(5000, each.takenMs(), 1e-6);
  }

  /**
   * Two neurons fire at 200 Hz from a second on. The mean that follows in 50 ms has forgotten it after 500 ms and leaves the line at 200 Hz;
   * that which follows in 5 s has not.
   */
  @Test
  void aStepOfTheRateIsForgottenWithTheMeansTimeConstant() {
    long[] steps = LongStream.rangeClosed(1, 200).map(k -> 1000 + 5 * ((k + 1) / 2)).toArray();
    int[] ids = IntStream.range(0, 200).map(k -> k % 2).toArray();
    var spikes = new SpikeTrains(TWO, 1, 0, 1500, steps, ids);
    var quick = new NeuronBandPass(2, 13, 35, 1).timeConstants(100, 50);
    var slow = new NeuronBandPass(2, 13, 35, 1).timeConstants(100, 5000);
    quick.take(spikes, "n");
    slow.take(spikes, "n");
    assertTrue(slow.power() > 5 * quick.power(), slow.power() + " " + quick.power());
    refused(() -> quick.timeConstants(0, 50), "time constants of a band-pass, 0.0 ms");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(() -> new NeuronBandPass(0, 13, 35, 1), "of 0 neurons");
    refused(() -> new NeuronBandPass(2, 13, 35, 10), "bins of 10.0 ms");
    refused(() -> new NeuronBandPass(3, 13, 35, 1).take(inTurn(1), "n"), "has 2 neurons");
    refused(() -> new NeuronBandPass(2, 13, 35, 1.01).take(inTurn(1), "n"), "whole bins");
  }

  private static void refused(Runnable run, String says) {
    String message = assertThrows(RanvierException.class, run::run).getMessage();
    assertTrue(message.contains(says), message);
  }
}
