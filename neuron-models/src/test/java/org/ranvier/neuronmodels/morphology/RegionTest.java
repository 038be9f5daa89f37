package org.ranvier.neuronmodels.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

class RegionTest {
  private static final CableProperties PROPERTIES = CableProperties.ra(100).cm(1);

  /** Compartments: soma 0, trunk 1–4, joint 5, left 6–9, right 10–13, basal 14–17. */
  private final CompartmentTree tree =
      Morphology.of(
              Piece.soma(20),
              Piece.cone("trunk", 200, 3, 2).label("apical").on("soma"),
              Piece.cylinder("left", 100, 1).label("apical", "tuft").on("trunk"),
              Piece.cylinder("right", 160, 1).label("apical", "tuft").on("trunk"),
              Piece.cylinder("dend", 80, 1).label("basal").on("soma"))
          .divide(Division.fixed(4).in("soma", Division.fixed(1)), PROPERTIES);

  @Test
  void labelsSectionsDistancesAndOrdersSelectCompartments() {
    assertArrayEquals(new int[] {0}, tree.compartments(Region.of("soma")));
    assertArrayEquals(new int[] {6, 7, 8, 9, 10, 11, 12, 13}, tree.compartments(Region.of("tuft")));
    assertArrayEquals(new int[] {6, 7, 8, 9}, tree.compartments(Region.of("left")));
    // Middles: 212.5, 237.5, 262.5, 287.5 um on the left, 220, 260, 300, 340 um on the right.
    assertArrayEquals(new int[] {8, 9, 11, 12}, tree.compartments(Region.distance(260, 340)));
    assertArrayEquals(new int[] {1, 2, 3, 4, 14, 15, 16, 17}, tree.compartments(Region.order(1, 1)));
    assertEquals(17, tree.compartments(Region.all()).length);
  }

  @Test
  void regionsCombine() {
    assertArrayEquals(new int[] {0, 14, 15, 16, 17}, tree.compartments(Region.of("soma").or(Region.of("basal"))));
    assertArrayEquals(new int[] {1, 2, 3, 4}, tree.compartments(Region.of("apical").minus(Region.of("tuft"))));
    assertArrayEquals(
        new int[] {12, 13}, tree.compartments(Region.of("tuft").and(Region.distance(290, Double.POSITIVE_INFINITY))));
  }

  @Test
  void aLocationIsAFractionOfASectionOrOfTheLongestWayThroughARegion() {
    assertEquals(0, tree.compartment(Location.at("soma", 0.5)));
    assertEquals(1, tree.compartment(Location.at("trunk", 0)));
    assertEquals(4, tree.compartment(Location.at("trunk", 1)));
    assertEquals(3, tree.compartment(Location.at("trunk", 0.5)));
    // The way through the apical dendrite is trunk and right branch, 360 um.
    assertEquals(1, tree.compartment(Location.at("apical", 0)));
    assertEquals(4, tree.compartment(Location.at("apical", 0.5)));
    assertEquals(11, tree.compartment(Location.at("apical", 0.7)));
    assertEquals(13, tree.compartment(Location.at("apical", 1)));
    assertEquals(10, tree.compartment(Location.at(Region.of("tuft"), 0)));
    assertEquals(12, tree.compartment(Location.at(Region.distance(250, 320), 1)));
  }

  @Test
  void descriptionsShowSectionsAndCompartments() {
    var text = tree.describe();
    assertTrue(text.startsWith("5 sections, 17 compartments and 1 joints, 560.0 um long in all"), text);
    assertTrue(text.lines().anyMatch(l -> l.matches("  right +apical tuft +trunk +2 +160\\.000 +502\\.655 +10…13")), text);
    assertTrue(text.lines().anyMatch(l -> l.matches("  5 +trunk \\(joint\\) +4 +200\\.000 +– .*")), text);
    assertTrue(text.lines().anyMatch(l -> l.matches("  0 +soma +– +0\\.000 +20\\.000 +20\\.000 +1256\\.637 +–")), text);
  }

  @Test
  void refusesARegionThatSelectsNothing() {
    assertRefused(
        "region 'axon' selects no compartment of the cell; its labels are [apical, basal, soma, tuft], its distances reach 340.0 um, its orders 2",
        () -> tree.compartments(Region.of("axon")));
    assertRefused(
        "region ('basal' and distance 100.0..200.0 um) selects no compartment of the cell;",
        () -> tree.compartments(Region.of("basal").and(Region.distance(100, 200))));
    assertRefused("region 'axn' selects no compartment", () -> tree.compartment(Location.at("axn", 0.5)));
  }

  @Test
  void refusesWhatCannotBeARegionOrALocation() {
    assertRefused("location 'soma'(1.5) lies outside the cell: the fraction must be from 0 to 1", () -> Location.at("soma", 1.5));
    assertRefused("location 'soma'(NaN) lies outside the cell", () -> Location.at("soma", Double.NaN));
    assertRefused("region by distance from 30.0 to 20.0 um: needs 0 <= from < to", () -> Region.distance(30, 20));
    assertRefused("region by branching order from 2 to 1: needs 0 <= from <= to", () -> Region.order(2, 1));
  }

  private static void assertRefused(String start, Supplier<Object> action) {
    var refusal = assertThrows(RanvierException.class, action::get);
    assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
  }
}
