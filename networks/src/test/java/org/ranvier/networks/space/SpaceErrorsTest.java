package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.space.Kernel.gaussian;
import static org.ranvier.networks.space.Layout.grid;
import static org.ranvier.networks.space.Layout.positions;
import static org.ranvier.networks.space.Layout.scattered;
import static org.ranvier.networks.space.Mask.box;
import static org.ranvier.networks.space.Mask.disc;
import static org.ranvier.networks.space.Profile.conduction;
import static org.ranvier.networks.values.Units.metresPerSecond;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import javax.measure.quantity.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Mistakes about space are refused by a message that names the thing, the value, what is allowed, and the mend. */
class SpaceErrorsTest {
  private static void refused(String message, Executable work) {
    assertEquals(message, assertThrows(RanvierException.class, work).getMessage());
  }

  private static Layout sheet() {
    return grid(20, 20).extent(mm(1), mm(1)).periodic();
  }

  private static void build(Layout source, Layout target, ConnectionRule rule, SynapticValue<?> weight, SynapticValue<Time> delay) {
    var net = new Network("net");
    var e = net.population("E", 400, "iaf_psc_exp").positions(source);
    var i = net.population("I", 400, "iaf_psc_exp").positions(target);
    net.connect(e, i).rule(rule).weight(weight).delay(delay);
    Simulation.of(net, Simulation.Options.DEFAULT.threads(1)).close(); // so that there is a first mistake
  }

  private static void build(ConnectionRule rule) {
    build(sheet(), sheet(), rule, Distribution.constant(pA(1)), Distribution.constant(ms(1)));
  }

  @Test
  void positionsOutsideOfTheSheet() {
    refused(
        "population 'E': neuron 1 at (600, 0) µm lies outside of the sheet, which is -500 µm … 500 µm along x; move it, or give a larger .extent(…)",
        () -> positions(Units::um, new double[][] {{0, 0}, {600, 0}}).extent(mm(1), mm(1)).place("E", 2));
    var jittered = grid(10, 10).extent(mm(1), mm(1)).jitter(um(100));
    String message = String.valueOf(assertThrows(RanvierException.class, () -> jittered.place("E", 100)).getMessage());
    assertTrue(message.contains("lies outside of the sheet, which is -500 µm … 500 µm along"), message);
    jittered.periodic().place("E", 100);
  }

  @Test
  void numbersOfPositions() {
    refused(
        "population 'E': grid(20, 20) has 400 places, but the population has 399 neurons; give it as many as there are places",
        () -> sheet().place("E", 399));
    refused("population 'E': 2 positions for 3 neurons; give one for each", () -> positions(Units::um, new double[][] {{0}, {1}}).place("E", 3));
    refused(
        "position 1 [1.0] must have 2 finite coordinates, as the first has", () -> positions(Units::um, new double[][] {{0, 0}, {1}}));
  }

  @Test
  void layoutsWithoutAnExtent() {
    refused(
        "population 'E': grid(2, 2) has no extent; add .extent(mm(1), mm(1)) or .spacing(um(25))", () -> grid(2, 2).periodic().place("E", 4));
    refused("grid(2, 2): extent has 1 value; give 2, one for each axis", () -> grid(2, 2).extent(mm(1)));
    String message =
        assertThrows(RanvierException.class, () -> positions(Units::um, new double[][] {{0}, {1}}).periodic().place("E", 2)).getMessage();
    assertTrue(String.valueOf(message).contains("is periodic but has no extent; add .extent("), message);
  }

  @Test
  void missingPositions() {
    var net = new Network("net");
    var e = net.population("E", 10, "iaf_psc_exp");
    net.connect(e, e).rule(pairwiseBernoulli(gaussian(um(100)))).weight(pA(1)).delay(ms(1));
    refused(
        "population 'E' has no positions; add .positions(grid(40, 40).extent(mm(1), mm(1))) or another layout", () -> Simulation.of(net).close());
  }

  @Test
  void twoSpaces() {
    refused(
        "projection E→I: the sources' positions have 2 dimensions and the targets' 1; lay both out in the same space",
        () -> build(sheet(), scattered(mm(1)), pairwiseBernoulli(gaussian(um(100))), Distribution.constant(pA(1)), Distribution.constant(ms(1))));
    refused(
        "projection E→I: along x the sources' sheet is periodic over 1000 µm and the targets' not periodic; make both periodic over the same length, or neither",
        () ->
            build(
                sheet(), sheet().periodic(false), pairwiseBernoulli(gaussian(um(100))), Distribution.constant(pA(1)), Distribution.constant(ms(1))));
  }

  @Test
  void functionsForAnotherSpace() {
    refused(
        "projection E→I: gaussian(1 µm, 2 µm, 3 µm) is made for 3 dimensions, but the positions have 2; give it one length for each dimension",
        () -> build(pairwiseBernoulli(gaussian(um(1), um(2), um(3)))));
    refused(
        "projection E→I: box(100 µm) is made for 1 dimension, but the positions have 2; give it one length for each dimension",
        () -> build(pairwiseBernoulli(0.1).within(box(um(100)))));
  }

  @Test
  void masksLargerThanAPeriodicSheet() {
    refused(
        "projection E→I: mask disc(600 µm) reaches 600 µm along x, more than half of the periodic sheet's 1000 µm; use at most 500 µm, or a larger sheet",
        () -> build(pairwiseBernoulli(0.1).within(disc(um(600)))));
    build(pairwiseBernoulli(0.1).within(disc(um(500))));
  }

  @Test
  void probabilitiesOutOfRange() {
    refused(
        "projection E→I: connection probability is 1.5 at distance 0 µm (from neuron 0 at (-475, -475) µm to neuron 0 at (-475, -475) µm);"
            + " it must be between 0 and 1: scale the kernel with .times(…), or bound it with .clip(0, 1)",
        () -> build(pairwiseBernoulli(gaussian(um(100)).times(1.5).cutoff(um(10)))));
    refused(
        "projection E→I: connection probability is NaN at distance 0 µm (from neuron 0 at (-475, -475) µm to neuron 0 at (-475, -475) µm);"
            + " it must be between 0 and 1: scale the kernel with .times(…), or bound it with .clip(0, 1)",
        () -> build(pairwiseBernoulli(Kernel.of(d -> d / d).cutoff(um(10)))));
    String message =
        assertThrows(RanvierException.class, () -> build(pairwiseBernoulli(Kernel.of(d -> d > 450 && d < 460 ? -0.1 : 0)))).getMessage();
    assertTrue(String.valueOf(message).startsWith("projection E→I: connection probability is -0.1 at distance 45"), message);
    // A probability above 1 where there is no pair does no harm.
    build(pairwiseBernoulli(gaussian(um(100)).times(1.01)).within(Mask.annulus(um(40), um(100))));
  }

  /** The mistake is at one pair only, which no sample of targets sees: it is found by the worker that has the target. */
  @Test
  void aProbabilityOutOfRangeAtOnePairIsFound() {
    var net = new Network("net");
    double[][] points = new double[1000][];
    for (int k = 0; k < points.length; k++) {
      points[k] = new double[] {k == 993 ? 2000 : k};
    }
    var e = net.population("E", 1000, "iaf_psc_exp").positions(positions(Units::um, points));
    var last = net.population("last", 1, "iaf_psc_exp").positions(positions(Units::um, new double[][] {{1995}}));
    net.connect(last, e).rule(pairwiseBernoulli(Kernel.of(d -> d < 6 ? 2 : 0))).weight(pA(1)).delay(ms(1));
    refused(
        "projection last→E: connection probability is 2.0 at distance 5 µm (from neuron 0 at (1995) µm to neuron 993 at (2000) µm);"
            + " it must be between 0 and 1: scale the kernel with .times(…), or bound it with .clip(0, 1)",
        () -> Simulation.of(net, Simulation.Options.DEFAULT.threads(2)).close());
  }

  @Test
  void tooFewSources() {
    refused(
        "projection E→I: in-degree 30, but neuron 0 at (-475, -475) µm has only 13 possible sources within the mask and the kernel's reach;"
            + " widen them, lower the in-degree, or allow multapses",
        () -> build(fixedInDegree(30).within(disc(um(100))).withoutMultapses()));
    refused(
        "projection E→I: in-degree 30, but neuron 0 at (-475, -475) µm has no possible source within the mask and the kernel's reach;"
            + " widen them, or lower the in-degree",
        () -> build(fixedInDegree(30).within(Mask.annulus(um(10), um(20)))));
  }

  @Test
  void delaysBelowTheResolution() {
    refused(
        "projection E→I: delay distance(300 µm) × 1 ms + 0.04 ms may be below the resolution 0.1 ms; bound it, as in .clip(ms(0.1), ms(10))",
        () ->
            build(
                sheet(), sheet(), pairwiseBernoulli(0.1), Distribution.constant(pA(1)), conduction(ms(0.04), metresPerSecond(0.3))));
    build(
        sheet(), sheet(), pairwiseBernoulli(0.1), Distribution.constant(pA(1)),
        conduction(ms(0), metresPerSecond(0.3)).clip(ms(0.1), ms(10)));
    refused(
        "projection E→I: delay own function of distance × 1 ms may be below the resolution 0.1 ms; bound it, as in .clip(ms(0.1), ms(10))",
        () -> build(sheet(), sheet(), pairwiseBernoulli(0.1), Distribution.constant(pA(1)), Kernel.of(d -> 1).times(ms(1))));
  }

  @Test
  void weightsThatAreNoNumbers() {
    String message =
        assertThrows(
                RanvierException.class,
                () -> build(sheet(), sheet(), oneToOne(), Kernel.of(d -> 1 / d).times(pA(1)), Distribution.constant(ms(1))))
            .getMessage();
    assertEquals(
        "projection E→I: weight is Infinity at distance 0 µm (from neuron 0 at (-475, -475) µm to neuron 0 at (-475, -475) µm); it must be a finite number",
        message);
  }

  @Test
  void masksOnRulesThatHaveNone() {
    refused("OneToOne cannot be bounded by a mask; pairwiseBernoulli, fixedInDegree and allToAll can", () -> oneToOne().within(disc(um(1))));
  }

  @Test
  void emptyRegions() {
    var e = new Network("net").population("E", 400, "iaf_psc_exp").positions(sheet());
    refused("population 'E' has no neuron within disc(10 µm) around (0, 0) µm", () -> e.within(disc(um(10))));
    refused(
        "population 'E': the middle of a region needs 2 coordinates, one for each dimension of the positions, not 1",
        () -> e.within(disc(um(10)), um(1)));
  }
}
