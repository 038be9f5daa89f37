package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Runs in processes of their own that are killed, stopped, or robbed of their directory. */
@Timeout(60)
final class RunEndsTest {
  @TempDir Path temp;

  private Process start(String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> a.startsWith("--")).forEach(command::add);
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx300m", "-cp", classPath, Main.class.getName()));
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command).redirectOutput(temp.resolve("stdout").toFile()).redirectError(temp.resolve("stderr").toFile()).start();
  }

  private Process startBrunel(Path out) throws Exception {
    var run = start("run", "brunel", "--scale", "0.02", "--duration", "100000s", "--threads", "1", "--no-plot", "--out", out.toString());
    while (run.isAlive() && !hasSpikes(out.resolve("spikes"))) {
      Thread.sleep(5);
    }
    return run;
  }

  private static boolean hasSpikes(Path log) {
    try {
      return SpikeLogReader.open(log).status().blocks() > 0;
    } catch (RanvierException e) {
      return false; // not yet
    }
  }

  private static void await(Process run, Path file) throws InterruptedException {
    while (!Files.exists(file) && run.isAlive()) {
      Thread.sleep(5);
    }
  }

  private String stderr(Process run) throws Exception {
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    return Files.readString(temp.resolve("stderr"));
  }

  @Test
  void aRunningRunIsNotOverwrittenAndAKilledOneIs() throws Exception {
    Path out = temp.resolve("out");
    var run = startBrunel(out);
    try {
      Cli other = Cli.run("run", "brunel", "--scale", "0.01", "--duration", "10", "--out", out, "--overwrite");
      assertFailure(other, out + " is in use by a run that goes on (process " + run.pid() + " since ");
    } finally {
      run.destroyForcibly();
    }
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    assertEquals(Ending.UNFINISHED, SpikeLogReader.open(out.resolve("spikes")).status().ending());
    assertFailure(Cli.run("run", "brunel", "--scale", "0.01", "--duration", "10", "--out", out), "exists; choose another");
    Cli after = Cli.run("run", "brunel", "--scale", "0.01", "--duration", "10", "--no-plot", "--out", out, "--overwrite");
    assertEquals(0, after.code(), after.err());
  }

  @Test
  void aKilledRunGoesOnAsIfItHadNotBeen() throws Exception {
    Path whole = temp.resolve("whole");
    Path killed = temp.resolve("killed");
    String[] args = {"run", "brunel", "--scale", "0.02", "--warmup", "10", "--duration", "1000", "--threads", "1", "--no-plot", "--checkpoint-every", "20", "--out"};
    String[] child = Arrays.copyOf(args, args.length + 1);
    child[args.length] = killed.toString();
    Object[] here = Arrays.copyOf(args, args.length + 1, Object[].class);
    here[args.length] = whole;
    assertEquals(0, Cli.run(here).code());
    var run = start(child);
    await(run, killed.resolve("latest.checkpoint.part"));
    run.destroyForcibly();
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    if (SpikeLogReader.open(killed.resolve("spikes")).status().ending() == Ending.UNFINISHED) {
      Cli tail = Cli.run("spikes", "tail", killed); // ends by itself
      assertTrue(tail.err().contains("its run was killed"), tail.err());
    }
    Cli resumed = Cli.run("resume", killed, "--no-plot");
    assertTrue(resumed.code() == 0 || resumed.err().contains("is complete"), resumed.err());
    var expected = SpikeLogReader.open(whole.resolve("spikes"));
    var found = SpikeLogReader.open(killed.resolve("spikes"));
    assertEquals(expected.status().spikes(), found.status().spikes());
    assertEquals(Ending.COMPLETE, found.status().ending());
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected.readAll().ids(), found.readAll().ids());
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected.readAll().steps(), found.readAll().steps());
    assertEquals(
        Files.readString(whole.resolve("statistics.json")).split("\"run\":")[0], Files.readString(killed.resolve("statistics.json")).split("\"run\":")[0]);
  }

  @Test
  void aSignalWhileBuildingIsAnsweredAndLeavesNothing() throws Exception {
    Path out = temp.resolve("out");
    var run = start("run", "microcircuit", "--scale", "0.05", "--threads", "1", "--out", out.toString());
    await(run, out.resolve("run.lock"));
    run.destroy();
    String said = stderr(run);
    assertEquals("ranvier: stopped while 'microcircuit' was being built; nothing was recorded", said.strip());
    assertFalse(Files.exists(out));
  }

  @Test
  void aRunWhoseDirectoryIsMovedGoesOnAndSaysSo() throws Exception {
    Path out = temp.resolve("out");
    Path moved = temp.resolve("moved");
    var run = startBrunel(out);
    Files.move(out, moved);
    Thread.sleep(1200); // longer than from one look at the disk to the next
    assertTrue(run.isAlive());
    run.destroy();
    String said = stderr(run);
    assertTrue(said.contains("output directory " + out + " was moved or removed while the run went on; not written: statistics.json"), said);
    assertTrue(said.contains("'ranvier spikes' reads it"), said);
    assertEquals(Ending.CANCELLED, SpikeLogReader.open(moved.resolve("spikes")).status().ending());
    assertEquals(0, Cli.run("spikes", "stats", moved).code());
  }

  @Test
  void aStoppedRunHasItsStatistics() throws Exception {
    Path out = temp.resolve("out");
    var run = startBrunel(out);
    run.destroy();
    assertEquals("", stderr(run));
    assertEquals(Ending.CANCELLED, SpikeLogReader.open(out.resolve("spikes")).status().ending());
    assertTrue(Files.readString(temp.resolve("stdout")).contains("(cancelled)"));
    assertTrue(Files.exists(out.resolve("statistics.json")));
    assertFalse(Files.exists(out.resolve("run.lock")));
  }

  @Test
  void aStoppedTaskKeepsItsTrialsAndTheBeginningOfTheOneThatWentOn() throws Exception {
    Path out = temp.resolve("out");
    var run = start("run", "xor", "--conditions", "mstdpet,untrained", "--duration", "4000s", "--threads", "1", "--out", out.toString());
    while (run.isAlive() && !(hasSpikes(out.resolve("trials/mstdpet-1")) && Files.readAllLines(out.resolve("learning.csv")).size() > 9)) {
      Thread.sleep(5);
    }
    run.destroy();
    assertEquals("", stderr(run));
    assertEquals(Ending.CANCELLED, SpikeLogReader.open(out.resolve("trials/mstdpet-1")).status().ending());
    assertTrue(Files.readString(out.resolve("statistics.json")).contains("\"status\": \"cancelled\""));
    assertTrue(Files.readAllLines(out.resolve("learning.csv")).get(1).matches("mstdpet,1,input [01][01],0.5,[0-9.]+"));
    assertTrue(Files.readString(temp.resolve("stdout")).contains("(cancelled) after 0 of 2 trials; 'ranvier resume " + out + "' goes on"));
    assertFalse(Files.exists(out.resolve("run.lock")));
  }
}
