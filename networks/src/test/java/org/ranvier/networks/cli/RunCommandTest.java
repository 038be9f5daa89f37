package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.cli.MainTest.assertUsage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
  @TempDir Path temp;

  private Cli brunel(Object... more) {
    var args = new ArrayList<Object>(List.of("run", "brunel", "--scale", "0.01", "--warmup", "0", "--duration", "20"));
    args.addAll(List.of("--out", temp.resolve("out"), "--no-plot"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  @Test
  void runsANetworkAndWritesItsResults() throws IOException {
    Path out = temp.resolve("out");
    Cli cli = Cli.run("run", "brunel", "--scale", "0.01", "--warmup", "5 ms", "--duration", "0.02s", "--threads", 1, "--out", out);
    assertEquals("", cli.err());
    assertEquals(0, cli.code());
    assertTrue(cli.out().contains("brunel: 125 neurons"), cli.out());
    assertTrue(cli.out().contains("20 ms simulated"), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.matches("E +100 .*")), cli.out());
    try (var files = Files.list(out)) {
      assertEquals(
          List.of("activity.png", "network.txt", "run.json", "spikes", "statistics.json"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void takesSettings() throws IOException {
    Cli cli = brunel("--set", "g=4.5", "--set", "delay=2 ms", "--seed", "7");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(Files.readString(temp.resolve("out/network.txt")).contains("delay 2 ms"));
  }

  @Test
  void guessesAMistypedNetwork() {
    assertFailure(Cli.run("run", "microcirquit"), "no network 'microcirquit'; did you mean 'microcircuit'?");
  }

  @Test
  void refusesAScaleThatIsNone() {
    assertFailure(Cli.run("run", "microcircuit", "--scale", "0"), "scale = 0 is out of range; scale (factor on");
    assertFailure(Cli.run("run", "microcircuit", "--scale=-1"), "scale = -1 is out of range");
    assertFailure(Cli.run("run", "microcircuit", "--scale", "small"), "scale = 'small' is no number");
    assertUsage(Cli.run("run", "microcircuit", "--scale", "1", "--set", "scale=1"), "give one of them");
  }

  @Test
  void refusesSettingsThatAreNone() {
    assertFailure(brunel("--set", "dely=1"), "brunel has no setting 'dely'; did you mean 'delay'?");
    assertFailure(brunel("--set", "g=x"), "g = 'x' is no number");
    assertFailure(brunel("--set", "delay=2 mV"), "delay = 2 mV has the wrong unit");
    assertUsage(brunel("--set", "g"), "--set");
  }

  @Test
  void refusesTimesThatAreNone() {
    assertUsage(brunel("--warmup", "5"), "option '--warmup' (TIME) should be specified only once");
    assertFailure(Cli.run("run", "brunel", "--duration=-5"), "--duration -5 must be 0 or above");
    assertFailure(Cli.run("run", "brunel", "--duration", "0"), "duration 0 ms must be above 0");
    assertFailure(Cli.run("run", "brunel", "--duration", "long"), "--duration: 'long' is not a time");
    assertFailure(Cli.run("run", "brunel", "--duration", "5 mV"), "--duration: '5 mV' is not a time");
    assertFailure(Cli.run("run", "brunel", "--duration", "0.25"), "duration 0.25 ms is not a multiple of the resolution 0.1 ms");
    assertFailure(Cli.run("run", "brunel", "--warmup=-1"), "--warmup -1 must be 0 or above");
  }

  @Test
  void refusesThreadsThatAreNone() {
    assertFailure(brunel("--threads", "0"), "threads 0 must be between 1 and 1024");
    assertUsage(brunel("--threads", "two"), "--threads");
  }

  @Test
  void refusesTwoNames() {
    assertUsage(Cli.run("run", "brunel", "microcircuit"), "'microcircuit' is one name too many");
    assertUsage(Cli.run("run"), "Missing required parameter: 'NETWORK|SCRIPT.java'");
  }

  @Test
  void keepsResultsUnlessToldToReplaceThem() throws IOException {
    Path out = temp.resolve("out");
    assertEquals(0, brunel().code());
    String first = Files.readString(out.resolve("statistics.json"));
    assertFailure(brunel("--seed", "2"), "output directory " + out + " exists; choose another with --out, or replace it with --overwrite");
    assertEquals(first, Files.readString(out.resolve("statistics.json")));
    Cli again = brunel("--seed", "2", "--overwrite");
    assertEquals(0, again.code(), again.err());
    assertFalse(first.equals(Files.readString(out.resolve("statistics.json"))));
  }

  @Test
  void neverReplacesWhatNoRunHasWritten() throws IOException {
    Path out = Files.createDirectories(temp.resolve("out"));
    Path thesis = Files.writeString(out.resolve("thesis.tex"), "years of work");
    assertFailure(brunel("--overwrite"), "holds thesis.tex, which no run has written");
    assertTrue(Files.exists(thesis));
    Files.delete(thesis);
    assertEquals(0, brunel("--overwrite").code());
    Files.writeString(out.resolve("spikes/notes.txt"), "look at L5");
    assertFailure(brunel("--overwrite"), "holds spikes/notes.txt");
    assertFailure(Cli.run("run", "brunel", "--out", out.resolve("network.txt")), "is a file; choose a directory");
  }

  @Test
  void aNetworkThatCannotBeBuiltCostsNoResults() throws IOException {
    assertEquals(0, brunel().code());
    Path statistics = temp.resolve("out/statistics.json");
    String before = Files.readString(statistics);
    assertFailure(
        brunel("--overwrite", "--set", "delay=0.15"), "delay 0.15 ms is not a multiple of the resolution");
    assertEquals(before, Files.readString(statistics));
  }
}
