package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

@Timeout(30)
class SpikeLogAcrossProcessesTest {
  @TempDir Path parent;

  /** Opens the log of a process that is starting. */
  private SpikeLogReader openWhenThere(Path directory, Process writer) throws InterruptedException {
    while (true) {
      try {
        return SpikeLogReader.open(directory);
      } catch (RanvierException notYet) {
        assertTrue(writer.isAlive(), notYet.getMessage());
        Thread.sleep(2);
      }
    }
  }

  private static void assertSameAsWritten(SpikeBlock read, SpikeBlock scratch) {
    Logs.fill(scratch, read.firstStep(), read.stepCount());
    assertEquals(scratch.spikeCount(), read.spikeCount());
    assertArrayEquals(Arrays.copyOf(scratch.ids(), scratch.spikeCount()), Arrays.copyOf(read.ids(), read.spikeCount()));
    for (int k = 0; k < read.stepCount(); k++) {
      assertEquals(scratch.end(k), read.end(k));
    }
  }

  @Test
  void aKilledRunLeavesEveryCommittedBlock() throws Exception {
    Path directory = parent.resolve("log");
    var writer = Logs.start(EndlessWriter.class, Logs.queueFlags(), directory.toString(), "1000000000", "0");
    try {
      var reader = openWhenThere(directory, writer);
      // The blocks seen here are committed, so they must be there after the kill.
      long[] committed = {0};
      reader.follow(block -> committed[0] = block.endStepExclusive() - 1, () -> committed[0] >= 20_000);
      writer.destroyForcibly();
      assertTrue(writer.waitFor(10, TimeUnit.SECONDS));

      long[] next = {1};
      var scratch = new SpikeBlock();
      var status =
          SpikeLogReader.open(directory)
              .forEach(
                  block -> {
                    assertEquals(next[0], block.firstStep());
                    assertSameAsWritten(block, scratch);
                    next[0] = block.endStepExclusive();
                  });
      assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
      assertTrue(status.lastStep() >= committed[0], status + " after " + committed[0] + " committed steps");
      assertEquals(next[0] - 1, status.lastStep());
      assertEquals(status.spikes(), reader.readAll().size());
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void aRunInAnotherProcessIsFollowedToItsEnd() throws Exception {
    Path directory = parent.resolve("log");
    var writer = Logs.start(EndlessWriter.class, Logs.queueFlags(), directory.toString(), "500", "200");
    try {
      var reader = openWhenThere(directory, writer);
      long[] blocks = {0};
      long[] aliveWhileReading = {0};
      var scratch = new SpikeBlock();
      var status =
          reader.follow(
              block -> {
                assertSameAsWritten(block, scratch);
                blocks[0]++;
                aliveWhileReading[0] += writer.isAlive() ? 1 : 0;
              },
              () -> false);
      assertEquals(500, blocks[0]);
      assertTrue(aliveWhileReading[0] > 10, "nothing was read while the run went on");
      assertEquals(SpikeLogStatus.Ending.COMPLETE, status.ending());
      assertEquals(5000, status.lastStep());
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void anotherProcessFollowsThisRunWithoutFlags() throws Exception {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      Logs.fill(block, 1, 10);
      writer.accept(block);
      var follower = Logs.start(Follower.class, List.of(), directory.toString());
      try (var output = follower.inputReader(StandardCharsets.UTF_8)) {
        assertEquals("first", output.readLine());
        for (long b = 1; b < 100; b++) {
          Logs.fill(block, 1 + 10 * b, 10);
          writer.accept(block);
        }
        writer.finish(SpikeLogStatus.failed("V_m of neuron 3 is not a number"));
        assertEquals("100 blocks, 1500 spikes, failed: V_m of neuron 3 is not a number at step 1000", output.readLine());
      } finally {
        follower.destroyForcibly();
      }
    }
  }

  @Test
  void withoutTheFlagsTheRefusalNamesThem() throws Exception {
    Path directory = parent.resolve("log");
    var writer = Logs.start(EndlessWriter.class, List.of(), directory.toString(), "1", "0");
    var output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, writer.waitFor(), output);
    assertTrue(output.startsWith("writing a spike log needs flags of the JVM"), output);
    var flags = Logs.queueFlags().stream().filter(f -> f.startsWith("--")).toList();
    assertEquals(7, flags.size());
    for (String flag : flags) {
      assertTrue(output.contains(flag), flag + " is not named in: " + output);
    }
    assertTrue(output.contains("./ranvier run"), output);
  }

  @Test
  void theQueuePrintsNothing() throws Exception {
    Path directory = parent.resolve("log");
    var writer = Logs.start(EndlessWriter.class, Logs.queueFlags(), directory.toString(), "5", "0");
    assertEquals("", new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(SpikeLogStatus.COMPLETE, SpikeLogReader.open(directory).status().text());
  }

  @Test
  void followingStopsWhenAsked() {
    Path directory = parent.resolve("log");
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      var block = new SpikeBlock();
      Logs.fill(block, 1, 10);
      writer.accept(block);
      int[] asked = {0};
      var status = SpikeLogReader.open(directory).follow(b -> {}, () -> ++asked[0] > 3);
      assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
      assertEquals(1, status.blocks());
    }
  }

  /** What a disk does that is full, without one: the shell lets no file grow beyond 30 MiB. */
  @Test
  void whereTheFileMayNotGrowTheRunEndsWithASentenceAndAWholeLog() throws Exception {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/limits")));
    Path directory = parent.resolve("log");
    var writer = Logs.startUnderLimit("-f 30720", EndlessWriter.class, Logs.queueFlags(), directory.toString(), "1000000000", "0");
    var output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, writer.waitFor(), output);
    assertTrue(output.startsWith("spike log " + directory + ": no file may be larger than 30720 KiB here"), output);
    assertTrue(output.contains("ulimit -f") && output.contains("stays readable"), output);
    var status = SpikeLogReader.open(directory).status();
    assertEquals(SpikeLogStatus.Ending.FAILED, status.ending());
    assertTrue(status.blocks() > 50_000, status.toString());

    Path none = parent.resolve("none");
    var refused = Logs.startUnderLimit("-f 1024", EndlessWriter.class, Logs.queueFlags(), none.toString(), "10", "0");
    output = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(output.startsWith("spike log " + none + ": no file may be larger than 1024 KiB here"), output);
  }
}
