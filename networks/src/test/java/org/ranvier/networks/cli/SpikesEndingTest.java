package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.cli.MainTest.assertUsage;
import static org.ranvier.networks.values.Units.ms;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.log.SpikeLogManifest;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogWriter;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

/** What the commands say of logs that are unfinished, damaged, or not there yet. */
@Timeout(60)
final class SpikesEndingTest {
  private static final int BLOCKS = 20;

  @TempDir Path temp;

  /** A spike a step, of neuron {@code step % 10}; with this status at its end, or unfinished where it is empty. */
  private Path write(String status) {
    Path log = temp.resolve("log");
    var block = new SpikeBlock();
    var populations = List.of(new PopulationRange("two words", "iaf_psc_exp", 0, 10));
    try (var writer = SpikeLogWriter.create(log, SpikeLogManifest.of(populations, 0.1, 1, 1, 10, ""))) {
      for (int b = 0; b < BLOCKS; b++) {
        block.reset(1 + 10L * b);
        for (int k = 1; k <= 10; k++) {
          block.add(k % 10);
          block.endStep();
        }
        writer.accept(block);
      }
      if (!status.isEmpty()) {
        writer.finish(status);
      }
    }
    return log;
  }

  /** Clears the header before block 12 in the queue file. */
  private static void clearHeader(Path log) throws IOException {
    try (var files = Files.list(log);
        var file = new RandomAccessFile(files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow().toFile(), "rw")) {
      byte[] start = new byte[1 << 17];
      int read = file.read(start);
      var numbers = ByteBuffer.wrap(start, 0, read).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < read - 16; at += 4) {
        // A block's kind and flags, its 10 steps, and its number.
        if (numbers.getInt(at + 4) == 'B' && numbers.getInt(at + 8) == 10 && numbers.getLong(at + 12) == 12) {
          file.seek(at);
          file.write(new byte[4]);
          return;
        }
      }
    }
    throw new AssertionError("no block 12");
  }

  @Test
  void aDamagedLogIsNotExported() throws IOException {
    Path log = write(SpikeLogStatus.COMPLETE);
    clearHeader(log);
    String damage = "block 12 of the spike log";
    for (String file : List.of("spikes.csv", "spikes.h5")) {
      assertFailure(Cli.run("spikes", "export", log, temp.resolve(file)), damage);
      assertFalse(Files.exists(temp.resolve(file)));
    }
    assertFailure(Cli.run("spikes", "plot", log, "--out", temp.resolve("a.png")), damage);
    assertFailure(Cli.run("spikes", "stats", log), damage);
    assertFailure(Cli.run("spikes", "stats", log, "--json"), damage);
    Cli tail = Cli.run("spikes", "tail", log, "--from-start");
    assertEquals(1, tail.code());
    assertEquals(120, tail.out().lines().count());
    assertTrue(tail.err().contains(damage) && tail.err().contains("up to 12.0 ms is whole"), tail.err());

    Path part = temp.resolve("part.csv");
    Cli export = Cli.run("spikes", "export", log, part, "--to", "12");
    assertEquals(0, export.code(), export.err());
    assertTrue(export.err().contains("warning: " + log + ": " + damage), export.err());
    assertEquals(121, Files.readAllLines(part).size());
    assertTrue(Cli.run("spikes", "stats", log, "--to", "12").out().contains("damaged behind that"));
  }

  @Test
  void ofAnUnfinishedLogAllCommandsSaySo() throws IOException {
    Path log = write("");
    String unfinished = log + ": the log is unfinished: its run goes on, or was killed; it reaches to 20.0 ms";
    for (String file : List.of("spikes.csv", "spikes.h5")) {
      Cli export = Cli.run("spikes", "export", log, temp.resolve(file));
      assertEquals(0, export.code());
      assertTrue(export.err().contains(unfinished), export.err());
    }
    assertEquals(201, Files.readAllLines(temp.resolve("spikes.csv")).size());
    assertTrue(Cli.run("spikes", "plot", log, "--out", temp.resolve("a.png")).err().contains(unfinished));
    assertTrue(Cli.run("spikes", "stats", log, "--json").err().contains(unfinished));
    assertTrue(Cli.run("spikes", "stats", log).out().contains("unfinished (the run goes on, or was killed)"));
  }

  @Test
  void ofARunThatEndedEarlyAllCommandsSaySo() {
    Path log = write(SpikeLogStatus.failed("V_m of neuron 3 is not a number"));
    String early = "the run ended early (failed: V_m of neuron 3 is not a number)";
    assertTrue(Cli.run("spikes", "export", log, temp.resolve("a.csv")).err().contains(early));
    assertTrue(Cli.run("spikes", "plot", log, "--out", temp.resolve("a.png")).err().contains(early));
    assertTrue(Cli.run("spikes", "stats", log).err().contains(early));
    Cli tail = Cli.run("spikes", "tail", log, "-n", "1");
    assertTrue(tail.err().contains(early));
    assertEquals(List.of("20.0 \"two words\" 0"), tail.out().lines().toList()); // three fields, whatever the name
  }

  @Test
  void aCompleteLogLeavesNothingToSay() {
    Path log = write(SpikeLogStatus.COMPLETE);
    assertEquals("", Cli.run("spikes", "export", log, temp.resolve("a.csv")).err());
    assertEquals("", Cli.run("spikes", "stats", log).err());
    assertEquals("", Cli.run("spikes", "tail", log).err());
  }

  @Test
  void tailWaitsForARunThatHasNotBegunItsLog() throws Exception {
    Path results = temp.resolve("results");
    var tail = CompletableFuture.supplyAsync(() -> Cli.run("spikes", "tail", results, "--from-start", "--wait", "30"));
    Thread.sleep(150);
    Files.createDirectories(results); // as a run makes it, before its log
    Files.writeString(results.resolve("network.txt"), "clock");
    Thread.sleep(150);
    assertFalse(tail.isDone());
    var net = new Network("clock");
    net.spikeSource("clock", new double[][] {{5, 15}});
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.logTo(results.resolve("spikes"));
      simulation.run(ms(20));
    }
    Cli said = tail.get(20, TimeUnit.SECONDS);
    assertEquals(List.of("5.0 clock 0", "15.0 clock 0"), said.out().lines().toList(), said::err);
    assertTrue(said.err().contains(results + ": no spike log yet; waiting for its run to begin one, at most 30 s"), said.err());
  }

  @Test
  void tailDoesNotWaitForEver() throws IOException {
    Path missing = temp.resolve("missing");
    assertFailure(Cli.run("spikes", "tail", missing, "--wait", "0.2"), "there is no spike log " + missing);
    Files.writeString(Files.createDirectories(temp.resolve("thesis")).resolve("thesis.tex"), "years of work");
    long begin = System.nanoTime();
    assertFailure(Cli.run("spikes", "tail", temp.resolve("thesis")), "not a spike log");
    assertTrue(System.nanoTime() - begin < 5e9, "what is no log does not become one");
    assertUsage(Cli.run("spikes", "tail", missing, "--wait", "-1"), "--wait -1.0 must be from 0 to 1000000 seconds");
    assertUsage(Cli.run("spikes", "tail", missing, "--wait", "NaN"), "--wait NaN must be");
  }
}
