package org.ranvier.validation.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.export.SpikeExport;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogManifest;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogWriter;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

/** Damages spike logs: files as they are, and manifests and blocks whose checksums are right all the same. */
@Tag("fuzz")
class SpikeLogFuzzTest {
  private static final int COUNT = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<String> WORDS =
      List.of("format", "populations", "name", "firstId", "size", "resolutionMs", "blockSteps", "blockMs", "ranvier-spikes", "E", "I");

  @TempDir Path temp;
  private Path log = Path.of("");
  private Path file = Path.of("");
  private byte[] queue = {}; // up to the manifest
  private final List<byte[]> excerpts = new ArrayList<>();
  private List<Long> written = List.of();

  @BeforeEach
  void writeLog() throws IOException {
    log = temp.resolve("log");
    var populations = List.of(new PopulationRange("E", "iaf_psc_exp", 0, 80), new PopulationRange("I", "iaf_psc_exp", 80, 20));
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(log, SpikeLogManifest.of(populations, 0.1, 42, 1, 10, "abc"))) {
      for (int b = 0; b < 12; b++) {
        block.reset(1 + 10L * b);
        for (int k = 0; k < 10; k++) {
          for (int n = 0; n < (b % 3 == 2 ? 0 : k % 4); n++) {
            block.add((b + 7 * k + 13 * n) % 100, b > 6 ? 0.03 * n : 0);
          }
          block.endStep();
        }
        writer.accept(block);
      }
      writer.finish(SpikeLogStatus.COMPLETE);
    }
    try (var files = Files.list(log)) {
      file = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (int header = bytes.getInt(at); header != 0; header = bytes.getInt(at)) {
      int length = header & 0x3FFF_FFFF;
      if (header == length) {
        queue = excerpts.isEmpty() ? Arrays.copyOf(bytes.array(), at) : queue;
        excerpts.add(Arrays.copyOfRange(bytes.array(), at + 4, at + 4 + length));
      }
      at = at + 4 + length + 3 & ~3;
    }
    written = spikes();
  }

  /** Each spike as a number that its step, neuron and offset make. */
  private List<Long> spikes() {
    var spikes = new ArrayList<Long>();
    SpikeLogStatus status = SpikeLogReader.open(log).forEach(block -> {
      for (int k = 0; k < block.stepCount() && block.spikeCount() > 0; k++) {
        for (int s = block.begin(k); s < block.end(k); s++) {
          spikes.add(((block.firstStep() + k) * 100 + block.ids()[s]) * 1000 + Math.round(1000 * block.offset(s)));
        }
      }
    });
    if (status.ending() != SpikeLogStatus.Ending.UNFINISHED) {
      spikes.add(-1L);
    }
    return spikes;
  }

  private void put(byte[]... parts) throws IOException {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    var all = ByteBuffer.allocate(length + 4096);
    for (byte[] part : parts) {
      all.put(part);
    }
    Files.write(file, all.array());
  }

  /** The excerpts as the queue frames them. */
  private static byte[] framed(List<byte[]> excerpts) {
    var framed = ByteBuffer.allocate(excerpts.stream().mapToInt(e -> e.length + 8).sum()).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] excerpt : excerpts) {
      framed.putInt(excerpt.length).put(excerpt).position(framed.position() + 3 & ~3);
    }
    return Arrays.copyOf(framed.array(), framed.position());
  }

  /** Gives every excerpt the checksums that its bytes and those of the one before ask for. */
  private static List<byte[]> sealed(List<byte[]> excerpts) {
    var sealed = new ArrayList<byte[]>();
    int before = 0;
    for (byte[] excerpt : excerpts) {
      byte[] copy = excerpt.clone();
      var bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
      var crc = new CRC32C();
      if (!sealed.isEmpty()) {
        if (copy.length >= 8) {
          bytes.putInt(copy.length - 8, before);
        }
        crc.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, copy.length));
      }
      if (copy.length >= 4) {
        crc.update(copy, 0, copy.length - 4);
        before = (int) crc.getValue();
        bytes.putInt(copy.length - 4, before);
      }
      sealed.add(copy);
    }
    return sealed;
  }

  /** What is read of a damaged file is what was written, up to some place, and whole only if nothing is missing. */
  @Test
  void noDamageOfTheFileIsTakenForSpikes() throws Exception {
    byte[] framed = framed(excerpts);
    put(queue, framed);
    assertEquals(written, spikes());
    var mutator = new Mutator(1, WORDS);
    new Fuzz(LIMIT).run(COUNT, number -> mutator.bytes(number, framed), bytes -> {
      put(queue, bytes);
      List<Long> read = spikes();
      assertEquals(written.subList(0, read.size()), read);
    });
  }

  @Test
  void noManifestBringsTheReaderDown() throws Exception {
    var original = new String(excerpts.getFirst(), 8, excerpts.getFirst().length - 12, StandardCharsets.UTF_8);
    var mutator = new Mutator(2, WORDS);
    int[] refused = {0};
    new Fuzz(LIMIT).run(COUNT, number -> mutator.text(number, List.of(original)), json -> {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      var manifest = ByteBuffer.allocate(text.length + 12).order(ByteOrder.LITTLE_ENDIAN);
      manifest.putInt('M').putInt(text.length).put(text);
      var all = new ArrayList<>(excerpts);
      all.set(0, manifest.array());
      put(queue, framed(sealed(all)));
      try {
        spikes();
        SpikeExport.toCsv(SpikeLogReader.open(log), temp.resolve("spikes.csv"), true);
      } catch (RanvierException e) {
        refused[0]++;
        throw e;
      }
    });
    assertNotEquals(0, refused[0]);
    assertNotEquals(COUNT, refused[0]);
  }

  @Test
  void noBlockBringsTheReaderDown() throws Exception {
    var mutator = new Mutator(3, WORDS);
    int[] refused = {0};
    new Fuzz(LIMIT).run(COUNT, number -> number, number -> {
      var all = new ArrayList<>(excerpts);
      int chosen = 1 + (int) (number % (all.size() - 1));
      all.set(chosen, mutator.bytes(number, all.get(chosen)));
      put(queue, framed(sealed(all)));
      try {
        spikes();
      } catch (RanvierException e) {
        refused[0]++;
        throw e;
      }
    });
    assertNotEquals(0, refused[0]);
  }
}
