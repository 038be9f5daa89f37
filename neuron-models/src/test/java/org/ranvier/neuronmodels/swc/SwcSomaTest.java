package org.ranvier.neuronmodels.swc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.PathPoint;
import org.ranvier.neuronmodels.morphology.Section;
import org.ranvier.neuronmodels.swc.SwcOptions.Soma;

/** How the points of type soma are read. Areas are those of the frusta by hand; NEURON 8.2.2 (Import3d) has those of trees too. */
class SwcSomaTest {
  @Test
  void pointsThatBranchAreATree() {
    var reading = read(Soma.AUTO, "1 1 0 0 0 4 -1", "2 1 0 30 0 4 1", "3 1 0 60 0 2 2", "4 1 8 30 0 1 2", "5 3 0 70 0 1 3", "6 3 0 95 0 1 5");
    var tree = whole(reading.morphology());
    assertEquals(List.of("soma[0]", "soma[1]", "basal[0]", "soma[2]"), names(reading));
    double soma = Math.PI * (8 * 30 + 6 * Math.hypot(30, 2) + 5 * Math.hypot(8, 3));
    assertEquals(soma, area(tree, "soma"), 1e-9);
    assertEquals(Math.PI * 2 * 25, area(tree, "basal"), 1e-9);
    assertSays(reading.choices(), "the 4 points of the soma are read as a tree, its frusta in several sections, for they branch (--soma contour");
    // The dendrite hangs on the end of the section that holds its parent.
    assertEquals(1, reading.morphology().sections().get(2).parent());
    assertEquals(1, reading.morphology().sections().get(2).parentFraction());
  }

  @Test
  void branchesAtTheFirstPointAreATreeToo() {
    var reading = read(Soma.AUTO, "1 1 0 0 0 1 -1", "2 1 6 0 0 1 1", "3 1 -6 0 0 1 1", "4 1 0 6 0 1 1", "5 3 0 -6 0 1 1", "6 3 0 -16 0 1 5");
    assertEquals(List.of("soma[0]", "soma[1]", "soma[2]", "basal[0]"), names(reading));
    assertEquals(2 * Math.PI * 18, area(whole(reading.morphology()), "soma"), 1e-9);
    assertEquals(2 * Math.PI * 10, area(whole(reading.morphology()), "basal"), 1e-9);
  }

  @Test
  void aCellAllOfTypeSomaIsATree() {
    var reading = read(Soma.AUTO, "1 1 0 0 0 3 -1", "2 1 0 80 0 3 1", "3 1 0 160 0 1 2", "4 1 60 80 0 1 2", "5 1 120 80 0 1 4");
    assertEquals(3, reading.morphology().sections().size());
    double area = Math.PI * (6 * 80 + 4 * Math.hypot(80, 2) + 4 * Math.hypot(60, 2) + 2 * 60);
    assertEquals(area, area(whole(reading.morphology()), "soma"), 1e-9);
    // One ball round the mean (24, 80, 0) µm only where it is asked for.
    assertEquals(1, read(Soma.CONTOUR, "1 1 0 0 0 3 -1", "2 1 0 80 0 3 1", "3 1 0 160 0 1 2", "4 1 60 80 0 1 2").morphology().sections().size());
  }

  @Test
  void aClosedChainOfSmallRadiiIsTheSphereOfItsMeanDistance() {
    for (double pen : new double[] {0, 0.2, 3}) {
      var reading = Swc.parse("contour.swc", ring(1, 7, 5, pen, -1), SwcOptions.DEFAULT);
      assertSphere(reading.morphology(), new PathPoint(3, 4, 5, 0), 7);
      assertSays(reading.choices(), "a contour, a sphere of radius 7.000 um, for they are one closed chain with radii far below its size (--soma tree");
    }
    // The same with the first point repeated at the end.
    var closed = ring(1, 7, 5, 0, -1);
    closed.add("25 1 10 4 5 0 24");
    assertEquals(7, Swc.parse("contour.swc", closed).sections().getFirst().points().getFirst().radiusUm(), 0.2);
  }

  @Test
  void aClosedChainOfABodysRadiiIsATree() {
    var reading = Swc.parse("loop.swc", ring(1, 7, 5, 4, -1), SwcOptions.DEFAULT);
    double side = 2 * 7 * Math.sin(Math.PI / 24);
    assertEquals(2 * Math.PI * 4 * 23 * side, area(whole(reading.morphology()), "soma"), 1e-9);
    assertSays(reading.choices(), "frusta from point to point, for their radii are those of a body, though the chain is closed (--soma contour");
    assertSphere(
        Swc.parse("loop.swc", ring(1, 7, 5, 4, -1), SwcOptions.DEFAULT.soma(Soma.CONTOUR)).morphology(), new PathPoint(3, 4, 5, 0), 7);
  }

  @Test
  void aBranchOnAClosedChainMakesItATree() {
    var lines = ring(1, 7, 5, 0.5, -1);
    lines.add("25 1 20 4 5 0.5 1");
    var reading = Swc.parse("cell.swc", lines, SwcOptions.DEFAULT);
    assertEquals(2, reading.morphology().sections().size());
    assertSays(reading.choices(), "a tree, its frusta in several sections, for they branch");
  }

  @Test
  void treeReadsAContourAsFrusta() {
    var lines = ring(1, 7, 5, 0.5, -1);
    double side = 2 * 7 * Math.sin(Math.PI / 24);
    assertEquals(
        2 * Math.PI * 0.5 * 23 * side, area(whole(Swc.parse("c.swc", lines, SwcOptions.DEFAULT.soma(Soma.TREE)).morphology()), "soma"), 1e-9);
  }

  @Test
  void contoursAboveOneAnotherAreAStack() {
    // Each contour becomes its middle with its mean radius, and frusta go from one to the next, as Cvapp converts stacks.
    double area = Math.PI * ((4 + 7) * Math.hypot(3, 3) + (7 + 5) * Math.hypot(3, 2));
    int[][] parents = {
      {-1, 24, 48}, // one chain through all planes
      {-1, 1, 1}, // each hangs on the first point
      {-1, 24, 24}, // on the last
    };
    for (int[] parent : parents) {
      var lines = ring(1, 4, 0, 0.3, parent[0]);
      lines.addAll(ring(25, 7, 3, 0.3, parent[1]));
      lines.addAll(ring(49, 5, 6, 0.3, parent[2]));
      lines.add("100 3 20 4 3 1 30");
      lines.add("101 3 40 4 3 1 100");
      var reading = Swc.parse("stack.swc", lines, SwcOptions.DEFAULT);
      assertEquals(List.of("soma", "basal[0]"), names(reading), Arrays.toString(parent));
      assertEquals(area, area(whole(reading.morphology()), "soma"), 1e-9);
      assertSays(reading.choices(), "the 72 points of the soma are read as a stack of 3 contours, frusta between their middles");
    }
  }

  @Test
  void contoursInOnePlaneAreNoStack() {
    var lines = ring(1, 4, 0, 0.3, -1);
    lines.addAll(ring(25, 7, 0, 0.3, 1));
    assertSays(Swc.parse("cell.swc", lines, SwcOptions.DEFAULT).choices(), "a tree, its frusta in several sections, for they branch");
  }

  @Test
  void aNeuriteOfOnePointOnATreeReachesFromItsPoint() {
    var reading = read(Soma.AUTO, "1 1 0 0 0 4 -1", "2 1 0 30 0 4 1", "3 1 0 60 0 2 2", "4 1 8 30 0 1 2", "5 3 0 70 0 1 3");
    assertEquals(2 * Math.PI * 10, area(whole(reading.morphology()), "basal"), 1e-9);
  }

  /** A ring of 24 points about (3, 4, z). */
  private static List<String> ring(int firstId, double radius, double z, double pen, int parent) {
    var lines = new ArrayList<String>();
    for (int k = 0; k < 24; k++) {
      double angle = 2 * Math.PI * k / 24;
      lines.add(
          (firstId + k) + " 1 " + (3 + radius * Math.cos(angle)) + " " + (4 + radius * Math.sin(angle)) + " " + z + " " + pen + " "
              + (k == 0 ? parent : firstId + k - 1));
    }
    return lines;
  }

  private static SwcReading read(Soma soma, String... lines) {
    return Swc.parse("cell.swc", List.of(lines), SwcOptions.DEFAULT.soma(soma));
  }

  private static List<String> names(SwcReading reading) {
    return reading.morphology().sections().stream().map(Section::name).toList();
  }

  private static void assertSays(List<String> choices, String part) {
    assertTrue(choices.stream().anyMatch(c -> c.contains(part)), choices::toString);
  }

  private static void assertSphere(Morphology cell, PathPoint middle, double radius) {
    var tree = whole(cell);
    assertEquals(4 * Math.PI * radius * radius, tree.areaUm2()[0], 1e-9);
    double[] ends = tree.endsUm();
    assertEquals(middle.xUm(), (ends[0] + ends[3]) / 2, 1e-9);
    assertEquals(middle.yUm(), (ends[1] + ends[4]) / 2, 1e-9);
    assertEquals(middle.zUm(), (ends[2] + ends[5]) / 2, 1e-9);
  }

  /** Of all sections with a label. */
  private static double area(CompartmentTree tree, String label) {
    double sum = 0;
    for (int i = 0; i < tree.count(); i++) {
      sum += tree.sections().get(tree.section()[i]).labels().contains(label) ? tree.areaUm2()[i] : 0;
    }
    return sum;
  }

  private static CompartmentTree whole(Morphology cell) {
    return cell.divide(Division.fixed(1), CableProperties.ra(100).cm(1));
  }
}
