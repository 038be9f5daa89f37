package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.space.Layout.grid;
import static org.ranvier.networks.space.Layout.positions;
import static org.ranvier.networks.space.Layout.ring;
import static org.ranvier.networks.space.Layout.scattered;
import static org.ranvier.networks.space.Mask.box;
import static org.ranvier.networks.space.Mask.disc;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.um;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.export.PositionsFile;
import org.ranvier.networks.values.Units;

class LayoutTest {
  @Test
  void aGridHasItsNeuronsAtTheCentresOfBoxes() {
    var p = grid(4, 2).extent(um(400), um(100)).center(um(200), um(0)).place("E", 8);
    assertEquals(List.of(50.0, -25.0), p.at(0));
    assertEquals(List.of(350.0, -25.0), p.at(3));
    assertEquals(List.of(50.0, 25.0), p.at(4));
    assertArrayEquals(grid(4, 2).spacing(um(100), um(50)).place("E", 8).axis(1), p.axis(1));
    assertEquals(List.of(10.0, -10.0, 10.0), grid(2, 2, 2).spacing(um(20)).place("E", 8).at(5));
  }

  @Test
  void aRingIsEvenAndClosed() {
    var p = ring(mm(1)).place("E", 50);
    assertEquals(1, p.dimensions());
    assertTrue(p.isPeriodic(0));
    assertEquals(20, p.um(1, 0) - p.um(0, 0), 1e-9);
  }

  @Test
  void lengthsMayHaveAnyUnit() {
    assertEquals(List.of(1500.0), positions(Units::mm, new double[][] {{1.5}}).place("E", 1).at(0));
  }

  @Test
  void scatteredNeuronsFillTheSheetEvenly() {
    var p = scattered(mm(1), um(300)).place("E", 10_000);
    for (int a = 0; a < 2; a++) {
      double side = p.extentUm(a);
      int[] counts = new int[10];
      for (double x : p.axis(a)) {
        counts[(int) (10 * (x + side / 2) / side)]++;
      }
      double chiSquare = Arrays.stream(counts).mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000).sum();
      assertTrue(chiSquare < 27.9, "χ² of 9 degrees of freedom is " + chiSquare); // p = 0.001
    }
  }

  @Test
  void randomPositionsDependOnTheSeedAndThePopulation() {
    var layout = scattered(mm(1), mm(1));
    assertArrayEquals(layout.place("E", 100).axis(0), layout.place("E", 100).axis(0));
    assertFalse(Arrays.equals(layout.place("E", 100).axis(0), layout.place("I", 100).axis(0)));
    assertFalse(Arrays.equals(layout.place("E", 100).axis(0), layout.seed(2).place("E", 100).axis(0)));
  }

  @Test
  void jitterMovesByAtMostItsLengthAndGoesRoundAtTheEnds() {
    var grid = grid(30, 30).extent(mm(1), mm(1)).periodic();
    var even = grid.place("E", 900);
    var moved = grid.jitter(um(40)).place("E", 900);
    double most = 0;
    boolean round = false;
    for (int k = 0; k < 900; k++) {
      double d = Math.abs(moved.um(k, 0) - even.um(k, 0));
      round |= d > 500;
      most = Math.max(most, Math.min(d, 1000 - d));
    }
    assertTrue(round, "no neuron went round");
    assertTrue(most > 39 && most <= 40 + 1e-9, "largest jitter " + most);
  }

  @Test
  void aRegionOfAPopulationIsAView() {
    var e = new Network("net").population("E", 400, "iaf_psc_exp").positions(grid(20, 20).extent(mm(1), mm(1)).periodic());
    assertArrayEquals(new int[] {189, 190, 209, 210}, e.within(disc(um(40))).set().toArray());
    // Around a corner of the torus lie all four corners of the sheet.
    assertArrayEquals(new int[] {0, 19, 380, 399}, e.within(box(um(60), um(60)), um(-500), um(-500)).set().toArray());
  }

  @Test
  void positionsAreWrittenAsCsv(@TempDir Path directory) throws Exception {
    var net = new Network("net");
    net.population("no place", 3, "iaf_psc_exp");
    assertFalse(PositionsFile.write(directory.resolve("none.csv"), net));
    net.population("E", 2, "iaf_psc_exp").positions(grid(2, 1).spacing(um(10)));
    net.population("a, b", 1, "iaf_psc_exp").positions(positions(Units::um, new double[][] {{7}}));
    assertTrue(PositionsFile.write(directory.resolve("some.csv"), net));
    assertEquals(
        "population,neuron,x_um,y_um\nE,0,-5.0,0.0\nE,1,5.0,0.0\n\"a, b\",0,7.0,\n", Files.readString(directory.resolve("some.csv")));
  }

  /** The digest of a description is that of its text, which must not change from run to run. */
  @Test
  void descriptionsSayWhatTheyAre() {
    assertEquals(
        "grid(4, 2) spaced by 10 µm around (1, 2) µm, periodic [true, false], jittered by 3 µm, seed 5",
        grid(4, 2).spacing(um(10)).center(um(1), um(2)).periodic(true, false).jitter(um(3)).seed(5).toString());
    assertEquals(
        "SpatialBernoulli[p=0.5·own function of distance up to 30 µm, mask=annulus(10 µm, 20 µm) and ellipse(5 × 6 µm) rotated by 30°, autapses=true]",
        ConnectionRule.pairwiseBernoulli(Kernel.of(d -> d).cutoff(um(30)).times(0.5))
            .within(Mask.annulus(um(10), um(20)))
            .within(Mask.ellipse(um(5), um(6)).rotated(30))
            .toString());
  }
}
