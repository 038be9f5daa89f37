package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** The networks of the scripts that people are shown, as JSON documents. */
public final class ExamplesAsJsonTest {
  private static final String TAKEN = "this is as far as the test goes";

  /** Scripts whose networks fire only by what a loop does to them: of these the documents are compared. */
  private static final Set<String> SILENT = Set.of("GoNoGo.java", "EpropDigits.java", "RewardDigits.java");

  /** It builds several networks at a time, of which this test would see any. */
  private static final String PARALLEL = "parallelStream";

  private static int taken;
  private static boolean silent;

  @TempDir Path temp;

  static Stream<Path> scripts() throws IOException {
    return Files.list(Path.of("examples")).filter(f -> {
      try {
        String text = Files.readString(f);
        return f.toString().endsWith(".java") && text.contains("new Network(") && !text.contains(PARALLEL);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }).sorted();
  }

  /** A script builds its network, which is then run beside the one that its document describes. */
  @ParameterizedTest
  @MethodSource("scripts")
  void runToTheSameSpikes(Path script) throws IOException {
    String text = Files.readString(script);
    String here = ExamplesAsJsonTest.class.getName();
    String changed = text.replace("Simulation.of(net", here + ".simulation(net").replace("Experiment.of(net", here + ".experiment(net");
    Path copy = Files.writeString(temp.resolve(script.getFileName()), changed);
    int before = taken;
    silent = SILENT.contains(script.getFileName().toString());
    Cli cli = Cli.run("run", copy);
    assertTrue(cli.err().contains(TAKEN), cli.err());
    assertEquals(before + 1, taken);
  }

  /** In place of {@link Experiment#of}. */
  public static Experiment experiment(Network network) {
    compare(network);
    throw new RanvierException(TAKEN);
  }

  /** In place of {@link Simulation#of(Network)}. */
  public static Simulation simulation(Network network) {
    return simulation(network, Simulation.Options.DEFAULT);
  }

  /** In place of {@link Simulation#of(Network, Simulation.Options)}. */
  public static Simulation simulation(Network network, Simulation.Options options) {
    compare(network);
    throw new RanvierException(TAKEN);
  }

  private static void compare(Network network) {
    Network read = Network.fromJson(network.toJson());
    var options = Simulation.Options.DEFAULT.seed(9).threads(2);
    try (var one = Simulation.of(network, options); var other = Simulation.of(read, options)) {
      for (double ms : new double[] {20, 200}) { // in which even those fire that begin at rest
        if (one.spikes().size() == 0) {
          one.run(Units.ms(ms));
          other.run(Units.ms(ms));
        }
      }
      assertArrayEquals(one.spikes().steps(), other.spikes().steps());
      assertArrayEquals(one.spikes().ids(), other.spikes().ids());
      assertTrue(silent || one.spikes().size() > 0, "a silent network shows nothing");
      assertEquals(network.toJson(), read.toJson());
    }
    taken++;
  }

  /** From the command line: described, run, and run again as what was described. */
  @Test
  void aBuiltInNetworkIsDescribedAndRunFromItsDocument() throws IOException {
    Cli described = Cli.run("describe", "brunel", "--json", "--set", "scale=0.02");
    assertEquals("", described.err());
    Path document = Files.writeString(temp.resolve("brunel.json"), described.out());
    assertEquals(described.out(), Cli.run("describe", document, "--json").out());
    Cli own = Cli.run("run", "brunel", "--scale", "0.02", "--warmup", "0", "--duration", "50", "--no-plot", "--out", temp.resolve("own"));
    Cli read = Cli.run("run", document, "--duration", "50", "--no-plot", "--out", temp.resolve("read"));
    assertEquals("", own.err());
    assertEquals("", read.err());
    assertEquals(spikes("own"), spikes("read"));
  }

  private String spikes(String run) {
    Cli cli = Cli.run("spikes", "export", temp.resolve(run), "--csv", temp.resolve(run + ".csv"));
    assertEquals("", cli.err());
    try {
      return Files.readString(temp.resolve(run + ".csv"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void optionsThatADocumentDoesNotHaveAreRefused() throws IOException {
    Path document = Files.writeString(temp.resolve("n.json"), Cli.run("describe", "brunel", "--json", "--set", "scale=0.02").out());
    assertTrue(Cli.run("run", document, "--set", "scale=0.1").err().contains("what a document describes is changed in the document"));
    assertTrue(Cli.run("describe", document, "--set", "scale=0.1").err().contains("what a document describes is changed in the document"));
    assertTrue(Cli.run("describe", "iaf_psc_exp", "--json").err().contains("--json and --set are of networks"));
    assertTrue(Cli.run("run", temp.resolve("none.json")).err().contains("there is no file"));
  }
}
