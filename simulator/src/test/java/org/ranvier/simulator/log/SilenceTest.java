package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeTrains;

/** Steps without spikes cost next to nothing, and are there all the same. */
class SilenceTest {
  @TempDir Path parent;

  private static void silence(SpikeLogWriter writer, SpikeBlock block, long from, long to, int blockSteps) {
    for (long first = from; first < to; first += blockSteps) {
      block.reset(first);
      block.endSteps((int) Math.min(blockSteps, to - first));
      writer.accept(block);
    }
  }

  @Test
  void aLongRunOfFewSpikesTakesLittle() throws IOException {
    Path directory = parent.resolve("log");
    long steps = 1L << 31;
    long[] at = LongStream.rangeClosed(1, 22).map(k -> k * (steps / 23)).toArray();
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      long next = 1;
      for (long step : at) {
        silence(writer, block, next, step, 1_000_000);
        block.reset(step);
        block.add((int) (step % 100));
        block.endStep();
        writer.accept(block);
        next = step + 1;
      }
      silence(writer, block, next, steps + 1, 1_000_000);
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    byte[] file = Files.readAllBytes(Logs.queueFile(directory));
    List<Integer> headers = Logs.headers(file);
    int bytes = headers.getLast() - headers.get(3);
    assertTrue(bytes < 10_000, () -> bytes + " bytes");

    SpikeTrains spikes = SpikeLogReader.open(directory).readAll();
    assertArrayEquals(at, spikes.steps());
    assertEquals(steps, spikes.toStep());
    var status = SpikeLogReader.open(directory).status();
    assertEquals(steps, status.lastStep());
    assertEquals(22, status.spikes());
  }

  @Test
  void everyStepOfSilenceIsDeliveredInOrder() {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      silence(writer, block, 1, 200_001, 100);
      Logs.fill(block, 200_001, 10);
      writer.accept(block);
      silence(writer, block, 200_011, 200_111, 10);
      writer.finish(SpikeLogStatus.CANCELLED);
    }
    long[] next = {1};
    var status = SpikeLogReader.open(directory).forEach(read -> {
      assertEquals(next[0], read.firstStep());
      next[0] = read.endStepExclusive();
      assertTrue(read.stepCount() <= 1 << 16);
      assertEquals(read.firstStep() == 200_001 ? 15 : 0, read.spikeCount());
    });
    assertEquals(200_111, next[0]);
    assertEquals(new SpikeLogStatus(SpikeLogStatus.Ending.CANCELLED, "cancelled", 3, 200_110, 15), status);
    SpikeTrains part = SpikeLogReader.open(directory).read(10_000, 15_000); // ends within silence
    assertEquals(100_000, part.fromStep());
    assertEquals(150_000, part.toStep());
  }

  @Test
  void silenceIsWrittenOnRequestAndOnceASecond() throws InterruptedException {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      silence(writer, block, 1, 101, 10);
      writer.flush();
      assertEquals(100, SpikeLogReader.open(directory).status().lastStep());
      silence(writer, block, 101, 151, 10);
      Thread.sleep(1050);
      silence(writer, block, 151, 161, 10);
      assertEquals(150, SpikeLogReader.open(directory).status().lastStep());
    }
  }
}
