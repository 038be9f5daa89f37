package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

class SpikeLogRefusalTest {
  private static final int BLOCKS = 30;

  @TempDir Path parent;

  private Path writeLog() {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      for (int b = 0; b < BLOCKS; b++) {
        Logs.fill(block, 1 + 10L * b, 10);
        writer.accept(block);
      }
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    return directory;
  }

  /** Where excerpt {@code n} begins in the queue file; the manifest is number 0. */
  private static long position(Path directory, int n) throws IOException {
    try (var excerpts = new ExcerptReader(Logs.queueFile(directory))) {
      for (int k = 0; k <= n; k++) {
        assertEquals(ExcerptReader.Found.EXCERPT, excerpts.next());
      }
      return excerpts.filePosition();
    }
  }

  private static void assertRefusal(Runnable action, Path named, String... parts) {
    var e = assertThrows(RanvierException.class, action::run);
    assertTrue(e.getMessage().contains(named.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), () -> "'" + part + "' is not in: " + e.getMessage());
    }
  }

  private static void change(Path directory, long at, byte... bytes) throws IOException {
    try (var file = new RandomAccessFile(Logs.queueFile(directory).toFile(), "rw")) {
      file.seek(at);
      file.write(bytes);
    }
  }

  @Test
  void aDirectoryInUseIsNotWrittenInto() throws IOException {
    Files.writeString(parent.resolve("thesis.tex"), "years of work");
    assertRefusal(() -> SpikeLogWriter.create(parent, Logs.manifest()), parent, "not empty", "name a new one");
    Path file = parent.resolve("thesis.tex");
    assertRefusal(() -> SpikeLogWriter.create(file, Logs.manifest()), file, "a file of that name exists");
    assertEquals("years of work", Files.readString(file));
    assertRefusal(() -> SpikeLogReader.open(file), file, "a log is a directory");
  }

  @Test
  void aFullDiskIsRefusedBeforeTheStart() {
    Path directory = parent.resolve("log");
    assertRefusal(
        () -> SpikeLogWriter.create(directory, Logs.manifest(), () -> 100L << 20, SpikeLogWriter.MAX_EXCERPT_BYTES),
        directory,
        "only 100 MiB are free",
        "256 MiB are needed",
        "make room");
  }

  @Test
  void aDiskThatFillsUpStopsTheLogAndLeavesItReadable() throws InterruptedException {
    Path directory = parent.resolve("log");
    var free = new AtomicLong(1L << 30);
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest(), free::get, SpikeLogWriter.MAX_EXCERPT_BYTES)) {
      Logs.fill(block, 1, 10);
      writer.accept(block);
      free.set(200L << 20);
      Thread.sleep(1050);
      Logs.fill(block, 11, 10);
      assertRefusal(() -> writer.accept(block), directory, "only 200 MiB are free", "stays readable");
      writer.finish(SpikeLogStatus.failed("no room on the disk"));
    }
    var status = SpikeLogReader.open(directory).status();
    assertEquals(SpikeLogStatus.Ending.FAILED, status.ending());
    assertEquals(10, status.lastStep());
  }

  @Test
  void muchDataIsCheckedForRoomWithoutWaiting() {
    Path directory = parent.resolve("log");
    var free = new AtomicLong(1L << 30);
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.ofMany(1), free::get, SpikeLogWriter.MAX_EXCERPT_BYTES)) {
      block.reset(1);
      for (int k = 0; k < 20_000_000; k++) {
        block.add(k);
      }
      block.endStep();
      free.set(0);
      assertRefusal(() -> writer.accept(block), directory, "only 0 MiB are free");
      free.set(2L << 20);
      writer.finish(SpikeLogStatus.failed("no room"));
    }
    // The step was not whole, so nothing of it is delivered.
    var status = SpikeLogReader.open(directory).status();
    assertEquals(SpikeLogStatus.Ending.FAILED, status.ending());
    assertEquals(0, status.spikes());
    assertEquals(0, status.lastStep());
  }

  @Test
  void placesThatHoldNoLogAreNamed() throws IOException {
    Path missing = parent.resolve("nowhere");
    assertRefusal(() -> SpikeLogReader.open(missing), missing, "no such directory");

    Path empty = Files.createDirectory(parent.resolve("empty"));
    assertRefusal(() -> SpikeLogReader.open(empty), empty, "empty");

    Path other = Files.createDirectory(parent.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "hello");
    assertRefusal(() -> SpikeLogReader.open(other), other, "not a spike log", "no file *.cq4");

    Path fake = Files.createDirectory(parent.resolve("fake"));
    Files.writeString(fake.resolve("20260101F.cq4"), "this is no queue at all, whatever its name says".repeat(9));
    assertRefusal(() -> SpikeLogReader.open(fake), fake, "not a spike log", "does not begin as one");
    Files.write(fake.resolve("20260101F.cq4"), new byte[0]);
    assertRefusal(() -> SpikeLogReader.open(fake), fake, "not a spike log");
    Files.write(fake.resolve("20260102F.cq4"), new byte[0]);
    assertRefusal(() -> SpikeLogReader.open(fake), fake, "2 files *.cq4");
  }

  @Test
  void aForeignQueueIsNoSpikeLog() {
    Path foreign = parent.resolve("foreign");
    try (var queue = SingleChronicleQueueBuilder.binary(foreign).blockSize(1 << 20).build();
        var appender = queue.createAppender()) {
      appender.writeText("Mary had a little lamb, its fleece was white as snow");
    }
    assertRefusal(() -> SpikeLogReader.open(foreign), foreign, "not a spike log");
  }

  @Test
  void aRunKilledBeforeItsManifestIsNamed() {
    Path directory = parent.resolve("log");
    try (var queue = SingleChronicleQueueBuilder.binary(directory).blockSize(1 << 20).build();
        var appender = queue.createAppender();
        var document = appender.writingDocument()) {
      document.wire().bytes().writeByte((byte) 'M');
      assertRefusal(() -> SpikeLogReader.open(directory), directory, "no manifest yet");
      document.rollbackOnClose();
    }
  }

  @Test
  void anotherVersionOrFormatIsNamed() {
    assertRefusal(
        () -> ManifestJson.read("{\"format\":\"ranvier-spikes\",\"formatVersion\":7,\"ranvierVersion\":\"9.1\"}", parent),
        parent,
        "format version 7",
        "reads version 1",
        "Ranvier 9.1");
    assertRefusal(() -> ManifestJson.read("{\"format\":\"cat-pictures\"}", parent), parent, "its format is 'cat-pictures'");
    assertRefusal(() -> ManifestJson.read("{\"format\":\"ranvier-spikes\"}", parent), parent, "manifest cannot be read");
    assertRefusal(() -> ManifestJson.read("[1, 2", parent), parent, "manifest cannot be read");
    String whole = ManifestJson.write(Logs.manifest());
    assertEquals(Logs.manifest(), ManifestJson.read(whole, parent));
    String still = whole.replace("\"resolutionMs\":0.1", "\"resolutionMs\":0");
    assertRefusal(() -> ManifestJson.read(still, parent), parent, "cannot be read");
  }

  @Test
  void aDamagedBlockIsNamedAndThoseBeforeItAreDelivered() throws IOException {
    Path directory = writeLog();
    long block12 = position(directory, 13);
    change(directory, block12 + 35, (byte) 99);
    long[] delivered = {0};
    assertRefusal(
        () -> SpikeLogReader.open(directory).forEach(b -> delivered[0]++),
        directory,
        "block 12 ",
        "from step 121",
        "checksum",
        "everything up to 12.0 ms is whole");
    assertEquals(12, delivered[0]);
    assertEquals(120, SpikeLogReader.open(directory).read(0, 12.0).toStep());
    assertRefusal(() -> SpikeLogReader.open(directory).readAll(), directory, "block 12 ");
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    Path directory = writeLog();
    change(directory, position(directory, 0) + 20, (byte) '!');
    assertRefusal(() -> SpikeLogReader.open(directory), directory, "manifest is damaged");
  }

  @Test
  void aMissingBlockIsNoticed() throws IOException {
    Path directory = writeLog();
    // Marked as the queue's own metadata, the block is passed over.
    long header = position(directory, 6) - 4;
    byte[] word = new byte[4];
    try (var file = new RandomAccessFile(Logs.queueFile(directory).toFile(), "r")) {
      file.seek(header);
      file.readFully(word);
    }
    word[3] |= 0x40;
    change(directory, header, word);
    assertRefusal(() -> SpikeLogReader.open(directory).status(), directory, "block 5 ", "sequence number 6 where 5 was due");
  }

  @Test
  void aLogCutShortAnywhereIsNamedAndReadUpToThere() throws IOException {
    Path directory = writeLog();
    Path file = Logs.queueFile(directory);
    byte[] whole = Files.readAllBytes(file);
    int end = (int) position(directory, BLOCKS + 1);
    int first = (int) position(directory, 1);
    for (int length : new int[] {end, end - 1, end - 4, end - 5, end - 60, first + 100, first + 3, first - 4}) {
      Files.write(file, Arrays.copyOf(whole, length));
      long[] delivered = {0};
      assertRefusal(() -> SpikeLogReader.open(directory).forEach(b -> delivered[0]++), directory, "cut short");
      assertTrue(delivered[0] <= BLOCKS && (length < end - 5 || delivered[0] == BLOCKS), length + ": " + delivered[0]);
    }
    for (int length : new int[] {0, 3, 100, 5000, first - 100}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefusal(() -> SpikeLogReader.open(directory), directory);
    }
  }

  @Test
  void noByteOfABlockChangesUnnoticed() throws IOException {
    Path directory = writeLog();
    long from = position(directory, 3);
    long to = position(directory, 4) - 4;
    byte[] whole = Files.readAllBytes(Logs.queueFile(directory));
    int length = whole[(int) from - 4] & 0xFF;
    for (long at = from; at < Math.min(to, from + length); at++) {
      byte original = whole[(int) at];
      change(directory, at, (byte) (original ^ 0x10));
      assertRefusal(() -> SpikeLogReader.open(directory).status(), directory, "block 2 ");
      change(directory, at, original);
    }
    assertEquals(BLOCKS, SpikeLogReader.open(directory).status().blocks());
  }

  @Test
  void blocksMustFollowEachOtherAndEndOnce() {
    Path directory = parent.resolve("log");
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, Logs.manifest())) {
      Logs.fill(block, 11, 10);
      assertThrows(IllegalStateException.class, () -> writer.accept(block));
      assertThrows(IllegalArgumentException.class, () -> writer.finish("so-so"));
      writer.finish(SpikeLogStatus.COMPLETE);
      assertThrows(IllegalStateException.class, () -> writer.finish(SpikeLogStatus.COMPLETE));
      Logs.fill(block, 1, 10);
      assertThrows(IllegalStateException.class, () -> writer.accept(block));
    }
  }

  @Test
  void anEmptyIntervalIsRefused() {
    Path directory = writeLog();
    assertRefusal(() -> SpikeLogReader.open(directory).read(5, 4), directory, "5.0 ms to 4.0 ms");
  }
}
