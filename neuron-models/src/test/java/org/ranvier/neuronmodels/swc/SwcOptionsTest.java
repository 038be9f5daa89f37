package org.ranvier.neuronmodels.swc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.swc.SwcOptions.BranchStart;
import org.ranvier.neuronmodels.swc.SwcOptions.Roots;
import org.ranvier.simulator.RanvierException;

class SwcOptionsTest {
  private static final List<String> FORK =
      List.of("1 1 0 0 0 5 -1", "2 3 0 10 0 2 1", "3 3 0 60 0 2 2", "4 3 30 80 0 0.5 3", "5 3 -30 80 0 0.5 3");
  private static final List<String> TWO_TREES =
      List.of("7 2 0 0 0 1 -1", "8 2 10 0 0 1 7", "9 2 20 0 0 1 8", "1 1 0 0 0 5 -1", "2 3 10 0 0 1 1");

  @Test
  void branchesTaperFromTheirParentsPointAsNeuronHasIt() {
    // NEURON 8.2.2, Import3d: 1,509.3 µm². A sphere, a cylinder, and two frusta from radius 2 to 0.5.
    double tapered = Math.PI * (100 + 4 * 50 + 2 * 2.5 * Math.hypot(Math.hypot(30, 20), 1.5));
    assertEquals(1509.3, tapered, 0.05);
    assertEquals(tapered, area(FORK, SwcOptions.DEFAULT), 1e-9);
    double own = Math.PI * (100 + 4 * 50 + 2 * Math.hypot(30, 20));
    assertEquals(own, area(FORK, SwcOptions.DEFAULT.branchStart(BranchStart.OWN)), 1e-9);
  }

  @Test
  void branchesAtTheRootOfACellWithoutSomaTaperToo() {
    var lines = List.of("1 2 0 0 0 3 -1", "2 2 10 0 0 1 1", "3 2 -10 0 0 1 1");
    assertEquals(2 * Math.PI * 4 * Math.hypot(10, 2), area(lines, SwcOptions.DEFAULT), 1e-9);
    assertEquals(Math.PI * (4 * Math.hypot(10, 2) + 2 * 10), area(lines, SwcOptions.DEFAULT.branchStart(BranchStart.OWN)), 1e-9);
  }

  @Test
  void numbersAboveTwoToThe31AreRead() {
    // As in FlyWire's files.
    var lines = List.of("720575940600000001 1 0 0 0 5 -1", "720575940600000003 3 0 10 0 1 720575940600000001", "3000000002.0 3 0 30 0 1 720575940600000003");
    assertEquals(20, read(lines, SwcOptions.DEFAULT).morphology().sections().get(1).points().getLast().yUm() - 10, 1e-12);
  }

  @Test
  void pointsWithoutRadiusGetTheSmallestAndAreCounted() {
    var lines = List.of("1 1 0 0 0 5 -1", "2 3 0 10 0 0 1", "3 3 0 30 0 0.25 2", "4 3 0 50 0 0 3");
    assertThrows(RanvierException.class, () -> read(lines, SwcOptions.DEFAULT));
    var reading = read(lines, SwcOptions.DEFAULT.fillingRadii());
    assertEquals(2 * Math.PI * 0.25 * 40, area(reading.morphology()) - 100 * Math.PI, 1e-9);
    assertEquals(List.of("2 of 4 points have radius 0 and were given the smallest positive radius of the file, 0.25 um"), reading.warnings());
    assertEquals(List.of(), read(FORK, SwcOptions.DEFAULT.fillingRadii()).warnings());
    var none = List.of("1 1 0 0 0 0 -1", "2 3 0 10 0 0 1");
    assertRefused("cell.swc: no point has a radius above 0", none, SwcOptions.DEFAULT.fillingRadii());
  }

  @Test
  void ofSeveralTreesOneIsKept() {
    var soma = read(TWO_TREES, SwcOptions.DEFAULT.roots(Roots.SOMA));
    assertEquals(List.of("soma", "basal[0]"), soma.morphology().sections().stream().map(s -> s.name()).toList());
    assertEquals(List.of("of 2 trees only the one of the soma was kept, that of point 1: 2 of 5 points"), soma.warnings());
    var largest = read(TWO_TREES, SwcOptions.DEFAULT.roots(Roots.LARGEST));
    assertEquals(List.of("axon[0]"), largest.morphology().sections().stream().map(s -> s.name()).toList());
    assertEquals(List.of("of 2 trees only the one with most points was kept, that of point 7: 3 of 5 points"), largest.warnings());
    assertRefused("cell.swc, line 4: point 1 has no parent", TWO_TREES, SwcOptions.DEFAULT);
    assertRefused(
        "cell.swc: no point is of type 1, soma", List.of("1 2 0 0 0 1 -1", "2 2 9 0 0 1 1", "3 2 0 9 0 1 -1"), SwcOptions.DEFAULT.roots(Roots.SOMA));
    assertRefused(
        "cell.swc, line 2: point 3 of the soma belongs to another tree than that of point 1", List.of("1 1 0 0 0 1 -1", "3 1 0 9 0 1 -1"),
        SwcOptions.DEFAULT.roots(Roots.SOMA));
  }

  @Test
  void placesAndRadiiAreInTheUnitOfTheFile() {
    var nanometres = List.of("1 1 0 0 0 5000 -1", "2 3 0 10000 0 1000 1", "3 3 0 30000 0 1000 2");
    var micrometres = List.of("1 1 0 0 0 5 -1", "2 3 0 10 0 1 1", "3 3 0 30 0 1 2");
    assertEquals(area(micrometres, SwcOptions.DEFAULT), area(nanometres, SwcOptions.DEFAULT.unit("nm")), 1e-9);
    assertEquals(area(micrometres, SwcOptions.DEFAULT) * 1e6, area(micrometres, SwcOptions.DEFAULT.unit("mm")), 1e-3);
    var message = assertThrows(RanvierException.class, () -> SwcOptions.DEFAULT.unit("inch")).getMessage();
    assertEquals("unit 'inch' of an SWC file: there are nm, um, mm and m", message);
  }

  @Test
  void cellsOfTooManyCompartmentsAreRefused() {
    var lines = new ArrayList<>(List.of("1 1 0 0 0 5 -1"));
    for (int id = 2; id <= 32; id += 2) { // 16 branches of 900,000 compartments
      lines.add(id + " 3 " + id + " 10 0 1 1");
      lines.add((id + 1) + " 3 " + id + " 9e8 0 1 " + id);
    }
    var cell = read(lines, SwcOptions.DEFAULT).morphology();
    var properties = CableProperties.ra(100).cm(1);
    var message = assertThrows(RanvierException.class, () -> cell.divide(Division.maxLength(1000), properties)).getMessage();
    assertTrue(message.startsWith("the cell would have 14400001 compartments; at most 10000000 are possible"), message);
  }

  private static SwcReading read(List<String> lines, SwcOptions options) {
    return Swc.parse("cell.swc", lines, options);
  }

  private static void assertRefused(String start, List<String> lines, SwcOptions options) {
    var message = assertThrows(RanvierException.class, () -> read(lines, options)).getMessage();
    assertTrue(message.startsWith(start), message);
  }

  private static double area(List<String> lines, SwcOptions options) {
    return area(read(lines, options).morphology());
  }

  private static double area(Morphology cell) {
    return Arrays.stream(cell.divide(Division.fixed(1), CableProperties.ra(100).cm(1)).areaUm2()).sum();
  }
}
