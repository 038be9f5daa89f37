package org.ranvier.networks.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.WeightEvents;
import org.ranvier.networks.recordings.AtSpikes;
import org.ranvier.networks.recordings.Recorder;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeSamples;

/** What is recorded at spikes is in the run's directory, and equals what a simulation that keeps it in memory has. */
final class AtSpikesRecordingTest {
  private static final Simulation.Options ONE = Simulation.Options.DEFAULT.threads(1);

  private static Network network() {
    var net = new Network("at spikes");
    var exc = net.population("E", 40, "aeif_cond_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var other = net.population("F", 40, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", other).rate(Hz(9500)).weight(pA(80));
    net.current(exc).from(ms(0), pA(900));
    var p = net.connect(exc, other).rule(fixedInDegree(5)).weight(pA(30)).delay(ms(1.5)).plastic(Stdp.pair());
    net.record(exc.range(3, 30), "V_m", "w").onSpikes();
    net.recordWeights(p).onSpikes();
    return net;
  }

  private static void assertSame(SpikeSamples memory, AtSpikes kept) {
    assertTrue(memory.neurons().length > 20, "there are spikes");
    assertEquals(memory.variables(), kept.variables());
    assertEquals(memory.units(), kept.units());
    assertArrayEquals(memory.neurons(), kept.first());
    assertArrayEquals(memory.timesMs(), kept.timesMs());
    for (int v = 0; v < memory.variables().size(); v++) {
      assertArrayEquals(memory.values()[v], kept.column(memory.variables().get(v)));
    }
  }

  /** Arrivals: those of a block may be of spikes before its begin, so both are compared in one order. */
  private static void assertSame(WeightEvents memory, AtSpikes kept, double stepMs) {
    assertTrue(memory.events().size() > 100, "there are arrivals");
    List<String> expected =
        memory.events().stream()
            .map(e -> row(e.step() * stepMs, e.source(), e.target(), e.delivered(), e.weight(), e.columns()))
            .sorted()
            .toList();
    String[] found = new String[kept.timesMs().length];
    for (int k = 0; k < found.length; k++) {
      double[] v = kept.values()[k];
      found[k] = row(kept.timesMs()[k], kept.first()[k], kept.second()[k], v[0], v[1], Arrays.copyOfRange(v, 2, v.length));
    }
    Arrays.sort(found);
    assertEquals(expected, List.of(found));
  }

  private static String row(double ms, int source, int target, double delivered, double weight, double[] columns) {
    return Math.round(ms * 10) + " " + source + " " + target + " " + delivered + " " + weight + " " + Arrays.toString(columns);
  }

  @Test
  void aRunKeepsThem(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    var options = new RunOptions().threads(1).out(out, true);
    options.csv = true;
    Experiment.of(network()).duration(ms(200)).run(options, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    try (var sim = Simulation.of(network(), ONE)) {
      sim.run(ms(200));
      Recordings kept = Recordings.read(out);
      assertSame(sim.spikeSamples().getFirst(), kept.atSpikes("E"));
      assertSame(sim.weightEvents().getFirst(), kept.atSpikes("E→F"), 0.1);
      assertEquals(List.of("pA", "pA"), kept.atSpikes("E→F").units().subList(0, 2));
      assertEquals(1 + kept.atSpikes("E").timesMs().length, Files.readAllLines(out.resolve("01-E-at_spikes.csv")).size());
      assertThrows(RanvierException.class, () -> kept.atSpikes("G"));
      assertThrows(RanvierException.class, () -> kept.atSpikes("E").column("V"));
    }
  }

  @Test
  void aRunThatGoesOnReplacesWhatCameAfterTheCheckpoint(@TempDir Path directory) throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Path checkpoint = directory.resolve("checkpoint");
    try (var first = Simulation.of(network(), ONE)) {
      Recorder recorder = Recorder.into(out, first);
      first.run(ms(100));
      recorder.write();
      first.save(checkpoint);
      first.run(ms(50));
      recorder.write(); // and then it is killed
    }
    List<Path> growing;
    try (var files = Files.list(out.resolve(Recordings.PARTS))) {
      growing = files.toList();
    }
    assertEquals(2, growing.size());
    for (Path file : growing) { // in the middle of a block
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - 5);
      }
    }
    assertTrue(Arrays.stream(Recordings.read(out).atSpikes("E").timesMs()).allMatch(t -> t <= 100), "whole blocks only");
    try (var second = Simulation.restore(network(), checkpoint, ONE);
        var whole = Simulation.of(network(), ONE)) {
      Recorder recorder = Recorder.into(out, second);
      second.run(ms(60));
      recorder.write();
      second.run(ms(40));
      Recordings kept = recorder.end(false);
      whole.run(ms(200));
      assertSame(whole.spikeSamples().getFirst(), kept.atSpikes("E"));
      assertSame(whole.weightEvents().getFirst(), kept.atSpikes("E→F"), 0.1);
      assertSame(whole.spikeSamples().getFirst(), Recordings.read(out).atSpikes("E"));
    }
  }
}
