package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeTrains;

class SpikeLogRoundTripTest {
  /** Blocks of steps of ids; the limit makes many of them exceed an excerpt, some in a single step. */
  @Property(tries = 40)
  void everySpikeComesBackAtItsStep(
      @ForAll("blocks") List<List<List<Integer>>> blocks, @ForAll("limits") int limit, @ForAll("firstSteps") long firstStep)
      throws IOException {
    Path parent = Files.createTempDirectory("ranvier-log");
    try {
      Path directory = parent.resolve("log");
      var expectedSteps = new ArrayList<Long>();
      var expectedIds = new ArrayList<Integer>();
      var manifest = Logs.ofMany(firstStep);
      long step = firstStep;
      try (var writer = SpikeLogWriter.create(directory, manifest, () -> Long.MAX_VALUE, limit)) {
        var block = new SpikeBlock();
        for (var steps : blocks) {
          block.reset(step);
          for (var ids : steps) {
            for (int id : ids) {
              block.add(id);
              expectedSteps.add(step);
              expectedIds.add(id);
            }
            block.endStep();
            step++;
          }
          writer.accept(block);
        }
        writer.finish(SpikeLogStatus.COMPLETE);
      }
      var reader = SpikeLogReader.open(directory);
      assertEquals(manifest, reader.manifest());
      SpikeTrains read = reader.readAll();
      assertArrayEquals(expectedSteps.stream().mapToLong(Long::longValue).toArray(), read.steps());
      assertArrayEquals(expectedIds.stream().mapToInt(Integer::intValue).toArray(), read.ids());
      assertEquals(firstStep - 1, read.fromStep());
      assertEquals(step - 1, read.toStep());
      var status = reader.status();
      assertEquals(SpikeLogStatus.Ending.COMPLETE, status.ending());
      assertEquals(expectedIds.size(), status.spikes());
      assertEquals(step - 1, status.lastStep());

      if (step == firstStep) {
        return;
      }
      double middle = 0.1 * (firstStep + (step - 1 - firstStep) / 2);
      SpikeTrains part = reader.read(middle, 0.1 * (step - 1));
      SpikeTrains expected = read.between(part.fromStep(), part.toStep());
      assertEquals(firstStep + (step - 1 - firstStep) / 2, part.fromStep());
      assertArrayEquals(expected.steps(), part.steps());
      assertArrayEquals(expected.ids(), part.ids());
    } finally {
      Logs.delete(parent);
    }
  }

  @Provide
  Arbitrary<List<List<List<Integer>>>> blocks() {
    var ids = Arbitraries.oneOf(Arbitraries.integers().between(0, 99), Arbitraries.integers().between(0, (1 << 30) - 1)).list().ofMaxSize(40);
    var steps = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(List.<Integer>of())), Tuple.of(2, ids));
    return steps.list().ofMinSize(1).ofMaxSize(20).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<Integer> limits() {
    return Arbitraries.of(64, 100, 257, 1 << 20);
  }

  @Provide
  Arbitrary<Long> firstSteps() {
    return Arbitraries.of(0L, 1L, 5_000_000_000L);
  }

  @Test
  void manySpikesInOneStepAndManyBlocksPassTheQueuesOwnBlocks(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    long sum = 0;
    try (var writer = SpikeLogWriter.create(directory, Logs.ofMany(1))) {
      for (int b = 0; b < 8; b++) {
        block.reset(1 + 2L * b);
        for (int k = 0; k < 1_500_000; k++) {
          block.add(k ^ b);
          sum += k ^ b;
        }
        block.endStep();
        block.endStep();
        writer.accept(block);
      }
      writer.finish(SpikeLogStatus.CANCELLED);
    }
    long[] read = {0, 0};
    var status =
        SpikeLogReader.open(directory)
            .forEach(
                b -> {
                  read[0] += b.spikeCount();
                  for (int k = 0; k < b.spikeCount(); k++) {
                    read[1] += b.ids()[k];
                  }
                });
    assertEquals(12_000_000, read[0]);
    assertEquals(sum, read[1]);
    assertEquals(SpikeLogStatus.Ending.CANCELLED, status.ending());
    assertEquals(16, status.lastStep());
  }

  @Test
  void chroniclesOwnTailerSeesTheSameExcerpts(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      for (int b = 0; b < 700; b++) {
        Logs.fill(block, 1 + 10L * b, 10);
        writer.accept(block);
      }
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    int excerpts = 0;
    try (var queue = SingleChronicleQueueBuilder.binary(directory).readOnly(true).build();
        var tailer = queue.createTailer();
        var ours = new ExcerptReader(Logs.queueFile(directory))) {
      while (true) {
        try (var document = tailer.readingDocument()) {
          if (!document.isPresent()) {
            break;
          }
          assertEquals(ExcerptReader.Found.EXCERPT, ours.next());
          var bytes = document.wire().bytes();
          assertEquals(bytes.readRemaining(), ours.length());
          for (int k = 0; k < ours.length(); k++) {
            assertEquals(bytes.readByte(), ours.bytes()[ours.offset() + k]);
          }
          excerpts++;
        }
      }
      assertEquals(ExcerptReader.Found.NOTHING_YET, ours.next());
    }
    assertEquals(702, excerpts);
  }

  @Test
  void readingChangesNothing(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("log");
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      var block = new SpikeBlock();
      Logs.fill(block, 1, 10);
      writer.accept(block);
    }
    byte[] before = Files.readAllBytes(Logs.queueFile(directory));
    var time = Files.getLastModifiedTime(Logs.queueFile(directory));
    var reader = SpikeLogReader.open(directory);
    assertEquals(SpikeLogStatus.Ending.UNFINISHED, reader.status().ending());
    assertEquals(10, reader.readAll().toStep());
    assertArrayEquals(before, Files.readAllBytes(Logs.queueFile(directory)));
    assertEquals(time, Files.getLastModifiedTime(Logs.queueFile(directory)));
    try (var files = Files.list(directory)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void anotherThreadMayAppendEvenWhenInterrupted(@TempDir Path parent) throws Exception {
    Path directory = parent.resolve("log");
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      var block = new SpikeBlock();
      Logs.fill(block, 1, 10);
      writer.accept(block);
      var thread =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                Logs.fill(block, 11, 10);
                writer.accept(block);
              });
      var failure = new Throwable[1];
      thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
      thread.start();
      thread.join();
      assertTrue(failure[0] == null, () -> String.valueOf(failure[0]));
      writer.finish(SpikeLogStatus.CANCELLED);
    }
    assertEquals(20, SpikeLogReader.open(directory).status().lastStep());
  }

  @Test
  void aShortLogTakesLittleOfTheDisk(@TempDir Path parent) throws Exception {
    Path directory = parent.resolve("log");
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    long apparent = Files.size(Logs.queueFile(directory));
    assertTrue(apparent <= 24L << 20, () -> "the sparse file shows " + apparent + " bytes");
  }
}
