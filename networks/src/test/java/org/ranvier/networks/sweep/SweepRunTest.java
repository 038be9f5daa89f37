package org.ranvier.networks.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Cli;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.ThreadRanks;

/** Sweeps whose trials are processes, of a program that only pretends to simulate. */
final class SweepRunTest {
  @TempDir private Path temp;

  /** Writes {@code --set x=…} as the rate; crashes where it is "crash", and has too little memory the first time where it is "large". */
  static final class Pretended {
    public static void main(String[] args) throws IOException {
      List<String> all = Arrays.asList(args);
      String x = all.get(all.indexOf("--set") + 1).substring(2);
      Path out = Path.of(all.get(all.indexOf("--out") + 1));
      if (x.equals("crash")) {
        Runtime.getRuntime().halt(9);
      }
      if (x.equals("large") && !Files.exists(out)) {
        Files.createDirectory(out);
        System.err.println("ranvier: out of memory (…)");
        System.exit(1);
      }
      Files.createDirectories(out);
      double rate = x.equals("large") ? 100 : Double.parseDouble(x);
      Files.writeString(out.resolve("statistics.json"),
          "{\"populations\": [{\"population\": \"E\", \"rate_hz\": {\"mean\": " + rate + "}}], \"run\": {\"status\": \"complete\"}}");
    }
  }

  private String report = "";

  private int run(Sweep sweep, Path out, boolean again) {
    var bytes = new ByteArrayOutputStream();
    var run = new SweepRun(sweep, new SweepFiles(out), Pretended.class.getName(), 1, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    OutputDirectory directory = again ? OutputDirectory.claimAgain(out) : OutputDirectory.claim(out, "sweep", false);
    int code = run.all(directory, 2, new SweepPicture(List.of(), null, false));
    report = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static Sweep sweep(String factor, int seeds) {
    return new Sweep("pretended", "", Map.of(), List.of(Factor.parse(factor)), 1, seeds);
  }

  @Test
  void whatCrashesEndsAlone() throws IOException {
    Path out = temp.resolve("s");
    assertEquals(1, run(sweep("x=1,crash,large", 1), out, false));
    List<String> rows = Files.readAllLines(out.resolve("sweep.csv"));
    assertEquals("trial,x,seed,status,wall_s,E.rate_hz.mean", rows.getFirst());
    assertTrue(rows.get(1).matches("1,1,1,complete,[0-9.]+,1\\.0"), rows.get(1));
    assertTrue(rows.get(2).matches("2,crash,1,failed,[0-9.]+,"), rows.get(2));
    assertTrue(rows.get(3).matches("3,large,1,complete,[0-9.]+,100\\.0"), rows.get(3)); // it had another try, alone
    assertTrue(report.contains("exit code 9"), report);
    assertTrue(report.contains("--resume " + out + "' goes on"), report);
  }

  @Test
  void resumedTrialsAreKept() throws IOException {
    Path out = temp.resolve("s");
    assertEquals(0, run(sweep("x=1,2", 1), out, false));
    assertTrue(Files.exists(out.resolve("sweep.png")));
    assertFalse(Files.exists(out.resolve("run.lock")));
    Path kept = out.resolve("trials/0001/statistics.json");
    var time = Files.getLastModifiedTime(kept);
    Files.delete(out.resolve("trials/0002.json")); // as if it had been killed
    assertEquals(0, run(sweep("x=1,2", 1), out, true));
    assertTrue(report.contains("2 trials, 1 of them are there"), report);
    assertEquals(time, Files.getLastModifiedTime(kept));
    var files = new SweepFiles(out);
    assertThrows(RanvierException.class, () -> files.requireSame(sweep("x=1,3", 1)));
    files.requireSame(sweep("x=1,2", 5));
    Cli other = Cli.run("sweep", "--resume", out, "--vary", "x=1");
    assertEquals(2, other.code());
    assertTrue(other.err().contains("goes on with the sweep as it was"), other.err());
  }

  /** One of the ranks has the trial that needs a second try, which rank 0 gives it. */
  @Test
  void ranksShareTheTrials() throws IOException {
    Path alone = temp.resolve("alone");
    Path out = temp.resolve("ranks");
    Sweep sweep = sweep("x=1,large,3,crash,5", 1);
    assertEquals(1, run(sweep, alone, false));
    var bytes = new ByteArrayOutputStream();
    var printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<Integer> codes = ThreadRanks.run(3, ranks -> {
      var run = new SweepRun(sweep, new SweepFiles(out), Pretended.class.getName(), 1, printed);
      return run.onRanks(ranks, ranks.rank() == 0 ? OutputDirectory.claim(out, "sweep", false) : null, 1, 3, new SweepPicture(List.of(), null, false));
    });
    assertEquals(List.of(1, 1, 1), codes);
    assertEquals(rowsWithoutTimes(alone), rowsWithoutTimes(out));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("5 trials; 1 at once on each of 3 ranks"), said);
    assertTrue(said.contains("rank 1: 1/2  trial 2: x = large, seed 1: failed"), said);
    assertTrue(said.contains("rank 2: 1/1  trial 3"), said);
    assertTrue(said.contains("5/5  trial 2: x = large, seed 1: complete"), said);
  }

  private static List<String> rowsWithoutTimes(Path sweep) throws IOException {
    return Files.readAllLines(sweep.resolve("sweep.csv")).stream().map(r -> r.replaceFirst("(complete|failed),[0-9.]+", "$1")).toList();
  }

  /** A directory of the same name that the machines do not share. */
  @Test
  void aDirectoryThatIsNotSharedIsRefused() {
    var refused = assertThrows(RanvierException.class, () -> ThreadRanks.run(2, ranks -> {
      Path here = temp.resolve("machine" + ranks.rank());
      var run = new SweepRun(sweep("x=1,2", 1), new SweepFiles(here), Pretended.class.getName(), 1, System.out);
      return run.onRanks(ranks, ranks.rank() == 0 ? OutputDirectory.claim(here, "sweep", false) : null, 1, 1, new SweepPicture(List.of(), null, false));
    }));
    assertTrue(String.valueOf(refused.getMessage()).contains("machine1, in which rank 0 has begun the sweep, is another one on this machine"), refused.getMessage());
  }

  @Test
  void wrongCommandLines() throws IOException {
    Path out = temp.resolve("used");
    refused(2, "nothing is varied; add --vary", "sweep", "brunel");
    refused(1, "a value of g is empty", "sweep", "brunel", "--vary", "g=");
    refused(1, "no setting 'gg'; ", "sweep", "brunel", "--vary", "gg=1,2");
    refused(1, "g = -1 is out of range", "sweep", "brunel", "--vary", "g=3,-1");
    refused(1, "is given twice", "sweep", "brunel", "--vary", "g=3", "--vary", "g=4");
    refused(1, "duration: 'x' is not a time", "sweep", "brunel", "--vary", "duration=x");
    refused(1, "--plot eta: that is not varied", "sweep", "brunel", "--vary", "g=3", "--plot", "eta");
    refused(1, "no network 'brunell'", "sweep", "brunell", "--seeds", "2");
    refused(1, "no sweep in", "sweep", "--resume", temp.resolve("nothing").toString());
    refused(2, "--jobs 0 must be at least 1", "sweep", "brunel", "--seeds", "2", "--jobs", "0");
    refused(2, "SLURM_ARRAY_TASK_ID is not set", "sweep", "brunel", "--seeds", "2", "--array", "--out", out.toString());
    refused(2, "--trial needs --out DIR", "sweep", "brunel", "--seeds", "2", "--trial", "1");
    refused(1, "there is no trial 3; the sweep has trials 1 to 2", "sweep", "brunel", "--seeds", "2", "--trial", "3", "--out", out.toString());
    try (OutputDirectory held = OutputDirectory.claim(out, "other", false)) {
      refused(1, "is in use by a run", "sweep", "brunel", "--seeds", "2", "--out", held.path().toString());
    }
    assertFalse(Files.exists(out));
  }

  private static void refused(int code, String says, String... args) {
    Cli cli = Cli.run((Object[]) args);
    assertEquals(code, cli.code(), cli.err());
    assertTrue(cli.err().contains(says), cli.err());
  }
}
