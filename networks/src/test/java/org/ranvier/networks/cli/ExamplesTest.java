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

  @TempDir Path temp;

  @Test
  void brunelsNetworkIsTheWholeOneInUnderFortyLines() throws IOException {
    Cli cli = Cli.run("run", BRUNEL, "--warmup", "0", "--duration", "5", "--no-plot", "--out", temp.resolve("out"));
    assertEquals("", cli.err());
    assertTrue(cli.out().startsWith("brunel: 12,500 neurons, 15,625,000 synapses"), cli.out());
    assertTrue(Files.readAllLines(BRUNEL).size() < 40);
  }
}
