package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;
import org.ranvier.simulator.recording.SpikeBlock;

/** The logs of several ranks are read as the one that a single process writes. */
final class RankLogsTest {
  private static final int STEPS = 3000;
  private static final int RANKS = 3;

  @TempDir private Path temporary;

  private record Spike(int step, int id, double offset) {}

  /** Spikes in order: bursts, single ones and long silence. */
  private static List<Spike> spikes() {
    var random = new Random(3);
    var spikes = new ArrayList<Spike>();
    for (int step = 1; step <= STEPS; step++) {
      double chance = step / 200 % 3 == 0 ? 0.3 : step / 200 % 3 == 1 ? 0.001 : 0;
      for (int id = 0; id < 100; id++) {
        if (random.nextDouble() < chance) {
          spikes.add(new Spike(step, id, step > 2000 && id % 5 == 0 ? 0.03 : 0));
        }
      }
    }
    return spikes;
  }

  /** Writes those spikes of which this is the rank's share, in blocks of a length of its own, up to a step. */
  private void write(Path log, int rank, int lastStep, String status) {
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(RankLogs.directory(log, rank, RANKS), Logs.manifest())) {
      List<Spike> all = spikes();
      int length = 7 + 11 * rank;
      block.reset(1);
      int k = 0;
      for (int step = 1; step <= lastStep; step++) {
        for (; k < all.size() && all.get(k).step == step; k++) {
          if (all.get(k).id % RANKS == rank) {
            block.add(all.get(k).id, all.get(k).offset);
          }
        }
        block.endStep();
        if (step % length == 0 || step == lastStep) {
          writer.accept(block);
          block.reset(step + 1);
        }
      }
      if (!status.isEmpty()) {
        writer.finish(status);
      }
    }
  }

  @Test
  void theLogsOfAllRanksAreReadAsOne() {
    for (int r = 0; r < RANKS; r++) {
      write(temporary, r, STEPS, SpikeLogStatus.COMPLETE);
    }
    var log = SpikeLogReader.open(temporary);
    var read = log.readAll();
    List<Spike> all = spikes();
    assertArrayEquals(all.stream().mapToInt(Spike::id).toArray(), read.ids());
    assertArrayEquals(all.stream().mapToLong(Spike::step).toArray(), read.steps());
    for (int s = 0; s < all.size(); s++) {
      assertEquals(0.1 * all.get(s).step - all.get(s).offset, read.timeMs(s), 1e-9);
    }
    SpikeLogStatus status = log.status();
    assertEquals(List.of(Ending.COMPLETE, (long) STEPS, (long) all.size()), List.of(status.ending(), status.lastStep(), status.spikes()));
    long late = all.stream().filter(s -> s.step > 1500).count();
    assertEquals(late, log.readSteps(1500, STEPS).ids().length);
  }

  @Test
  void whatAKilledRankLacksIsLeftOut() {
    write(temporary, 0, STEPS, "");
    write(temporary, 1, 750, ""); // amid spikes: silence at the end would not have been written yet
    write(temporary, 2, STEPS, "");
    SpikeLogStatus status = SpikeLogReader.open(temporary).status();
    assertEquals(Ending.UNFINISHED, status.ending());
    assertEquals(750, status.lastStep());
    assertEquals(spikes().stream().filter(s -> s.step <= 750).count(), status.spikes());
  }

  @Test
  void theRankThatFailedSaysWhy() {
    write(temporary, 0, 1000, SpikeLogStatus.failed("rank 1 has failed, and says why"));
    write(temporary, 1, 1000, SpikeLogStatus.failed("no room"));
    write(temporary, 2, 1000, SpikeLogStatus.failed("rank 1 has failed, and says why"));
    assertEquals("failed: no room", SpikeLogReader.open(temporary).status().text());
  }

  @Test
  void aMissingRankIsRefused() throws IOException {
    write(temporary, 0, STEPS, SpikeLogStatus.COMPLETE);
    write(temporary, 2, STEPS, SpikeLogStatus.COMPLETE);
    var e = assertThrows(RanvierException.class, () -> SpikeLogReader.open(temporary));
    assertTrue(String.valueOf(e.getMessage()).contains("the log of rank 1 of 3 is missing"), e.getMessage());
    Files.createDirectory(temporary.resolve("rank-0-of-2"));
    e = assertThrows(RanvierException.class, () -> SpikeLogReader.open(temporary));
    assertTrue(String.valueOf(e.getMessage()).contains("a spike log is of one run"), e.getMessage());
  }
}
