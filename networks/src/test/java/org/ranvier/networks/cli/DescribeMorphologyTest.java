package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeMorphologyTest {
  @TempDir private Path directory;

  @Test
  void showsTheCompartmentsOfAFileAndDrawsThem() throws Exception {
    var file = Files.write(directory.resolve("cell.swc"), List.of("1 1 0 0 0 8 -1", "2 3 10 0 0 1 1", "3 3 110 0 0 0.5 2"));
    var picture = directory.resolve("cell.png");
    var cli = Cli.run("describe", file, "--max-length", "25", "--png", picture, "--colour", "diameter");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().startsWith("2 sections, 5 compartments and 0 joints, 116.0 um long in all"), cli.out());
    assertTrue(cli.out().contains("basal[0]  basal dendrite"), cli.out());
    assertTrue(Files.size(picture) > 1000);
  }

  @Test
  void namesTheLineOfAMistake() throws Exception {
    var file = Files.write(directory.resolve("cell.swc"), List.of("1 1 0 0 0 8 -1", "2 3 10 0 0 0 1"));
    var cli = Cli.run("describe", file);
    assertEquals(1, cli.code());
    assertTrue(cli.err().contains("cell.swc, line 2: the radius 0 must be positive"), cli.err());
    assertEquals(1, Cli.run("describe", directory.resolve("none.swc")).code());
  }

  @Test
  void refusesAnUnknownColour() throws Exception {
    var file = Files.write(directory.resolve("cell.swc"), List.of("1 1 0 0 0 8 -1"));
    var cli = Cli.run("describe", file, "--png", directory.resolve("x.png"), "--colour", "mood");
    assertEquals(1, cli.code());
    assertTrue(cli.err().contains("--colour mood: there are distance, diameter, area and section"), cli.err());
  }
}
