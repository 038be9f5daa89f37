package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that people are shown. */
final class ExamplesTest {
  private static final Path BRUNEL = Path.of("examples", "Brunel.java");

  private static final Path BASAL_GANGLIA = Path.of("examples", "BasalGanglia.java");

  @TempDir Path temp;

  @Test
  void brunelsNetworkIsTheWholeOneInUnderFortyLines() throws IOException {
    Cli cli = Cli.run("run", BRUNEL, "--warmup", "0", "--duration", "5", "--no-plot", "--out", temp.resolve("out"));
    assertEquals("", cli.err());
    assertTrue(cli.out().startsWith("brunel: 12,500 neurons, 15,625,000 synapses"), cli.out());
    assertTrue(Files.readAllLines(BRUNEL).size() < 40);
  }

  @Test
  void theBasalGangliaRunInAllConditions() throws IOException {
    Path json = temp.resolve("results.json");
    Cli cli = Cli.run("run", BASAL_GANGLIA, "--duration", "350", "--seeds", "4", "--json", json);
    assertEquals("", cli.err());
    assertTrue(Files.readString(json).contains("{\"condition\":\"stimulated\",\"seed\":4,\"error_index\":0.0,"), Files.readString(json));
    assertEquals(4, cli.out().lines().count());
  }
}
