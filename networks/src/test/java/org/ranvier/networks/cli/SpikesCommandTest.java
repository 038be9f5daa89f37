package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.cli.MainTest.assertUsage;
import static org.ranvier.networks.values.Units.ms;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;

final class SpikesCommandTest {
  @TempDir static Path temp;
  private static Path results;

  @BeforeAll
  static void run() {
    results = temp.resolve("results");
    Cli cli = Cli.run("run", "brunel", "--scale", "0.01", "--warmup", "10", "--duration", "100", "--no-plot", "--out", results);
    assertEquals(0, cli.code(), cli.err());
  }

  @Test
  void statsPrintsATableOfTheLogAndOfTheResultsDirectory() {
    Cli ofResults = Cli.run("spikes", "stats", results);
    assertEquals(0, ofResults.code(), ofResults.err());
    assertTrue(ofResults.out().contains("from 10.0 ms to 110.0 ms, seed 1, complete"), ofResults.out());
    assertTrue(ofResults.out().lines().anyMatch(l -> l.matches("I +25 .*")), ofResults.out());
    assertEquals(ofResults, Cli.run("spikes", "stats", results.resolve("spikes")));
  }

  @Test
  void statsAreThoseThatTheRunWrote() throws IOException {
    var written = JsonParser.parseString(Files.readString(results.resolve("statistics.json"))).getAsJsonObject();
    assertTrue(written.remove("run").getAsJsonObject().size() > 5);
    assertEquals(written, JsonParser.parseString(Cli.run("spikes", "stats", results, "--json").out()));
  }

  @Test
  void statsTakesAnInterval() {
    Cli cli = Cli.run("spikes", "stats", results, "--from", "50", "--to", "0.06 s");
    assertTrue(cli.out().contains("from 50.0 ms to 60.0 ms"), cli.out());
    assertFailure(Cli.run("spikes", "stats", results, "--from", "60", "--to", "50"), "--from 60 must be before --to 50");
    assertFailure(Cli.run("spikes", "stats", results, "--from", "5 s"), "reaches from 10.0 ms to 110.0 ms, and holds nothing of");
    assertFailure(Cli.run("spikes", "stats", results, "--from", "soon"), "--from: 'soon' is not a time");
  }

  @Test
  void tailPrintsTheLastSpikesOrAll() throws IOException {
    Path csv = temp.resolve("all.csv");
    assertEquals(0, Cli.run("spikes", "export", results, csv).code());
    List<String> all = Files.readAllLines(csv).stream().skip(1).map(l -> l.replace(',', ' ')).toList();
    assertTrue(all.size() > 100);
    assertEquals(all, Cli.run("spikes", "tail", results, "--from-start").out().lines().toList());
    assertEquals(all.subList(all.size() - 10, all.size()), Cli.run("spikes", "tail", results).out().lines().toList());
    assertEquals(all.subList(all.size() - 3, all.size()), Cli.run("spikes", "tail", results, "-n", "3").out().lines().toList());
    assertUsage(Cli.run("spikes", "tail", results, "-n", "-1"), "--last -1 must be 0 or above");
  }

  @Test
  void tailGoesOnUntilTheRunEnds() throws Exception {
    var net = new Network("clock");
    net.spikeSource("clock", new double[][] {{5, 15, 25, 105, 205}});
    Path log = temp.resolve("clock");
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.logTo(log);
      simulation.run(ms(50));
      var tail = CompletableFuture.supplyAsync(() -> Cli.run("spikes", "tail", log, "-n", "1"));
      Thread.sleep(200);
      simulation.run(ms(200));
      Thread.sleep(100);
      assertTrue(!tail.isDone());
      simulation.close();
      assertEquals(List.of("25.0 clock 0", "105.0 clock 0", "205.0 clock 0"), tail.get(10, TimeUnit.SECONDS).out().lines().toList());
    }
  }

  @Test
  void exportWritesTheFormatThatTheEndingOrTheOptionNames() throws IOException {
    Path h5 = temp.resolve("spikes.h5");
    assertEquals(0, Cli.run("spikes", "export", results, h5).code());
    assertTrue(Files.size(h5) > 0);
    Path csv = temp.resolve("part.txt");
    assertEquals(0, Cli.run("spikes", "export", results, "--csv", csv, "--to", "20").code());
    assertTrue(Files.readAllLines(csv).stream().skip(1).allMatch(l -> Double.parseDouble(l.split(",")[0]) <= 20));
    assertFailure(Cli.run("spikes", "export", results, "--csv", csv), csv + " exists");
    assertEquals(0, Cli.run("spikes", "export", results, "--csv", csv, "--overwrite").code());
    assertUsage(Cli.run("spikes", "export", results), "where to? name a file that ends in .csv or .h5");
    assertUsage(Cli.run("spikes", "export", results, "a.txt"), "a.txt: the ending says no format");
  }

  @Test
  void plotDrawsAPicture() {
    Path png = temp.resolve("raster.png");
    Cli cli = Cli.run("spikes", "plot", results, "--out", png, "--window", "50");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(Files.exists(png));
    assertFailure(Cli.run("spikes", "plot", results, "--out", png), png + " exists; name another file with --out");
    assertFailure(Cli.run("spikes", "plot", results, "--out", temp.resolve("b.png"), "--window", "0"), "raster window 0.0 ms");
  }

  @Test
  void readingLeavesTheLogAsItIs() throws IOException {
    Map<String, Object> before = contents(results.resolve("spikes"));
    Cli.run("spikes", "stats", results);
    Cli.run("spikes", "tail", results);
    Cli.run("spikes", "export", results, "--csv", temp.resolve("untouched.csv"));
    Cli.run("spikes", "plot", results, "--out", temp.resolve("untouched.png"));
    assertEquals(before, contents(results.resolve("spikes")));
  }

  private static Map<String, Object> contents(Path directory) throws IOException {
    var contents = new HashMap<String, Object>();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), List.of(Files.getLastModifiedTime(file), Files.size(file)));
      }
    }
    return contents;
  }

  @Test
  void refusesWhatIsNoLog() throws IOException {
    Path missing = temp.resolve("missing");
    for (String command : List.of("stats", "plot")) {
      assertFailure(Cli.run("spikes", command, missing), "there is no spike log " + missing);
    }
    assertFailure(Cli.run("spikes", "tail", missing, "--wait", "0"), "there is no spike log " + missing);
    Path foreign = Files.createDirectories(temp.resolve("foreign"));
    Files.writeString(foreign.resolve("data.csv"), "1,2,3");
    assertFailure(Cli.run("spikes", "stats", foreign), foreign + ": not a spike log");
    Path damaged = Files.createDirectories(temp.resolve("damaged"));
    Files.writeString(damaged.resolve("20260101.cq4"), "this is no queue file");
    assertFailure(Cli.run("spikes", "stats", damaged), damaged.toString());
    assertUsage(Cli.run("spikes", "stats"), "Missing required parameter: 'LOG'");
  }
}
