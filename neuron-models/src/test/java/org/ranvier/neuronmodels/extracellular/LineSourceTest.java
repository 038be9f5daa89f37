package org.ranvier.neuronmodels.extracellular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.simulator.RanvierException;

class LineSourceTest {
  private static final double SIGMA = 0.3;

  @Test
  void besideTheMiddleOfALineThePotentialIsThatOfTheClosedForm() {
    // ∫ ds/√(s² + r²) from -L/2 to L/2 = 2 arsinh(L/2r); 1 nA and um give mV.
    var tree = cable(200, 1);
    for (double r : new double[] {1, 10, 200, 1e5}) {
      double x = 100 / r;
      double arsinh = x > 0.01 ? Math.log(x + Math.sqrt(x * x + 1)) : x - x * x * x / 6;
      double expected = 2 * arsinh / (4 * Math.PI * SIGMA * 200);
      assertEquals(expected, coefficient(tree, new Electrode(r, 100, 0)), 1e-9 * expected);
    }
  }

  @Test
  void onTheAxisBeyondTheEndItIsTheLogarithmOfTheDistances() {
    // r is 0: (1/L)·ln(l/h). The radius stands in for it, which at 50 radii changes 2e-4.
    double expected = Math.log(150.0 / 50) / (4 * Math.PI * SIGMA * 100);
    assertEquals(expected, coefficient(cable(100, 2), new Electrode(0, 150, 0)), 3e-4 * expected);
    assertEquals(expected, coefficient(cable(100, 2), new Electrode(0, -50, 0)), 3e-4 * expected);
  }

  @Property(tries = 100)
  void anywhereItIsTheIntegralOfPointSources(
      @ForAll @DoubleRange(min = 2, max = 300) double x,
      @ForAll @DoubleRange(min = -300, max = 400) double y,
      @ForAll @DoubleRange(min = -300, max = 300) double z) {
    double sum = 0;
    int n = 20_000;
    for (int k = 0; k < n; k++) {
      double dy = y - (k + 0.5) * 100 / n;
      sum += 1 / Math.sqrt(x * x + dy * dy + z * z);
    }
    double expected = sum / n / (4 * Math.PI * SIGMA);
    assertEquals(expected, coefficient(cable(100, 1), new Electrode(x, y, z)), 1e-6 * expected);
  }

  @Test
  void cuttingACableChangesNothingWhereItsCurrentIsEven() {
    var cell = Morphology.of(Piece.soma(15), Piece.cylinder("dend", 300, 2).on("soma"));
    var electrodes = List.of(new Electrode(3, 5, 2), new Electrode(40, 200, -30));
    var whole = LineSource.coefficients(tree(cell, 1), electrodes, SIGMA);
    var cut = LineSource.coefficients(tree(cell, 7), electrodes, SIGMA);
    for (int e = 0; e < 2; e++) {
      double[] even = new double[8];
      Arrays.fill(even, 1, 8, -1.0 / 7);
      even[0] = 1;
      assertEquals(LineSource.potentials(whole, new double[] {1, -1})[e], LineSource.potentials(cut, even)[e], 1e-12);
    }
  }

  @Test
  void farAwayACellWhoseCurrentsSumToZeroIsADipole() {
    var tree = tree(Morphology.of(Piece.cylinder("cable", 200, 1)), 2);
    // Source and sink 100 um apart: φ = I d cos θ/(4πσ r²).
    double r = 1e5;
    var electrodes = List.of(new Electrode(0, 100 + r, 0), new Electrode(r, 100, 0));
    double[] potentials = LineSource.potentials(LineSource.coefficients(tree, electrodes, SIGMA), new double[] {-1, 1});
    double expected = 100 / (4 * Math.PI * SIGMA * r * r);
    assertEquals(expected, potentials[0], 1e-4 * expected);
    assertEquals(0, potentials[1], 1e-6 * expected);
  }

  @Test
  void insideACompartmentItIsThePotentialOnItsSurface() {
    var tree = cable(100, 10);
    double surface = coefficient(tree, new Electrode(5, 50, 0));
    assertEquals(surface, coefficient(tree, new Electrode(0, 50, 0)), 1e-12);
    assertEquals(surface, coefficient(tree, new Electrode(2, 50, 1)), 1e-12);
  }

  @Test
  void jointsDoNotCount() {
    var cell = Morphology.of(Piece.cylinder("a", 10, 1), Piece.cylinder("b", 10, 1).on("a"), Piece.cylinder("c", 10, 1).on("a"));
    var matrix = LineSource.coefficients(tree(cell, 1), List.of(new Electrode(5, 5, 5)), SIGMA);
    assertEquals(0, matrix[0][1]);
  }

  @Test
  void refusesAMediumThatDoesNotConductAndAnElectrodeNowhere() {
    var tree = cable(100, 1);
    var at = List.of(new Electrode(5, 5, 5));
    assertEquals(
        "conductivity of the tissue 0.0 S/m must be positive; 0.3 S/m is usual",
        assertThrows(RanvierException.class, () -> LineSource.coefficients(tree, at, 0)).getMessage());
    assertThrows(RanvierException.class, () -> LineSource.coefficients(tree, List.of(new Electrode(Double.NaN, 0, 0)), 0.3));
  }

  private static double coefficient(CompartmentTree tree, Electrode electrode) {
    return LineSource.coefficients(tree, List.of(electrode), SIGMA)[0][0];
  }

  private static CompartmentTree cable(double length, double diameter) {
    return tree(Morphology.of(Piece.cylinder("cable", length, diameter)), 1);
  }

  private static CompartmentTree tree(Morphology cell, int count) {
    return cell.divide(Division.fixed(count).in(cell.sections().getFirst().name(), Division.fixed(
        cell.sections().size() > 1 ? 1 : count)), CableProperties.ra(100).cm(1));
  }
}
