package org.ranvier.neuronmodels.swc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

class SwcErrorsTest {
  private static final String SOMA = "1 1 0 0 0 5 -1";

  @Test
  void malformedLinesAreNamedAllAtOnce() {
    assertRefused(
        """
        cell.swc, line 2: '2 3 6 0 0 1' has 6 values; a point has seven: number type x y z radius parent
        cell.swc, line 3: the x 'six' is not a number
        cell.swc, line 5: the number '4.5' is not a whole number
        cell.swc, line 6: the y 'NaN' is not a number
        cell.swc, line 7: the number -6 of the point is negative
        cell.swc, line 8: the parent -2 is negative; -1 marks the root
        cell.swc, line 9: the type -1 is negative; 1 is soma, 2 axon, 3 dendrite, 4 apical dendrite""",
        SOMA, "2 3 6 0 0 1", "3 3 six 0 0 1 1", "# fine", "4.5 3 6 0 0 1 1", "5 3 6 NaN 0 1 1", "-6 3 6 0 0 1 1",
            "7 3 6 0 0 1 -2", "8 -1 6 0 0 1 1");
  }

  @Test
  void onlyTheFirstTenMistakesAreShown() {
    var lines = new ArrayList<>(List.of(SOMA));
    for (int k = 2; k < 40; k++) {
      lines.add(k + " 3 0 0 0 x 1");
    }
    var message = assertThrows(RanvierException.class, () -> Swc.parse("cell.swc", lines)).getMessage();
    assertEquals(11, message.lines().count());
    assertEquals("… and 28 more", message.lines().toList().getLast());
  }

  @Test
  void radiiMustBePositive() {
    assertRefused("cell.swc, line 2: the radius 0 must be positive; give point 2 that of its neighbours, or all such points the smallest radius"
        + " of the file (--zero-radius smallest)", SOMA, "2 3 6 0 0 0 1");
    assertRefused("cell.swc, line 1: the radius -5 must be positive; give point 1 that of its neighbours", "1 1 0 0 0 -5 -1");
    assertRefused("cell.swc, line 1: the radius 0 of point 1 of the soma must be positive", "1 1 0 0 0 0 -1");
  }

  @Test
  void radiiAndPlacesThatNoNeuronHasAreRefused() {
    assertRefused(
        "cell.swc, line 1: the radius 1.0E308 um of point 1 must be from 1.0E-6 to 1000000.0 um; if the file is in another unit, name it"
            + " (--unit nm)",
        "1 1 0 0 0 1e308 -1");
    assertRefused(
        "cell.swc, line 2: the radius 1.0E-320 um of point 2 must be from 1.0E-6 to 1000000.0 um; if the file is in another unit, name it"
            + " (--unit nm)",
        SOMA, "2 3 6 0 0 1e-320 1");
    assertRefused(
        "cell.swc, line 2: the place (1.0E300, 0.0, 0.0) um of point 2 must lie within 1.0E9 um of the origin; if the file is in another unit,"
            + " name it (--unit nm)",
        SOMA, "2 3 1e300 0 0 1 1");
    assertRefused("cell.swc, line 2: the type '4294967299' is not a whole number", SOMA, "2 4294967299 6 0 0 1 1");
    assertRefused("cell.swc, line 2: the number '9223372036854775808' is not a whole number", SOMA, "9223372036854775808 3 6 0 0 1 1");
  }

  @Test
  void aLongRingIsNotShownWhole() {
    var lines = new ArrayList<String>();
    int n = 50_000;
    for (int k = 1; k <= n; k++) {
      lines.add(k + " 3 " + k + " 0 0 1 " + (k % n + 1));
    }
    var message = assertThrows(RanvierException.class, () -> Swc.parse("cell.swc", lines)).getMessage();
    assertTrue(message.length() < 300 && message.contains("49980 more"), message);
  }

  @Test
  void pointsThatAreThereTwiceOrNotAtAllAreNamed() {
    assertRefused("cell.swc, line 3: point 2 is there already, in line 2", SOMA, "2 3 6 0 0 1 1", "2 3 9 0 0 1 1");
    assertRefused("cell.swc, line 2: point 2 hangs on point 7, which is not in the file", SOMA, "2 3 6 0 0 1 7");
  }

  @Test
  void ringsAreNamed() {
    assertRefused(
        "cell.swc, line 3: point 3 is its own ancestor: 3 → 5 → 4 → 3", SOMA, "2 3 6 0 0 1 1", "3 3 7 0 0 1 5", "4 3 8 0 0 1 3",
            "5 3 9 0 0 1 4");
    assertRefused("cell.swc, line 2: point 2 is its own ancestor: 2 → 2", SOMA, "2 3 6 0 0 1 2");
  }

  @Test
  void partsThatAreNotConnectedAreNamed() {
    assertRefused(
        "cell.swc, line 3: point 3 has no parent and so starts a part that is not connected to point 1 of line 1; a cell is one tree:"
            + " attach it, put it into a file of its own, or keep the tree of the soma (--roots soma)",
        SOMA, "2 3 6 0 0 1 1", "3 3 7 0 0 1 -1");
  }

  @Test
  void twoSomataAreRefused() {
    assertRefused(
        "cell.swc, line 3: point 3 of the soma hangs on point 2 of type 3, so that there are two somata; a cell has one",
        SOMA, "2 3 6 0 0 1 1", "3 1 20 0 0 5 2");
  }

  @Test
  void branchesWithoutLengthAreRefused() {
    assertRefused(
        "cell.swc, line 4: point 4 lies where its parent lies, so that its branch has no length; remove one of them",
        SOMA, "2 3 6 0 0 1 1", "3 3 9 0 0 1 2", "4 3 9 0 0 1 3", "5 3 12 0 0 1 3");
    assertRefused("cell.swc, line 2: all points of the soma lie at one place; leave one of them", SOMA, "2 1 0 0 0 5 1");
    assertRefused("cell.swc, line 1: one point that is no soma is no cell; it needs a second point", "1 3 0 0 0 5 -1");
  }

  @Test
  void anEmptyOrMissingFileIsNamed() {
    assertRefused("cell.swc: the file holds no points", "# nothing", "");
    assertEquals(
        "there is no morphology no/such.swc; check the path",
        assertThrows(RanvierException.class, () -> Swc.read(Path.of("no/such.swc"))).getMessage());
  }

  private static void assertRefused(String message, String... lines) {
    assertEquals(message, assertThrows(RanvierException.class, () -> Swc.parse("cell.swc", List.of(lines))).getMessage());
  }
}
