package org.ranvier.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class SpikeRecordingTest {
  private static final List<PopulationRange> POPULATIONS = List.of(
      new PopulationRange("E", "m", 0, 4), new PopulationRange("I", "m", 4, 2));

  /** Steps 11 to 14: none, 0 and 5, 5, 3. */
  private static void feed(SpikeListener listener) {
    var block = new SpikeBlock();
    block.reset(11);
    block.endStep();
    block.addAll(new int[] {9, 0, 1, 9}, 1, 1, 0);
    block.addAll(new int[] {9, 0, 1, 9}, 2, 1, 4);
    block.endStep();
    listener.accept(block);
    block.reset(13);
    block.add(5);
    block.endStep();
    block.add(3);
    block.endStep();
    listener.accept(block);
  }

  @Test
  void theCollectorKeepsSpikesWithTheirSteps() {
    var collector = new SpikeCollector(POPULATIONS, 0.1, 10);
    feed(collector);
    SpikeTrains trains = collector.trains();
    assertArrayEquals(new long[] {12, 12, 13, 14}, trains.steps());
    assertArrayEquals(new int[] {0, 5, 5, 3}, trains.ids());
    assertEquals(10, trains.fromStep());
    assertEquals(14, trains.toStep());
    assertEquals(0.4, trains.durationMs(), 1e-12);
    assertEquals(1.2, trains.timeMs(0), 1e-12);
  }

  @Test
  void theCollectorForgetsWhatWasBefore() {
    var collector = new SpikeCollector(POPULATIONS, 0.1, 10);
    feed(collector);
    collector.clear();
    SpikeTrains trains = collector.trains();
    assertEquals(0, trains.size());
    assertEquals(14, trains.fromStep());
    assertEquals(14, trains.toStep());
  }

  @Test
  void trainsAreGivenByPopulationAndInterval() {
    var collector = new SpikeCollector(POPULATIONS, 0.5, 10);
    feed(collector);
    SpikeTrains all = collector.trains();
    double[][] inhibitory = all.trainsMs(all.population("I"));
    assertArrayEquals(new double[][] {{}, {6, 6.5}}, inhibitory);
    SpikeTrains part = all.between(12, 13);
    assertArrayEquals(new long[] {13}, part.steps());
    assertArrayEquals(new int[] {5}, part.ids());
    assertEquals(12, part.fromStep());
    assertEquals(13, part.toStep());
  }

  @Test
  void anUnknownPopulationIsRefusedWithTheKnownOnes() {
    var trains = new SpikeCollector(POPULATIONS, 0.1, 0).trains();
    var e = assertThrows(RanvierException.class, () -> trains.population("e"));
    assertEquals("no population 'e' in this recording; it has [E, I]", e.getMessage());
  }

  @Test
  void theDigestIsOfStepsAndIdsWhateverTheBlocks() throws Exception {
    var digest = new SpikeDigest();
    feed(digest);
    var bytes = ByteBuffer.allocate(48).putLong(12).putInt(0).putLong(12).putInt(5).putLong(13).putInt(5).putLong(14).putInt(3);
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    assertEquals(expected, digest.hex());
    assertNotEquals(expected, digest.hex()); // a new one has begun
  }

  @Test
  void theDigestHoldsAnyNumberOfSpikes() throws Exception {
    var digest = new SpikeDigest();
    var block = new SpikeBlock();
    var bytes = ByteBuffer.allocate(12 * 5000);
    block.reset(1);
    for (int k = 0; k < 5000; k++) {
      block.add(k);
      bytes.putLong(1).putInt(k);
    }
    block.endStep();
    digest.accept(block);
    assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())), digest.hex());
  }
}
