package org.ranvier.neuronmodels.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.simulator.RanvierException;

class MorphologyErrorsTest {
  private final Morphology cell = Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 1).label("basal").on("soma"));
  private final CableProperties properties = CableProperties.ra(100).cm(1);

  @Test
  void refusesSizesThatAreNotPositive() {
    assertRefused("piece 'dend': length -5.0 um must be positive", () -> Piece.cylinder("dend", -5, 1));
    assertRefused("piece 'dend': length NaN um must be positive", () -> Piece.cylinder("dend", Double.NaN, 1));
    assertRefused("piece 'dend': diameter 0.0 um must be positive", () -> Piece.cone("dend", 5, 1, 0));
    assertRefused("piece 'soma': length 0.0 um must be positive", () -> Piece.soma(0));
    assertRefused(
        "piece 'dend': the direction (0.0, 0.0, 0.0) has no length", () -> Piece.cylinder("dend", 5, 1).towards(0, 0, 0));
  }

  @Test
  void refusesPointsThatMakeNoSection() {
    assertRefused("section 'a' has 1 point; it needs at least two", () -> path(new PathPoint(0, 0, 0, 1)));
    assertRefused(
        "section 'a', point 1: radius 0.0 um must be positive", () -> path(new PathPoint(0, 0, 0, 1), new PathPoint(1, 0, 0, 0)));
    assertRefused(
        "section 'a', point 0: place (NaN, 0.0, 0.0) um must be finite",
        () -> path(new PathPoint(Double.NaN, 0, 0, 1), new PathPoint(1, 0, 0, 1)));
    assertRefused(
        "section 'a' has no length: all its points lie at one place", () -> path(
            new PathPoint(1, 0, 0, 1), new PathPoint(1, 0, 0, 2)));
  }

  @Test
  void refusesPiecesThatMakeNoTree() {
    var a = Piece.cylinder("a", 10, 1);
    assertRefused("two pieces have the name 'a'; names must differ", () -> Morphology.of(a, a.on("a")));
    assertRefused(
        "pieces 'a' and 'b' are not connected: one of them must be attached with on(...)",
        () -> Morphology.of(a, Piece.cylinder("b", 10, 1)));
    assertRefused(
        "piece 'b' is attached to 'dent', which is not there; did you mean 'dend'? known: dend, b",
        () -> Morphology.of(Piece.cylinder("dend", 10, 1), Piece.cylinder("b", 10, 1).on("dent")));
    assertRefused(
        "pieces [b, c] are not connected to the root: they hang on one another in a ring; attach one of them to 'a' or what grows from it",
        () -> Morphology.of(a, Piece.cylinder("b", 10, 1).on("c"), Piece.cylinder("c", 10, 1).on("b")));
    assertRefused(
        "piece 'b' is attached at fraction 1.5 of 'a', outside the cell: use 0 to 1",
        () -> Morphology.of(a, Piece.cylinder("b", 10, 1).on("a", 1.5)));
    assertRefused("a morphology needs at least one section", () -> new Morphology(List.of()));
    assertRefused(
        "section 'x' (number 0) has parent 0; the first section is the root with parent -1, and every other one comes behind its parent",
        () -> new Morphology(
            List.of(new Section("x", Set.of(), List.of(new PathPoint(0, 0, 0, 1), new PathPoint(0, 1, 0, 1)), 0, 1))));
  }

  @Test
  void refusesCablePropertiesThatAreMissingOrWrong() {
    assertRefused(
        "section 'soma': its membrane capacitance cm is missing; set it with cm(uFPerCm2) for the cell or for one of its labels [soma]",
        () -> cell.divide(Division.fixed(1), CableProperties.ra(100)));
    assertRefused(
        "section 'dend': its axial resistivity Ra is missing; set it with ra(ohmCm) for the cell or for one of its labels [basal]",
        () -> cell.divide(Division.fixed(1), CableProperties.none().ra("soma", 100).cm(1)));
    assertRefused("axial resistivity Ra of the cell is -1.0 ohm cm; it must be positive", () -> CableProperties.ra(-1));
    assertRefused(
        "membrane capacitance cm of 'soma' is NaN uF/cm2; it must be positive", () -> properties.cm("soma", Double.NaN));
    assertRefused(
        "axial resistivity Ra for 'axon': the cell has no such label or section; its labels are [basal, soma]",
        () -> cell.divide(Division.fixed(1), properties.ra("axon", 70)));
  }

  @Test
  void refusesDivisionsThatCannotBe() {
    assertRefused("greatest length of a compartment 0.0 um must be positive", () -> Division.maxLength(0));
    assertRefused("division by -0.1 length constants at 100.0 Hz: both must be positive; 0.1 at 100 Hz is usual", () ->
        Division.dLambda(-0.1, 100));
    assertRefused("division into 0 compartments a section: it must be at least 1", () -> Division.fixed(0));
    assertRefused(
        "section 'soma' would have 2.00e+10 compartments; at most 1000000 are possible",
        () -> cell.divide(Division.maxLength(1e-9), properties));
    assertRefused(
        "division for 'axon': the cell has no such label or section; its labels are [basal, soma]",
        () -> cell.divide(Division.fixed(1).in("axon", Division.fixed(2)), properties));
  }

  @Test
  void theLastRuleForALabelCounts() {
    var tree = cell.divide(Division.fixed(1), properties.cm("basal", 3).cm("dend", 2));
    assertEquals(1, tree.capacitanceUFPerCm2()[0]);
    assertEquals(2, tree.capacitanceUFPerCm2()[1]);
  }

  private static void path(PathPoint... points) {
    Morphology.of(Piece.path("a", List.of(points)));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(RanvierException.class, action).getMessage());
  }
}
