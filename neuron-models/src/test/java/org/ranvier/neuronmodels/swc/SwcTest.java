package org.ranvier.neuronmodels.swc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.PathPoint;
import org.ranvier.neuronmodels.morphology.Section;

class SwcTest {
  @Test
  void theReferenceTreeHasTheSectionsOfItsConstruction() throws IOException {
    try (var in = SwcTest.class.getResourceAsStream("tree.swc")) {
      var cell = Swc.parse("tree.swc", new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      var tree = whole(cell);
      assertEquals(List.of("soma", "apical[0]", "apical[1]", "apical[2]", "basal[0]", "basal[1]"), names(cell));
      assertArrayEquals(new int[] {-1, 0, 1, 1, 0, 0}, cell.sections().stream().mapToInt(Section::parent).toArray());
      // Lengths of NEURON's sections in reference/cables/branched-tree; its points are of single precision.
      double[] lengths = {16, 270, 227.40272645683032, 242.1652328473267, 153.52198539622918, 132.13629327327143};
      assertArrayEquals(lengths, tree.sections().stream().mapToDouble(s -> s.lengthUm()).toArray(), 1e-4);
      // A tuft starts at the trunk's last point, with the radius there; a dendrite on the soma at its own first point.
      assertEquals(cell.sections().get(1).points().getLast(), cell.sections().get(3).points().getFirst());
      assertEquals(new PathPoint(28, -9, 0, 0.75), cell.sections().get(4).points().getFirst());
      assertEquals(0.5, cell.sections().get(4).parentFraction());
      assertEquals(Set.of("apical", "dendrite"), cell.sections().get(1).labels());
    }
  }

  @Test
  void aSomaOfOnePointIsASphere() {
    assertSphere(cell("1 1 5 6 7 8 -1"), new PathPoint(5, 6, 7, 0), 8);
  }

  @Test
  void aSomaOfTwoPointsIsAFrustum() {
    var cell = cell("1 1 0 0 0 4 -1", "2 1 0 10 0 6 1", "3 3 0 20 0 1 2", "4 3 0 50 0 1 3");
    assertEquals(Math.PI * 10 * Math.hypot(10, 2), area(cell, "soma"), 1e-9);
    assertEquals(List.of("soma", "basal[0]"), names(cell));
  }

  @Test
  void aSomaOfThreePointsIsACylinderThroughTheFirst() {
    var cell = cell("1 1 1 2 3 8 -1", "2 1 1 -6 3 8 1", "3 1 1 10 3 8 1", "4 3 10 2 3 1 1", "5 3 30 2 3 1 4");
    assertSphere(cell, new PathPoint(1, 2, 3, 0), 8);
    assertEquals(2, cell.sections().size());
    assertEquals(20, whole(cell).lengthUm()[1], 1e-12);
  }

  @Test
  void aSomaOfAnOpenChainIsAStackOfFrusta() {
    var cell = cell("1 1 0 0 0 2 -1", "2 1 0 5 0 6 1", "3 1 0 12 0 6 2", "4 1 0 16 0 3 3");
    double area = Math.PI * (8 * Math.hypot(5, 4) + 12 * 7 + 9 * Math.hypot(4, 3));
    assertEquals(area, area(cell, "soma"), 1e-9);
  }

  @Test
  void commentsBlankLinesTabsCommasCarriageReturnsMarksAndFurtherColumnsDoNotMatter() {
    var cell = cell(
        "\uFEFF# a comment", "", "  1\t1 0 0 0 5 -1\r", "2, 3, 6, 0, 0, 1, 1 # the stem", "3 3.0 2.6e1 0 0 1 2.0 7 8");
    assertEquals(20, whole(cell).lengthUm()[1], 1e-12);
  }

  @Test
  void filesMayHaveAnyBytesInComments(@TempDir Path directory) throws IOException {
    var file = directory.resolve("cell.swc");
    Files.write(file, "\u00EF\u00BB\u00BF# caf\u00E9 \u0081\n1 1 0 0 0 5 -1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(1, Swc.read(file).sections().size());
  }

  @Test
  void typesBecomeLabelsAndUsersNameTheirs(@TempDir Path directory) throws IOException {
    var lines = List.of("1 1 0 0 0 5 -1", "2 2 6 0 0 1 1", "3 2 9 0 0 1 2", "4 5 12 0 0 1 3", "5 0 12 9 0 1 4", "6 7 12 9 9 1 5");
    var cell = Swc.parse("types.swc", lines);
    assertEquals(List.of("soma", "axon[0]", "type5[0]", "undefined[0]", "type7[0]"), names(cell));
    var file = directory.resolve("types.swc");
    Files.write(file, lines);
    assertEquals(List.of("soma", "axon[0]", "tuft[0]", "undefined[0]", "type7[0]"), names(Swc.read(file, Map.of(5, "tuft"))));
    assertEquals(List.of("soma", "axon[0]", "type5[0]", "undefined[0]", "type7[0]"), names(Swc.read(file, Map.of(1, "body"))));
  }

  @Test
  void aStemThatBranchesAtItsFirstPointIsTwoSectionsOnTheSoma() {
    var cell = cell("1 1 0 0 0 5 -1", "2 3 6 0 0 1 1", "3 3 9 4 0 1 2", "4 3 9 -4 0 1 2");
    assertArrayEquals(new int[] {-1, 0, 0}, cell.sections().stream().mapToInt(Section::parent).toArray());
    assertEquals(5, whole(cell).lengthUm()[1], 1e-12);
  }

  @Test
  void aNeuriteOfOnePointReachesFromTheSomasSurface() {
    var tree = whole(cell("1 1 0 0 0 5 -1", "2 3 9 0 0 1 1"));
    assertEquals(4, tree.lengthUm()[1], 1e-12);
    assertArrayEquals(new double[] {5, 0, 0, 9, 0, 0}, Arrays.copyOfRange(tree.endsUm(), 6, 12), 1e-12);
  }

  @Test
  void aCellWithoutSomaStartsAtItsRootWithAllItsBranches() {
    var cell = cell("1 2 0 0 0 1 -1", "2 2 10 0 0 1 1", "3 2 -10 0 0 1 1", "4 3 0 20 0 1 1");
    assertEquals(List.of("axon[0]", "axon[1]", "basal[0]"), names(cell));
    var tree = whole(cell);
    // The first, the joint at its start, the two others.
    assertArrayEquals(new int[] {-1, 0, 1, 1}, tree.parent());
    assertArrayEquals(new double[] {5, 0, 5, 10}, tree.distanceUm(), 1e-12);
  }

  @Test
  void aSomaInsideTheTreeBecomesItsRoot() {
    var cell = cell("1 3 0 0 0 1 -1", "2 3 10 0 0 1 1", "3 1 20 0 0 5 2", "4 2 30 0 0 1 3", "5 2 40 0 0 1 4");
    assertEquals(Set.of("soma", "axon[0]", "basal[0]"), Set.copyOf(names(cell)));
    assertEquals("soma", cell.sections().getFirst().name());
  }

  @Property(tries = 50)
  void theOrderOfLinesDoesNotMatter(@ForAll long seed) {
    var random = new Random(seed);
    var lines = new ArrayList<>(List.of("1 1 0 0 0 5 -1"));
    int n = 2 + random.nextInt(40);
    for (int id = 2; id <= n; id++) {
      lines.add(id + " " + (3 + random.nextInt(2)) + " " + id + " " + random.nextInt(50) + " 0 " + (1 + random.nextInt(3)) + " "
          + (1 + random.nextInt(id - 1)));
    }
    var sorted = pieces(lines);
    Collections.shuffle(lines, random);
    assertEquals(sorted, pieces(lines));
  }

  /** The points of all sections, in an order of their own. */
  private static List<String> pieces(List<String> lines) {
    return Swc.parse("cell.swc", lines).sections().stream().map(
        s -> s.points().toString() + s.labels().stream().sorted().toList()).sorted().toList();
  }

  private static void assertSphere(Morphology cell, PathPoint middle, double radius) {
    var tree = whole(cell);
    assertEquals(4 * Math.PI * radius * radius, tree.areaUm2()[0], 1e-9);
    double[] ends = tree.endsUm();
    assertEquals(middle.xUm(), (ends[0] + ends[3]) / 2, 1e-9);
    assertEquals(middle.yUm(), (ends[1] + ends[4]) / 2, 1e-9);
    assertEquals(middle.zUm(), (ends[2] + ends[5]) / 2, 1e-9);
  }

  private static double area(Morphology cell, String section) {
    var tree = whole(cell);
    return tree.areaUm2()[tree.compartment(Location.at(section, 0.5))];
  }

  private static List<String> names(Morphology cell) {
    return cell.sections().stream().map(Section::name).toList();
  }

  private static CompartmentTree whole(Morphology cell) {
    return cell.divide(Division.fixed(1), CableProperties.ra(100).cm(1));
  }

  private static Morphology cell(String... lines) {
    return Swc.parse("cell.swc", List.of(lines));
  }
}
