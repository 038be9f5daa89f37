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

  @Test
  void tellsHowItReadsAndReadsTheOtherWay() throws Exception {
    var lines = List.of("1 1 0 0 0 5 -1", "2 3 0 10 0 2 1", "3 3 0 60 0 2 2", "4 3 30 80 0 0.5 3", "5 3 -30 80 0 0.5 3");
    var file = Files.write(directory.resolve("CELL.SWC"), lines);
    var cli = Cli.run("describe", file);
    assertEquals(0, cli.code(), cli.err());
    // NEURON 8.2.2, Import3d
    assertTrue(cli.out().contains("membrane of 1509.3 um2"), cli.out());
    assertTrue(cli.out().contains("branches taper from the radius of their parent's point, but for those on the soma (--branch-start own"), cli.out());
    assertTrue(Cli.run("describe", file, "--branch-start", "own").out().contains("membrane of 1169.0 um2"));
    assertTrue(Cli.run("describe", file, "--unit", "mm").out().contains("membrane of 15093"));
    assertTrue(Cli.run("describe", file, "--branch-start", "his").err().contains("--branch-start his: there are parent, own"));
    assertTrue(Cli.run("describe", file, "--soma", "ball").err().contains("--soma ball: there are auto, tree, contour"));
    assertTrue(Cli.run("describe", file, "--roots", "2").err().contains("--roots 2: there are one, soma, largest"));
    assertTrue(Cli.run("describe", file, "--zero-radius", "1").err().contains("--zero-radius 1: there are refuse and smallest"));
    assertTrue(Cli.run("describe", file, "--unit", "inch").err().contains("unit 'inch' of an SWC file: there are nm, um, mm and m"));
  }

  @Test
  void warnsOfWhatItFillsInAndLeavesOut() throws Exception {
    var file = Files.write(
        directory.resolve("cell.swc"), List.of("1 1 0 0 0 8 -1", "2 3 10 0 0 0 1", "3 3 20 0 0 1 2", "4 3 90 0 0 0 -1", "5 3 99 0 0 0 4"));
    var cli = Cli.run("describe", file, "--zero-radius", "smallest", "--roots", "soma");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.err().contains("warning: cell.swc: 3 of 5 points have radius 0"), cli.err());
    assertTrue(cli.err().contains("warning: cell.swc: of 2 trees only the one of the soma was kept"), cli.err());
    assertEquals(1, Cli.run("describe", file, "--zero-radius", "smallest").code());
    assertEquals(1, Cli.run("describe", file, "--roots", "soma").code());
  }
}
