package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.cli.MainTest.assertUsage;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Studies on the command line. */
final class RunStudyTest {
  @TempDir Path temp;

  private Cli xor(Object... more) {
    var args = new ArrayList<Object>(List.of("run", "xor", "--duration", "2s", "--out", temp.resolve("out"), "--no-plot"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  @Test
  void printsATableOfTrialsAndWritesStatisticsAndAPicture() throws IOException {
    Path out = temp.resolve("out");
    Cli cli = Cli.run("run", "xor", "--duration", "4s", "--seeds", "2", "--seed", "5", "--conditions", "untrained,mstdpet", "--out", out);
    assertEquals("", cli.err());
    assertEquals(0, cli.code());
    List<String> lines = cli.out().lines().toList();
    assertEquals("xor: 4 s, mstdpet, untrained; seeds 5 to 6", lines.getFirst());
    assertTrue(lines.get(1).matches("condition +seed +right of 20 +00 +01 +10 +11 +learnt +real-time factor"), cli.out());
    assertTrue(lines.get(2).matches("mstdpet +5 +[0-9]+( +[0-9.]+){4} +(yes|no) +[0-9.]+"), cli.out());
    assertTrue(cli.out().contains("\nuntrained: learnt in 0 of 2; median [95 %]  right of 20 "), cli.out());
    try (var files = Files.list(out)) {
      assertEquals(List.of("learning.csv", "learning.png", "network.txt", "plan.json", "results.csv", "rows", "run.json", "statistics.json",
          "trials"), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    var json = JsonParser.parseString(Files.readString(out.resolve("statistics.json"))).getAsJsonObject();
    assertEquals("xor", json.get("study").getAsString());
    assertEquals("complete", json.get("status").getAsString());
    assertEquals(Ending.COMPLETE, SpikeLogReader.open(out.resolve("trials/mstdpet-6")).status().ending());
    assertEquals(1 + 2 * 4 * (20 + 22), Files.readAllLines(out.resolve("learning.csv")).size()); // trained for two rounds, tested for 20

    assertEquals(4, json.getAsJsonArray("trials").size());
    assertEquals(5, json.getAsJsonArray("trials").get(0).getAsJsonObject().get("seed").getAsInt());
    var picture = ImageIO.read(out.resolve("learning.png").toFile());
    assertEquals(2400, picture.getWidth());
    assertTrue(Files.readString(out.resolve("network.txt")).contains("MSTDPET"));
  }

  @Test
  void areListedAndDescribed() {
    assertTrue(Cli.run("list").out().lines().anyMatch(l -> l.startsWith("  distal-reward ")));
    Cli cli = Cli.run("describe", "distal-reward");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("doi:10.1093/cercor/bhl152"), cli.out());
    assertTrue(cli.out().contains("Conditions (--conditions A,B): rewarded, off, shuffled;"), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.matches("  tau_c +1000 ms .*")), cli.out());
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingRuns() {
    assertFailure(xor("--seeds", "0"), "xor: seeds 0 must be between 1 and 10000");
    assertFailure(xor("--conditions", "mstdpe"), "xor has no condition 'mstdpe'; did you mean 'mstdpet'");
    assertFailure(xor("--conditions", "mstdpet,off"), "known: mstdpet, mstdp, shuffled, untrained");
    assertFailure(xor("--conditions", ","), "--conditions names none; leave it out for the usual ones");
    assertFailure(xor("--set", "gama=1"), "xor has no setting 'gama'; did you mean 'gamma'?");
    assertFailure(xor("--set", "gamma=-1"), "gamma = -1 is out of range");
    assertFailure(xor("--set", "reward_latency=0.5"), "xor: reward_latency = 0.5 ms must be a whole number of steps of 1 ms");
    assertFailure(xor("--scale", "2"), "xor has no setting 'scale'");
    assertFailure(xor("--warmup", "100"), "--warmup: xor has none");
    assertFailure(xor("--threads", "0"), "threads 0 must be between 1 and 1024");
    assertFailure(Cli.run("run", "xor", "--duration", "3s"), "xor: duration 3000 ms is not a multiple of 2000 ms");
    assertFailure(Cli.run("run", "distal-reward", "--duration", "0"), "distal-reward: duration 0 ms must be above 0");
    assertFailure(Cli.run("run", "distal-reward", "--duration", "1.5"), "duration 1.5 ms is not a multiple of the resolution 1 ms");
    assertFailure(
        Cli.run("run", "distal-reward", "--conditions", "shuffled", "--duration", "1s"),
        "condition 'shuffled' needs 'rewarded', whose rewards it shuffles; use --conditions rewarded,shuffled");
    assertFailure(
        Cli.run("run", "distal-reward", "--set", "latest=600"), "distal-reward: latest = 600 ms must be above soonest = 1000 ms");
    assertFailure(Cli.run("run", "distal-rewrd"), "no network 'distal-rewrd'; did you mean 'distal-reward'?");
    assertFailure(xor("--conditions", "mstdpet+frozen:hidden"), "does not apply: there is no set of weights 'hidden'; known: all");
    assertFailure(xor("--conditions", "mstdpet+knockout:alpha1"), "does not apply: there is no receptor 'alpha1'; this study has none");
    assertFailure(xor("--conditions", "mstdpet+yoked:r"), "does not say to which condition");
    assertFailure(xor("--conditions", "mstdpet+shuffled:rewards@mstdp"), "'mstdpet+shuffled:rewards@mstdp' needs 'mstdp', whose rewards it shuffles");
    assertFailure(xor("--conditions", "mstdpet+gamma=-1"), "gamma = -1 is out of range");
    assertFailure(xor("--conditions", "mstdpet+traces"), "does not apply: there is no feature 'traces'; known: no-trace");
    assertFailure(xor("--conditions", "mstdpet+melt:all"), "changes are frozen:WEIGHTS");
    assertFailure(Cli.run("run", "distal-reward", "--conditions", "rewarded+clamp:dopamine=x", "--duration", "1s"), "'x' is no concentration");
    assertFailure(Cli.run("run", "xor", "--resume"), "--resume needs --out DIR");
    assertFailure(xor("--resume", "--overwrite"), "leave one of them out");
    assertFailure(Cli.run("run", "xor", "--resume", "--out", temp.resolve("none")), "there is no run of a study in");
    assertUsage(xor("--seeds", "two"), "--seeds");
    assertUsage(Cli.run("run", "brunel", "--seeds", "2"), "--seeds, --conditions and --resume are for studies: ");
    assertUsage(Cli.run("run", "--sonata", "x.json", "--conditions", "off"), "leave out --scale, --set, --data, --seeds, --conditions and --resume");
  }

  @Test
  void goesOnWithTheTrialsThatAreMissing() throws IOException {
    Path out = temp.resolve("out");
    assertEquals(0, xor("--seeds", "2", "--conditions", "mstdpet,untrained").code());
    String whole = Files.readString(out.resolve("results.csv"));
    var course = Files.readAllLines(out.resolve("learning.csv"));
    Files.delete(out.resolve("rows/mstdpet-2.json")); // as if killed before
    String kept = Files.readString(out.resolve("rows/mstdpet-1.json"));
    Cli cli = xor("--seeds", "2", "--conditions", "mstdpet,untrained", "--resume");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("resumed: 3 of 4 trials are there"), cli.out());
    assertEquals(kept, Files.readString(out.resolve("rows/mstdpet-1.json")));
    assertEquals(withoutCost(whole), withoutCost(Files.readString(out.resolve("results.csv"))));
    assertEquals(course.stream().sorted().toList(), Files.readAllLines(out.resolve("learning.csv")).stream().sorted().toList());
    assertEquals(Ending.COMPLETE, SpikeLogReader.open(out.resolve("trials/mstdpet-2")).status().ending());

    Files.delete(out.resolve("rows/mstdpet-2.json"));
    cli = Cli.run("resume", out, "--no-plot");
    assertTrue(cli.out().contains("resumed: 3 of 4 trials are there"), cli.err());
    assertEquals(withoutCost(whole), withoutCost(Files.readString(out.resolve("results.csv"))));
    assertFailure(Cli.run("resume", out, "--duration", "4s"), "goes on with the trials that are missing, as they were");

    // More seeds go on; other settings are another experiment.
    assertTrue(xor("--seeds", "3", "--conditions", "untrained", "--resume").out().contains("resumed: 2 of 3"));
    assertFailure(xor("--resume", "--set", "gamma=0.1"), "had gamma = 0.3, not 0.1; resume it as it was");
    assertFailure(Cli.run("run", "xor", "--duration", "4s", "--out", out, "--resume"), "had duration_ms = 2000.0, not 4000.0");
    assertFailure(Cli.run("run", "distal-reward", "--out", out, "--resume"), "had study = \"xor\", not \"distal-reward\"");
    Files.writeString(out.resolve("rows/untrained-1.json"), "{");
    assertFailure(xor("--conditions", "untrained", "--resume"), "is damaged; remove it");
    Files.writeString(out.resolve("rows/untrained-1.json"), "{\"condition\": \"untrained\"}"); // no measures
    assertFailure(xor("--conditions", "untrained", "--resume"), "is damaged; remove it");
    assertEquals(0, xor("--conditions", "untrained", "--overwrite").code());
  }

  private static List<String> withoutCost(String csv) {
    return csv.lines().map(l -> l.substring(0, l.lastIndexOf(','))).toList();
  }

  @Test
  void changesAreAddedToConditions() {
    Cli cli = xor("--conditions", "untrained,mstdpet+frozen:all");
    assertEquals(0, cli.code(), cli.err());
    List<String> rows = cli.out().lines().filter(l -> l.matches(".* 1 .*(yes|no).*")).map(l -> l.replaceAll("^\\S+", "").replaceAll("\\S+$", "").strip()).toList();
    assertEquals(2, rows.size(), cli.out());
    assertEquals(rows.get(0), rows.get(1)); // one and the same trial
  }
}
