package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

/**
 * Logs of version 1, written by Ranvier 0.1.0 before there was a version 2: 30 blocks of 10 steps as {@link Logs#fill} makes them,
 * and in {@code exact} the second spike of each step 1/32 ms before its end. Their files are kept without the zeros at the end.
 */
class OldSpikeLogTest {
  private static final int BLOCKS = 30;

  @TempDir Path directory;

  private byte[] unpack(String name) throws IOException {
    byte[] bytes;
    try (var packed = OldSpikeLogTest.class.getResourceAsStream("version1-" + name + ".cq4.gz")) {
      assertNotNull(packed);
      bytes = new GZIPInputStream(packed).readAllBytes();
    }
    write(bytes);
    return bytes;
  }

  private void write(byte[] bytes) throws IOException {
    try (var file = new RandomAccessFile(directory.resolve("20261129F.cq4").toFile(), "rw")) {
      file.write(bytes);
      file.setLength(20 << 20); // as the queue left it
    }
  }

  private SpikeLogStatus assertSpikes(double secondOffsetMs) {
    var expected = new SpikeBlock();
    return SpikeLogReader.open(directory).forEach(block -> {
      Logs.fill(expected, block.firstStep(), block.stepCount());
      assertEquals(expected.spikeCount(), block.spikeCount());
      assertArrayEquals(Arrays.copyOf(expected.ids(), expected.spikeCount()), Arrays.copyOf(block.ids(), block.spikeCount()));
      for (int k = 0; k < block.stepCount(); k++) {
        assertEquals(expected.end(k), block.end(k));
        for (int s = block.begin(k); s < block.end(k); s++) {
          assertEquals(s - block.begin(k) == 1 ? secondOffsetMs : 0, block.offset(s));
        }
      }
    });
  }

  @Test
  void aCompleteLogIsRead() throws IOException {
    unpack("whole");
    var manifest = SpikeLogReader.open(directory).manifest();
    assertEquals(1, manifest.formatVersion());
    assertEquals(Logs.POPULATIONS, manifest.populations());
    assertEquals(new SpikeLogStatus(SpikeLogStatus.Ending.COMPLETE, "complete", BLOCKS, 300, 450), assertSpikes(0));
  }

  @Test
  void aLogOfContinuousTimeIsRead() throws IOException {
    unpack("exact");
    assertEquals(SpikeLogStatus.Ending.COMPLETE, assertSpikes(0.03125).ending());
  }

  @Test
  void anUnfinishedLogIsRead() throws IOException {
    unpack("open");
    var status = assertSpikes(0);
    assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
    assertEquals(300, status.lastStep());
  }

  @Test
  void aClearedHeaderIsNoEndInItEither() throws IOException {
    byte[] whole = Arrays.copyOf(unpack("whole"), 80_000);
    for (int at : Logs.headers(whole)) {
      byte[] changed = whole.clone();
      SpikeLogFormat.INT.set(changed, at, 0);
      write(changed);
      assertThrows(RanvierException.class, () -> SpikeLogReader.open(directory).status(), "byte " + at);
    }
  }

  @Test
  void itsManifestIsCheckedToo() throws IOException {
    byte[] bytes = unpack("whole");
    int at = Logs.headers(Arrays.copyOf(bytes, 80_000)).get(3) + 4;
    String json = new String(bytes, at + 8, (int) SpikeLogFormat.INT.get(bytes, at + 4), StandardCharsets.UTF_8);
    int size = at + 8 + json.indexOf("\"size\":80") + 7;
    bytes[size] = '-';
    bytes[size + 1] = '8';
    int length = 8 + json.length() + 4;
    SpikeLogFormat.INT.set(bytes, at + length - 4, new Checksum().plain(bytes, at, length));
    Files.delete(directory.resolve("20261129F.cq4"));
    write(bytes);
    var e = assertThrows(RanvierException.class, () -> SpikeLogReader.open(directory));
    assertTrue(e.getMessage().contains("population 'E': -8 neurons from id 0 on"), e.getMessage());
  }
}
