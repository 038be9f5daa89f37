package org.ranvier.validation.ranks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Main;
import org.ranvier.simulator.checkpoint.CheckpointFile;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;

/** What the command line does under mpirun: refuses, ends, goes on, shares trials. */
@Timeout(120)
final class RunsOnRanksTest {
  private static final String MAIN = Main.class.getName();

  @Test
  void whatIsRefusedIsRefusedOnce(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    Mpirun.Said said = Mpirun.run(2, MAIN, "run", "xor", "--warmup", "10", "--threads", "1", "--out", temporary.resolve("out").toString());
    assertEquals(1, said.code(), said.text());
    String refusal = "--warmup: xor has none";
    assertEquals(1, said.text().split(refusal, -1).length - 1, said.text());
  }

  @Test
  void ranksShareTheSeedsOfAStudy(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    Path out = temporary.resolve("out");
    Mpirun.Said said = Mpirun.run(
        2, MAIN, "run", "xor", "--seeds", "2", "--duration", "2000", "--conditions", "untrained", "--threads", "1", "--no-plot", "--out", out.toString());
    assertEquals(0, said.code(), said.text());
    assertTrue(said.text().contains("seeds 1 to 2, shared by 2 ranks"), said.text());
    assertEquals(1, said.text().split("untrained: learnt in", -1).length - 1, said.text());
    assertEquals(List.of("untrained,1", "untrained,2"),
        Files.readAllLines(out.resolve("results.csv")).stream().skip(1).map(l -> l.replaceFirst("(,[^,]*),.*", "$1")).toList());
  }

  private static String[] brunel(Path out, double ms, String... more) {
    var all = new ArrayList<>(
        List.of("run", "brunel", "--scale", "0.02", "--threads", "1", "--no-plot", "--duration", Double.toString(ms), "--out", out.toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void assertSameLogs(Path expected, Path found) {
    SpikeTrains a = SpikeLogReader.open(expected.resolve("spikes")).readAll();
    SpikeTrains b = SpikeLogReader.open(found.resolve("spikes")).readAll();
    assertTrue(a.size() > 0, "a silent network shows nothing");
    assertEquals(a.toStep(), b.toStep());
    assertArrayEquals(a.steps(), b.steps());
    assertArrayEquals(a.ids(), b.ids());
  }

  /** From two ranks to three, and from there to one process. */
  @Test
  void aRunGoesOnWithAnotherNumberOfRanks(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    Path run = temporary.resolve("run");
    Path whole = temporary.resolve("whole");
    assertEquals(0, Main.run(brunel(whole, 90)));
    Mpirun.Said said = Mpirun.run(2, MAIN, brunel(run, 30, "--checkpoint-every", "20"));
    assertEquals(0, said.code(), said.text());
    said = Mpirun.run(3, MAIN, "resume", run.toString(), "--duration", "60", "--threads", "2", "--no-plot");
    assertEquals(0, said.code(), said.text());
    assertEquals(0, Main.run("resume", run.toString(), "--duration", "90", "--no-plot"));
    assertSameLogs(whole, run);
    assertTrue(Files.notExists(run.resolve("spikes.before")));
  }

  @Test
  void whereARankIsKilledAllEndAndTheRunGoesOn(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    Path run = temporary.resolve("run");
    Process job = Mpirun.start(2, MAIN, brunel(run, 1e6, "--checkpoint-every", "10"));
    Path saved = run.resolve("latest.checkpoint");
    while (Files.notExists(saved) || CheckpointFile.readHeader(saved).step() == 0) {
      assertTrue(job.isAlive(), "the run has ended");
      Thread.sleep(20);
    }
    List<ProcessHandle> ranks = job.descendants().filter(p -> p.info().command().orElse("").endsWith("java")).toList();
    assertEquals(2, ranks.size());
    ranks.getLast().destroyForcibly();
    assertTrue(job.waitFor(30, TimeUnit.SECONDS), "the other rank goes on");
    assertTrue(job.exitValue() != 0);
    var header = CheckpointFile.readHeader(saved);
    double ms = header.step() * header.resolutionMs() + 15;
    Path whole = temporary.resolve("whole");
    assertEquals(0, Main.run(brunel(whole, ms)));
    Mpirun.Said said = Mpirun.run(2, MAIN, "resume", run.toString(), "--duration", Double.toString(ms), "--threads", "1", "--no-plot");
    assertEquals(0, said.code(), said.text());
    assertSameLogs(whole, run);
  }

  @Test
  void aSweepOnRanksHasTheTableOfOneProcess(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    var sweep = List.of("sweep", "brunel", "--scale", "0.02", "--duration", "10", "--warmup", "0", "--vary", "g=4,5,6", "--out");
    Path alone = temporary.resolve("alone");
    Path ranks = temporary.resolve("ranks");
    assertEquals(0, Main.run(with(sweep, alone)));
    Mpirun.Said said = Mpirun.run(2, MAIN, with(sweep, ranks));
    assertEquals(0, said.code(), said.text());
    assertTrue(said.text().contains("rank 1: 1/1  trial 2: g = 5, seed 1: complete"), said.text());
    assertEquals(rowsWithoutTimes(alone), rowsWithoutTimes(ranks));
    assertTrue(rowsWithoutTimes(ranks).get(3).contains("complete"));
  }

  private static String[] with(List<String> arguments, Path last) {
    var all = new ArrayList<>(arguments);
    all.add(last.toString());
    return all.toArray(String[]::new);
  }

  private static List<String> rowsWithoutTimes(Path sweep) throws IOException {
    return Files.readAllLines(sweep.resolve("sweep.csv")).stream().map(r -> r.replaceFirst("complete,[0-9.]+", "complete")).toList();
  }
}
