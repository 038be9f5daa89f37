package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.cli.MainTest.assertUsage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunScriptTest {
  private static final String SCRIPT = """
      import static org.ranvier.networks.connect.ConnectionRule.*;
      import static org.ranvier.networks.values.Units.*;

      import org.ranvier.networks.*;
      import org.ranvier.networks.experiment.*;

      void main(String[] args) {
        var net = new Network("tiny");
        var exc = net.population("E", 20, "iaf_psc_delta");
        net.connect(exc, exc).rule(fixedInDegree(2)).weight(mV(0.1)).delay(ms(1.5));
        net.poisson("drive", exc).rate(Hz(20_000)).weight(mV(0.5));
        Experiment.of(net).duration(ms(20)).run(args);
      }
      """;

  @TempDir Path temp;

  private Path script(String source) throws IOException {
    return Files.writeString(temp.resolve("Tiny.java"), source);
  }

  @Test
  void whatStandsBehindAScriptGoesToTheScript() throws IOException {
    Cli cli = Cli.run("run", script(SCRIPT), "--duration", "30", "--threads", "1", "--no-plot", "--out", temp.resolve("out"));
    assertEquals("", cli.err());
    assertEquals(0, cli.code());
    assertTrue(cli.out().contains("tiny: 20 neurons, 40 synapses"), cli.out());
    assertTrue(cli.out().contains("30 ms simulated"), cli.out());
    assertTrue(Files.exists(temp.resolve("out/spikes")));
  }

  @Test
  void timesThatAreNotOnTheGridAreRoundedWhenThatIsAskedFor() throws IOException {
    Path script = script(SCRIPT.replace("ms(1.5)", "ms(1.53)"));
    assertFailure(Cli.run("run", script, "--no-plot", "--out", temp.resolve("out")), "delay 1.53 ms is not a multiple of the resolution 0.1 ms");
    for (String how : new String[] {"nearest", "up"}) {
      Cli cli = Cli.run("run", script, "--round-times", how, "--no-plot", "--out", temp.resolve(how));
      assertEquals(0, cli.code(), cli.err());
      assertTrue(cli.out().contains("note: projection E→E: delays: 1 of 1 moved to the grid of 0.1 ms, by at most 0.03 ms"), cli.out());
    }
    assertFailure(Cli.run("run", script, "--round-times", "down"), "'down' is no way of rounding; say nearest or up");
  }

  @Test
  void evenHelpAndDoubleDashes() throws IOException {
    Cli cli = Cli.run("run", script("void main(String[] args) { System.out.print(String.join(\" \", args)); }"), "--help", "--", "-x", "run");
    assertEquals("--help -- -x run", cli.out());
  }

  @Test
  void optionsOfAScriptStandBehindIt() throws IOException {
    assertUsage(Cli.run("run", "--threads", "1", script(SCRIPT)), "options of a script stand after its name");
  }

  @Test
  void mistakesInTheOptionsOfAScriptAreNamed() throws IOException {
    Path script = script(SCRIPT);
    assertFailure(Cli.run("run", script, "--thread", "1"), "Tiny.java:12: Unknown option");
    assertFailure(Cli.run("run", script, "--threads", "0"), "Tiny.java:12: threads 0 must be between 1 and 1024");
    assertFailure(Cli.run("run", script, "--duration", "soon"), "Tiny.java:12: --duration: 'soon' is not a time");
  }

  @Test
  void mistakesInAScriptAreItsOwn() throws IOException {
    assertFailure(Cli.run("run", temp.resolve("None.java")), "there is no script " + temp.resolve("None.java"));
    assertFailure(Cli.run("run", script(SCRIPT.replace("mV(0.1)", "mV()"))), "Tiny.java:10: error: ");
    assertFailure(Cli.run("run", script(SCRIPT.replace("\"iaf_psc_delta\"", "\"iaf_delta\""))), "Tiny.java:9: there is no neuron model 'iaf_delta'; did you mean");
  }

  /** As {@code java -cp … Tiny.java}: without Ranvier's launcher and without the flags that the log needs. */
  @Test
  void aScriptRunsUnderPlainJavaToo() throws Exception {
    Path out = temp.resolve("plain");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), script(SCRIPT).toString(), "--no-plot", "--threads", "1", "--out", out.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), text);
    assertTrue(text.contains("tiny: 20 neurons, 40 synapses"), text);
    assertEquals(1, text.split("running without a spike log", -1).length - 1, text);
    assertTrue(text.contains("--add-opens=java.base/java.lang=ALL-UNNAMED"), text);
    assertFalse(Files.exists(out.resolve("spikes")));
    assertTrue(Files.exists(out.resolve("statistics.json")));
  }

  /** Interrupts a run as Ctrl-C does. */
  @Test
  void ctrlCEndsARunWithItsResults() throws Exception {
    Path out = temp.resolve("cancelled");
    var command = new ArrayList<String>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--") || a.startsWith("-D"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", script(SCRIPT).toString(), "--duration", "1e7", "--threads", "1", "--no-plot", "--out", out.toString()));
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    long giveUp = System.nanoTime() + 60_000_000_000L;
    while (!hasSpikes(out) && run.isAlive() && System.nanoTime() < giveUp) {
      Thread.sleep(50);
    }
    run.toHandle().destroy(); // leaves its output open
    String text = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    run.waitFor();
    assertTrue(text.contains("(cancelled)"), text);
    assertTrue(text.contains("written to " + out), text);
    Cli stats = Cli.run("spikes", "stats", out);
    assertTrue(stats.out().contains(", cancelled\n"), stats.toString());
  }

  private static boolean hasSpikes(Path out) {
    return Files.exists(out.resolve("spikes")) && Cli.run("spikes", "stats", out).code() == 0;
  }
}
