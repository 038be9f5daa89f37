package org.ranvier.neuronmodels.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DivisionTest {
  private static final CableProperties PROPERTIES = CableProperties.ra(100).cm(1);

  @Test
  void aConesAreaAndResistanceAreThoseOfTheIntegralsHoweverItIsDivided() {
    var cone = Morphology.of(Piece.cone("cone", 120, 4, 1));
    for (int n : new int[] {1, 2, 7, 100}) {
      var tree = cone.divide(Division.fixed(n), PROPERTIES);
      assertEquals(n, tree.count());
      assertEquals(Math.PI * 2.5 * Math.hypot(120, 1.5), Arrays.stream(tree.areaUm2()).sum(), 1e-9);
      // From the middle of the first to the middle of the last: ∫ Ra dx/(π r²) = Ra h/(π r0 r1).
      double r0 = 2 - 1.5 * 0.5 / n;
      double r1 = 0.5 + 1.5 * 0.5 / n;
      double between = 1e-2 * 100 * 120 * (1 - 1.0 / n) / (Math.PI * r0 * r1);
      assertEquals(between, Arrays.stream(tree.axialResistanceMOhm()).sum(), 1e-9);
    }
  }

  @Test
  void compartmentsOfACylinderHaveItsDiameterAndStandInLine() {
    var tree = Morphology.of(Piece.cylinder("cable", 100, 2).towards(1, 0, 0)).divide(Division.maxLength(26), PROPERTIES);
    assertArrayEquals(new double[] {25, 25, 25, 25}, tree.lengthUm(), 1e-12);
    assertArrayEquals(new double[] {2, 2, 2, 2}, tree.diameterUm(), 1e-12);
    assertArrayEquals(new double[] {12.5, 37.5, 62.5, 87.5}, tree.distanceUm(), 1e-12);
    assertArrayEquals(new double[] {25, 0, 0, 50, 0, 0}, Arrays.copyOfRange(tree.endsUm(), 6, 12), 1e-12);
    assertEquals(25 / Math.PI, tree.axialResistanceMOhm()[2], 1e-12);
  }

  @Test
  void dLambdaCutsAtTheLengthConstantOfTheFrequency() {
    // λ(100 Hz) = √(d/(4π f Ra cm)) = 282.09 um for d = 1 um, Ra = 100 ohm cm, cm = 1 uF/cm2.
    var cable = Morphology.of(Piece.cylinder("cable", 1000, 1));
    assertEquals(36, cable.divide(Division.dLambda(0.1, 100), PROPERTIES).count());
    assertEquals(18, cable.divide(Division.dLambda(0.2, 100), PROPERTIES).count());
    assertEquals(71, cable.divide(Division.dLambda(0.1, 400), PROPERTIES).count());
    assertEquals(51, cable.divide(Division.dLambda(0.1, 100), PROPERTIES.cm(2)).count()); // 35.45 · √2 = 50.13
    // A taper from 1 to 4 um: ∫ dx/√d = 2·1000/(1 + 2).
    assertEquals(24, Morphology.of(Piece.cone("cone", 1000, 1, 4)).divide(Division.dLambda(0.1, 100), PROPERTIES).count());
  }

  @Test
  void aRuleOfALabelGoesBeforeThatOfTheCell() {
    var cell = Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 1).label("basal").on("soma"));
    var tree = cell.divide(Division.maxLength(5).in("soma", Division.fixed(1)).in("basal", Division.fixed(4)), PROPERTIES);
    assertEquals(5, tree.count());
  }

  @Test
  void whatIsAttachedInsideHangsOnTheMiddleOfACompartmentAndRaisesAnEvenCount() {
    var cell = Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 1).on("soma"));
    var tree = cell.divide(Division.fixed(2), PROPERTIES);
    assertArrayEquals(new int[] {0, 1, 2}, tree.sections().getFirst().compartments());
    assertArrayEquals(new int[] {-1, 0, 1, 1, 3}, tree.parent());
    assertEquals(25 * 1e-2 * 100 / (Math.PI * 0.25), tree.axialResistanceMOhm()[3], 1e-9);
    assertEquals(25, tree.distanceUm()[3], 1e-12);
  }

  @Test
  void aBranchPointIsAJointWithTheHalvesOfTheCompartmentsRoundIt() {
    var tree = branched(90, 60, 2).divide(Division.fixed(3), PROPERTIES);
    assertArrayEquals(new int[] {-1, 0, 1, 2, 3, 4, 5, 3, 7, 8}, tree.parent());
    assertTrue(tree.isJoint(3));
    assertEquals(0, tree.lengthUm()[3]);
    assertEquals(90, tree.distanceUm()[3], 1e-12);
    assertEquals(15 / Math.PI, tree.axialResistanceMOhm()[3], 1e-12);
    assertEquals(10 / Math.PI, tree.axialResistanceMOhm()[4], 1e-12);
    assertEquals(10 / Math.PI, tree.axialResistanceMOhm()[7], 1e-12);
    assertEquals(1, IntStream.range(0, tree.count()).filter(tree::isJoint).count());
  }

  @Test
  void aSingleChildNeedsNoJointAndIsNoBranchPoint() {
    var cell = Morphology.of(
        Piece.soma(10), Piece.cylinder("a", 40, 2).on("soma"), Piece.cylinder("b", 40, 2).on("a"),
        Piece.cylinder("c", 40, 2).on("b"), Piece.cylinder("d", 40, 2).on("b"), Piece.cylinder("e", 40, 2).on("soma", 0));
    var tree = cell.divide(Division.fixed(1), PROPERTIES);
    assertArrayEquals(new int[] {-1, 0, 1, 2, 3, 3, 0}, tree.parent());
    assertArrayEquals(new int[] {0, 1, 1, 2, 2, 1}, tree.sections().stream().mapToInt(TreeSection::order).toArray());
    assertEquals(40 / Math.PI, tree.axialResistanceMOhm()[2], 1e-12);
    // The whole half of the soma lies between.
    assertEquals((5 / 25.0 + 20) / Math.PI, tree.axialResistanceMOhm()[6], 1e-12);
    assertEquals(25, tree.distanceUm()[6], 1e-12);
  }

  @Test
  void piecesOnTheStartOfAnotherMeetWhereThatIsAttached() {
    var cell = Morphology.of(
        Piece.cylinder("root", 50, 2), Piece.cylinder("a", 50, 2).on("root"), Piece.cylinder("b", 50, 2).on("a", 0),
        Piece.cylinder("c", 50, 2).on("root", 0), Piece.cylinder("d", 50, 2).on("c", 0));
    var tree = cell.divide(Division.fixed(1), PROPERTIES);
    // root, joint at its end, joint at its start, a, b, c, d.
    assertArrayEquals(new int[] {-1, 0, 0, 1, 1, 2, 2}, tree.parent());
    assertEquals(50, tree.distanceUm()[1]);
    assertEquals(0, tree.distanceUm()[2]);
    assertEquals(25, tree.distanceUm()[6]);
  }

  @Test
  void steadyStateOfTheReferenceCableIsReached() {
    // NEURON 8.2.2, 501 segments, 0.05 nA at x = 0 for 11 time constants (reference/cables/passive-cable): mV at 50 ms.
    double[] reference = {-44.859563, -55.786854, -60.675095, -63.292693};
    var tree = Morphology.of(Piece.cylinder("cable", 1000, 1)).divide(Division.fixed(501), PROPERTIES);
    double[] v = SteadyState.of(tree, 1.0 / 4000, 0, 0.05);
    double[] found = Arrays.stream(new double[] {0.001, 0.25, 0.5, 0.999})
        .map(x -> -65 + v[tree.compartment(Location.at("cable", x))]).toArray();
    assertArrayEquals(reference, found, 2e-3);
  }

  @Test
  void theErrorOfABranchedTreeFallsWithTheSquareOfTheLengthOfCompartments() {
    double g = 1.0 / 4000;
    double exact = inputResistance(400, 250, g);
    double[] error = new double[3];
    for (int k = 0; k < 3; k++) {
      var tree = branched(400, 250, 2).divide(Division.fixed(5 << k), PROPERTIES);
      // The potential at the start is that of the middle of the first compartment and the drop on the way there.
      double half = 200.0 / (5 << k) / Math.PI;
      double atMiddle = SteadyState.of(tree, g, 0, 1)[0];
      error[k] = Math.abs(atMiddle + half - exact);
    }
    assertEquals(4, error[0] / error[1], 0.3);
    assertEquals(4, error[1] / error[2], 0.1);
    assertTrue(error[2] < 1e-3 * exact, error[2] + " of " + exact);
  }

  /** A trunk that ends in two branches of the same diameter, 2 um, sealed (W. Rall 1959, Exp. Neurol. 1:491). */
  private static double inputResistance(double trunkUm, double branchUm, double leakSPerCm2) {
    double lambdaUm = 1e4 * Math.sqrt(1 / leakSPerCm2 * 2e-4 / (4 * 100));
    double infiniteMOhm = 100 * lambdaUm * 1e-2 / Math.PI;
    double branches = 2 * Math.tanh(branchUm / lambdaUm) / infiniteMOhm;
    double t = Math.tanh(trunkUm / lambdaUm);
    return infiniteMOhm * (1 + branches * infiniteMOhm * t) / (branches * infiniteMOhm + t);
  }

  private static Morphology branched(double trunkUm, double branchUm, double diameterUm) {
    return Morphology.of(
        Piece.cylinder("trunk", trunkUm, diameterUm),
        Piece.cylinder("left", branchUm, diameterUm).on("trunk"),
        Piece.cylinder("right", branchUm, diameterUm).on("trunk"));
  }

  @Property(tries = 60)
  void anyTreeKeepsItsAreaAndItsResistancesUnderAnyDivision(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int half) {
    var cell = RandomCells.of(seed);
    var coarse = cell.divide(Division.fixed(1), PROPERTIES);
    var fine = cell.divide(Division.fixed(2 * half + 1), PROPERTIES);
    assertEquals(Arrays.stream(coarse.areaUm2()).sum(), Arrays.stream(fine.areaUm2()).sum(), 1e-6);
    for (int a = 0; a < cell.sections().size(); a++) {
      for (int b = 0; b < a; b++) {
        double expected = between(coarse, a, b);
        assertEquals(expected, between(fine, a, b), 1e-9 * expected);
      }
    }
  }

  /** The resistance between the middles of two sections. */
  private static double between(CompartmentTree tree, int a, int b) {
    var links = toRoot(tree, a);
    for (int link : toRoot(tree, b)) {
      if (!links.remove(link)) {
        links.add(link);
      }
    }
    return links.stream().mapToDouble(i -> tree.axialResistanceMOhm()[i]).sum();
  }

  private static Set<Integer> toRoot(CompartmentTree tree, int section) {
    int[] own = tree.sections().get(section).compartments();
    var way = new HashSet<Integer>();
    for (int i = own[own.length / 2]; i > 0; i = tree.parent()[i]) {
      way.add(i);
    }
    return way;
  }
}
