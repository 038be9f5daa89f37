package org.ranvier.networks.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.recordings.Recorder;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.networks.recordings.Series;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** All that is recorded is in the run's directory, whatever ends the run. */
final class ExperimentRecordingTest {
  private static Network network() {
    var net = new Network("five kinds");
    var exc = net.population("E", 40, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    var p = net.connect(exc, exc).rule(fixedInDegree(5)).weight(pA(30)).delay(ms(1.5)).plastic(Stdp.pair());
    var dopamine = net.modulator("dopamine").decay(ms(200)).unit("nM");
    dopamine.releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2));
    net.readout("out", exc).outputs(2).tau(ms(20)).interval(ms(50)).recorded(ms(2));
    net.at(ms(30)).set(exc, "tau_m", ms(12));
    net.record(exc.range(3, 6), "V_m").every(ms(0.5));
    net.record(dopamine).every(ms(5));
    net.recordWeights(p).every(ms(10));
    net.recordParameter(exc.range(0, 2), "tau_m").every(ms(10));
    return net;
  }

  private static Outcome run(Path out, Experiment experiment, String... more) {
    var options = new RunOptions().threads(1).out(out, true);
    options.csv = List.of(more).contains("csv");
    return experiment.run(options, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static JsonObject statistics(Path out) throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve(OutputFiles.STATISTICS))).getAsJsonObject().getAsJsonObject("run");
  }

  /** The checksum is that of Python's {@code zlib.crc32}; a byte that changes on the disk is found by it. */
  @Test
  void damagedSamplesAreRefusedByName(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    run(out, Experiment.of(network()).duration(ms(100)));
    Series potentials = Recordings.read(out).of("E", "V_m");
    byte[] sample = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(potentials.values()[50][1]).array();
    Path file = out.resolve(Recordings.FILE);
    byte[] bytes = Files.readAllBytes(file);
    int at = 0;
    while (!Arrays.equals(bytes, at, at + 8, sample, 0, 8)) {
      at++;
    }
    bytes[at + 3] ^= 1;
    Files.write(file, bytes);
    var refusal = assertThrows(RanvierException.class, () -> Recordings.read(out));
    assertTrue(refusal.getMessage().contains("V_m of E is damaged"), refusal.getMessage());
  }

  @Test
  void fiveKindsAreKept(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    Outcome outcome = run(out, Experiment.of(network()).duration(ms(100)), "csv");
    Recordings kept = Recordings.read(out);
    assertEquals(6, kept.all().size(), kept.toString());
    assertFalse(Files.exists(out.resolve(Recordings.PARTS)));
    try (var sim = Simulation.of(network(), Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(100));
      List<StateTrace> traces = sim.traces();
      assertEquals(5, traces.size());
      assertEquals(5, outcome.traces().size());
      for (StateTrace t : traces) {
        Series s = kept.of(t.population(), t.variable());
        assertEquals(t.unit(), s.unit());
        assertArrayEquals(t.timesMs(), s.timesMs(), t.variable());
        assertArrayEquals(t.neurons(), s.first());
        for (int i = 0; i < t.neurons().length; i++) {
          assertArrayEquals(t.values()[i], s.column(i), t.variable());
        }
      }
      var w = sim.weightTraces().getFirst();
      Series s = kept.of("E→E", "weight");
      assertEquals("pA", s.unit());
      assertArrayEquals(w.timesMs(), s.timesMs());
      assertArrayEquals(w.sources(), s.first());
      assertArrayEquals(w.targets(), s.second());
      assertArrayEquals(w.values()[7], s.column(7));
    }
    var run = statistics(out);
    assertEquals("complete", run.get("status").getAsString());
    assertEquals(1, run.get("seed").getAsInt());
    assertTrue(run.get("wall_s").getAsDouble() > 0);
    for (var name : run.getAsJsonArray("recorded")) {
      assertTrue(Files.exists(out.resolve(name.getAsString())), name.getAsString());
    }
    assertEquals(1 + 6 + 6, run.getAsJsonArray("recorded").size());
    run(out, Experiment.of(network()).duration(ms(20))); // all that is there is a run's, and is replaced
    assertEquals(2, Recordings.read(out).of("E→E", "weight").timesMs().length);
  }

  @Test
  void aBodyOfOnesOwnIsARunLikeAny(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    var passed = new int[1];
    Outcome outcome = run(out, Experiment.of(network()).duration(ms(60)).body(run -> {
      try {
        for (int k = 0; k < 6; k++) {
          run.advance(ms(10));
          run.note("accuracy", k / 6.0);
        }
      } finally {
        passed[0]++;
      }
    }));
    assertEquals(1, passed[0]);
    assertEquals(600, outcome.cost().steps());
    assertEquals(5 / 6.0, statistics(out).getAsJsonObject("notes").get("accuracy").getAsDouble());
    assertEquals(120, outcome.recordings().of("E", "V_m").timesMs().length);
  }

  /** Cancelled by another thread, as Ctrl-C does. */
  @Test
  void whatWasRecordedBeforeAnEndIsKept(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    var passed = new int[1];
    Outcome outcome = run(out, Experiment.of(network()).duration(ms(1000)).body(run -> {
      try {
        run.advance(ms(40));
        var other = new Thread(run.simulation()::cancel);
        run.simulation().every(ms(1), () -> {
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
        run.advance(ms(500));
        passed[0] = 100;
      } finally {
        passed[0]++;
      }
    }));
    assertEquals(1, passed[0]);
    assertTrue(outcome.cost().cancelled());
    assertEquals("cancelled", statistics(out).get("status").getAsString());
    assertTrue(outcome.recordings().of("E", "V_m").timesMs().length >= 80);
    Path failed = directory.resolve("failed");
    assertThrows(IllegalStateException.class, () -> run(failed, Experiment.of(network()).duration(ms(1000)).body(run -> {
      run.advance(ms(40));
      throw new IllegalStateException("a mistake of the script's");
    })));
    assertTrue(statistics(failed).get("status").getAsString().contains("a mistake of the script's"));
    assertEquals(80, Recordings.read(failed).of("E", "V_m").timesMs().length);
  }

  /** A process that is killed leaves whole samples, however much of the last block is there. */
  @Test
  void whatAKilledRunLeavesIsRead(@TempDir Path directory) throws IOException {
    try (var sim = Simulation.of(network(), Simulation.Options.DEFAULT.threads(1))) {
      Recorder recorder = Recorder.into(directory, sim);
      sim.run(ms(50));
      recorder.write();
      sim.run(ms(50));
      recorder.write();
    }
    Path file;
    try (var files = Files.list(directory.resolve(Recordings.PARTS))) {
      file = files.filter(f -> f.toString().contains("V_m")).findFirst().orElseThrow();
    }
    assertEquals(200, Recordings.read(directory).of("E", "V_m").timesMs().length);
    long size = Files.size(file);
    for (int cut : new int[] {1, 7, 800, 2000}) {
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size - cut);
      }
      assertEquals(100, Recordings.read(directory).of("E", "V_m").timesMs().length);
    }
    // Here the process goes on from 50 ms: what it samples is behind whole blocks, and is what it would have sampled at once.
    try (var sim = Simulation.of(network(), Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(50));
      sim.takeSamples();
      Recorder recorder = Recorder.into(directory, sim);
      sim.run(ms(50));
      recorder.write();
    }
    try (var sim = Simulation.of(network(), Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(100));
      StateTrace whole = sim.traces().stream().filter(t -> t.variable().equals("V_m")).findFirst().orElseThrow();
      Series again = Recordings.read(directory).of("E", "V_m");
      assertArrayEquals(whole.timesMs(), again.timesMs());
      assertArrayEquals(whole.values()[2], again.column(2));
    }
    var e = assertThrows(RanvierException.class, () -> Recordings.read(directory).of("E", "V_n"));
    assertTrue(e.getMessage().contains("E/V_m"), e.getMessage());
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(10); // not even the head is whole
    }
    assertTrue(Recordings.read(directory).all().stream().noneMatch(s -> s.variable().equals("V_m")));
  }

  /** A process that is killed goes on from its last checkpoint, so all samples up to there must be on the disk by then. */
  @Test
  void whatWasSampledIsWrittenBeforeACheckpoint(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    var options = new RunOptions("100", "0").threads(1).out(out, true);
    options.checkpointEvery = "33";
    options.checkpointAt = new ArrayList<>(List.of("20"));
    var samples = new ArrayList<Integer>();
    var net = new Network("watched");
    var cells = net.population("E", 3, "iaf_psc_exp");
    net.record(cells, "V_m").every(ms(0.5));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      Recorder recorder = Recorder.into(directory, sim);
      sim.run(ms(20));
      Checkpoints.of(options, net.grid(), true).run(sim, 800, (done, steps) -> {}, directory, () -> {
        recorder.write();
        samples.add(Recordings.read(directory).of("E", "V_m").timesMs().length);
      });
    }
    assertEquals(List.of(66, 132, 198, 200), samples); // two in a millisecond
    assertTrue(Files.exists(directory.resolve("20-ms.checkpoint")), "at the begin itself");
  }
}
