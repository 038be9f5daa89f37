package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

/** What is lost or changed in the file, a header of the queue above all, is never taken for the end of a run. */
class SpikeLogDamageTest {
  private static final int BLOCKS = 8;

  @TempDir Path parent;
  private Path directory = Path.of("");
  private Path file = Path.of("");
  private byte[] whole = {};
  private List<Integer> headers = List.of();

  @BeforeEach
  void writeLog() throws IOException {
    directory = parent.resolve("log");
    Logs.write(directory, BLOCKS);
    file = Logs.queueFile(directory);
    whole = Files.readAllBytes(file);
    headers = Logs.headers(whole);
    assertEquals(3 + 1 + BLOCKS + 1, headers.size()); // three of the queue's own, the manifest, the blocks and the end
  }

  /** The log with this header. */
  private void putHeader(int at, int header) throws IOException {
    byte[] changed = whole.clone();
    SpikeLogFormat.INT.set(changed, at, header);
    Files.write(file, changed);
  }

  private int header(int at) {
    return (int) SpikeLogFormat.INT.get(whole, at);
  }

  private SpikeLogStatus read() {
    return SpikeLogReader.open(directory).status();
  }

  @Test
  void aClearedHeaderIsNoEnd() throws IOException {
    for (int k = 0; k < headers.size(); k++) {
      putHeader(headers.get(k), 0);
      String message = assertThrows(RanvierException.class, this::read, "document " + k).getMessage();
      if (k >= 4) {
        assertTrue(message.contains("block " + (k - 4) + " "), message);
        assertTrue(message.contains("(byte " + headers.get(k) + ", ") && message.contains("header is lost"), message);
        assertTrue(message.contains(k == 4 ? "no block before it" : "everything up to " + (k - 4) + ".0 ms is whole"), message);
      }
    }
  }

  @Test
  void noBitOfAHeaderChangesUnnoticed() throws IOException {
    for (int k = 0; k < headers.size(); k++) {
      for (int bit = 0; bit < 32; bit++) {
        putHeader(headers.get(k), header(headers.get(k)) ^ 1 << bit);
        if (k < 3 && bit < 2) {
          continue; // the padding hides it: the next document is found where it was
        }
        String what = "document " + k + ", bit " + bit;
        assertThrows(RanvierException.class, this::read, what);
      }
    }
  }

  @Test
  void aHeaderThatLeadsPastEverythingIsNoEnd() throws IOException {
    int length = whole.length - headers.get(6) - 4096;
    putHeader(headers.get(6), 0x4000_0000 | length); // called the queue's own, and as long as the rest of the file
    String message = assertThrows(RanvierException.class, this::read).getMessage();
    assertTrue(message.contains("block 2 ") && message.contains("everything up to 2.0 ms is whole"), message);
    putHeader(headers.get(1), 0x4000_0000 | whole.length - headers.get(1) - 4096);
    assertTrue(assertThrows(RanvierException.class, this::read).getMessage().contains("manifest is damaged (header)"));
  }

  @Test
  void aPageOfZerosIsNoEnd() throws IOException {
    byte[] changed = whole.clone();
    Arrays.fill(changed, headers.get(5) - 7, headers.get(8) + 11, (byte) 0);
    Files.write(file, changed);
    assertTrue(assertThrows(RanvierException.class, this::read).getMessage().contains("block 0 "));
    changed = whole.clone();
    Arrays.fill(changed, headers.get(5), headers.get(8) + 11, (byte) 0);
    Files.write(file, changed);
    assertTrue(assertThrows(RanvierException.class, this::read).getMessage().contains("header is lost"));
  }

  /** What a kill leaves: the queue puts the header last. */
  @Test
  void anExcerptThatWasBeingWrittenIsUnfinishedAndNotDamaged() throws IOException {
    for (int last : List.of(headers.size() - 1, headers.size() - 2)) {
      int at = headers.get(last);
      int bytes = header(at);
      for (int written = 0; written < bytes; written += 3) {
        byte[] killed = Arrays.copyOf(Arrays.copyOf(whole, at + 4 + written), whole.length);
        SpikeLogFormat.INT.set(killed, at, written % 2 == 0 ? 0 : 0x8000_0000);
        Files.write(file, killed);
        SpikeLogStatus status = read();
        assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
        assertEquals(last - 4, status.blocks());
      }
    }
  }

  @Test
  void blocksOfAnotherRunDoNotFit() throws IOException {
    Path other = parent.resolve("other");
    try (var writer = SpikeLogWriter.create(other, SpikeLogManifest.of(Logs.POPULATIONS, 0.1, 43, 1, 10, "abc"))) {
      SpikeLogReader.open(directory).forEach(writer::accept);
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    byte[] changed = Files.readAllBytes(Logs.queueFile(other));
    assertEquals(headers, Logs.headers(changed));
    int from = headers.get(7);
    System.arraycopy(whole, from, changed, from, headers.getLast() - from); // the same numbers, steps and spikes
    Files.write(Logs.queueFile(other), changed);
    var e = assertThrows(RanvierException.class, () -> SpikeLogReader.open(other).status());
    assertTrue(e.getMessage().contains("block 3 ") && e.getMessage().contains("does not belong behind"), e.getMessage());
  }

  @Test
  @Timeout(20)
  void whoFollowsHearsOfALostHeaderToo() throws Exception {
    putHeader(headers.get(9), 0);
    long begin = System.nanoTime();
    var e = assertThrows(RanvierException.class, () -> SpikeLogReader.open(directory).follow(b -> {}, () -> false));
    assertTrue(e.getMessage().contains("block 5 ") && e.getMessage().contains("header is lost"), e.getMessage());
    assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 10);
  }

  @Test
  void anEndThatSaysWhatNoRunSaysIsDamaged() throws IOException {
    byte[] changed = whole.clone();
    int at = headers.getLast() + 4;
    changed[at + SpikeLogFormat.END_HEADER] = 'C';
    int length = header(headers.getLast());
    SpikeLogFormat.INT.set(changed, at + length - 4, new Checksum().chained(changed, at, length));
    Files.write(file, changed);
    var e = assertThrows(RanvierException.class, this::read);
    assertTrue(e.getMessage().contains("unknown status 'Complete'"), e.getMessage());
  }
}
