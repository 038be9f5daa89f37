package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;

/** Gap junctions between cells of compartments. */
final class CellJunctionTest {
  private static final double AREA = Math.PI * 20 * 20; // um²
  private static final double CAPACITANCE = AREA * 0.01; // pF, at 1 uF/cm²
  private static final double LEAK = AREA * 0.05 * 0.01; // nS, at 0.05 mS/cm²

  private static Cell ball(Integrator integrator) {
    var tree = Morphology.of(Piece.soma(20)).divide(Division.fixed(1), CableProperties.ra(100).cm(1));
    return Cell.of("ball", tree).insert("leak", Region.of("soma"), Map.of("g_max", 0.05, "E", -65.0)).integrator(integrator);
  }

  private static Cell stick(String name, double length, double at) {
    var tree =
        Morphology.of(Piece.soma(15), Piece.cylinder("dend", length, 1.5).on("soma"))
            .divide(Division.maxLength(20).in("soma", Division.fixed(1)), CableProperties.ra(100).cm(1));
    return Cell.of(name, tree)
        .insert("leak", Region.all(), Map.of("g_max", 0.05, "E", -65.0))
        .gap("gap", Location.at("dend", at));
  }

  /** The difference of two cells decays with C/(g_L + 2·g). */
  @ParameterizedTest
  @CsvSource({"BACKWARD_EULER,false,1,0.15", "CRANK_NICOLSON,true,2,0.01"})
  void theDifferenceOfTwoBallsDecaysAsInTheClosedForm(Integrator integrator, boolean interpolated, int order, double boundMv) {
    double t = 4;
    double g = 1.5;
    double mean = -65 + 5 * Math.exp(-t * LEAK / CAPACITANCE);
    double difference = 40 * Math.exp(-t * (LEAK + 2 * g) / CAPACITANCE);
    double[] expected = {mean + difference / 2, mean - difference / 2};
    double[] errors = new double[4];
    for (int k = 0; k < errors.length; k++) {
      var net = new Network("two").resolution(ms(0.1 / (1 << k)));
      var cells =
          net.population("cells", 2, ball(integrator).gap("gap", Location.at("soma", 0.5)).model()).initial("V_m", each(Units::mV, -40, -80));
      var gap = net.connect(cells.range(0, 1), cells.range(1, 2)).receptor("gap").rule(oneToOne()).weight(nS(g)).symmetric();
      if (interpolated) {
        gap.interpolated();
      }
      net.record(cells, "V_m").every(ms(t));
      errors[k] = Courses.distance(expected, Courses.last(Courses.of(net, 1, t)));
    }
    assertTrue(errors[1] < boundMv, Arrays.toString(errors));
    for (int k = 1; k < errors.length; k++) {
      assertEquals(order, Math.log(errors[k - 1] / errors[k]) / Math.log(2), 0.3, Arrays.toString(errors));
    }
  }

  /** The shift of one soma's steady potential by a current into the other. */
  private static double transfer(boolean intoFirst, double current) {
    var net = new Network("pair");
    Population a = net.population("a", 1, stick("a", 200, 0.8).model());
    Population b = net.population("b", 1, stick("b", 350, 0.4).model());
    net.connect(a, b).receptor("gap").rule(oneToOne()).weight(nS(2)).symmetric();
    net.current(intoFirst ? a : b).from(ms(0), pA(current));
    net.record(intoFirst ? b : a, "V_m").every(ms(400));
    return Courses.last(Courses.of(net, 1, 400))[0] + 65;
  }

  @Test
  void dendritesThatDifferPassCurrentBothWaysAlike() {
    double forward = transfer(true, 20);
    assertTrue(forward > 1, "forward " + forward);
    assertEquals(forward, transfer(false, 20), 1e-6);
    assertEquals(2 * forward, transfer(true, 40), 1e-6);
  }

  @Test
  void aStrongJunctionIsStable() {
    var net = new Network("strong");
    var cells =
        net.population("cells", 2, ball(Integrator.BACKWARD_EULER).gap("gap", Location.at("soma", 0.5)).model()).initial("V_m", each(Units::mV, -40, -80));
    net.connect(cells.range(0, 1), cells.range(1, 2)).receptor("gap").rule(oneToOne()).weight(nS(10_000)).symmetric(); // 160 times C/h
    net.record(cells, "V_m").every(ms(0.1));
    double[][] courses = Courses.of(net, 1, 100)[0].values();
    for (double[] course : courses) {
      assertTrue(Arrays.stream(course).allMatch(v -> v > -80.01 && v < -39.99));
    }
    assertEquals(courses[0][999], courses[1][999], 0.1);
  }

  @Test
  void aSpikePassesFromCellToCellAndToPointNeuronsWhateverTheThreads() {
    CellModel cell =
        Cell.of(
                "active",
                Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 2).on("soma")).divide(Division.maxLength(25), CableProperties.ra(100).cm(1)))
            .insert("hh", Region.all())
            .gap("gap", Location.at("dend", 0.5))
            .gap("point", Location.at("soma", 0.5), "V_m")
            .detect(Location.at("soma", 0.5), -10)
            .model();
    double[][] found = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      var net = new Network("sync").resolution(ms(0.025));
      var cells = net.population("cells", 130, cell).initial("V_m", uniform(mV(-70), mV(-60)));
      var points = net.population("points", 70, "hh_psc_alpha_gap");
      net.connect(cells, cells).receptor("gap").rule(pairwiseBernoulli(0.1)).weight(uniform(nS(0.5), nS(2))).symmetric();
      net.connect(cells.range(0, 70), points).receptor("gap").rule(oneToOne()).weight(nS(2));
      net.connect(points, cells.range(0, 70)).receptor("point").rule(oneToOne()).weight(nS(2));
      net.current(cells.range(0, 10)).from(ms(1), pA(800));
      net.record(cells, "V_m", "gap.v").every(ms(1));
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        sim.run(ms(40));
        var cellTrains = sim.spikes().trainsMs(sim.spikes().population("cells"));
        long driven = Arrays.stream(cellTrains).skip(10).filter(t -> t.length > 0).count();
        assertTrue(driven > 20, "cells that fire without a current of their own: " + driven);
        found[threads - 1] = Arrays.stream(sim.traces().get(1).values()).flatMapToDouble(Arrays::stream).toArray();
      }
    }
    assertArrayEquals(found[0], found[1]);
  }

  /** A gate that stands still in a clamped source is a conductance, which shifts the target's potential as in the closed form. */
  @Test
  void aGradedSynapseIsAConductanceThatTheOthersGateOpens() {
    var source =
        Cell.of("source", Morphology.of(Piece.soma(20)).divide(Division.fixed(1), CableProperties.ra(100).cm(1)))
            .insert("leak", Region.of("soma"), Map.of("g_max", 0.05, "E", -30.0))
            .insert("Ih", Region.of("soma"), Map.of("g_max", 0.0))
            .observe("s", Location.at("soma", 0.5), "Ih", "m")
            .initialPotential(-80)
            .model();
    var target = ball(Integrator.BACKWARD_EULER).graded("release", Location.at("soma", 0.5), "s", 0).model();
    double[][][] found = new double[2][][];
    for (int k = 0; k < 2; k++) {
      var net = new Network("graded");
      var a = net.population("a", 3, source);
      var b = net.population("b", 2, target);
      net.connect(a, b).receptor("release").rule(allToAll()).weight(nS(0.3));
      net.current(a).from(ms(0), pA(-300 * k));
      net.record(a, "s").every(ms(2000));
      net.record(b, "V_m").every(ms(2000));
      var traces = Courses.of(net, 1, 2000);
      found[k] = new double[][] {traces[0].values()[0], traces[1].values()[1]};
      double g = 3 * 0.3 * found[k][0][0];
      assertEquals(-65 * LEAK / (LEAK + g), found[k][1][0], 1e-3);
    }
    assertTrue(found[1][0][0] > found[0][0][0] + 0.05, Arrays.deepToString(found));
    assertTrue(found[1][1][0] > found[0][1][0] + 1, Arrays.deepToString(found));
  }

  @Test
  void mistakesAreRefused() {
    assertThrows(RanvierException.class, () -> stick("a", 100, 0.5).graded("release", Location.at("soma", 0.5), "s", Double.NaN));
    var taken = assertThrows(RanvierException.class, () -> stick("a", 100, 0.5).gap("gap", Location.at("soma", 0.5)));
    assertEquals("cell 'a': label 'gap' is taken; insert gap junctions under a label of its own", taken.getMessage());
    assertThrows(RanvierException.class, () -> stick("a", 100, 0.5).gap("other", Location.at("tuft", 0.5)));
    var exact =
        assertThrows(RanvierException.class, () -> ball(Integrator.EXACT).gap("gap", Location.at("soma", 0.5)).model());
    assertEquals("cell 'ball': the exact propagator takes no gap junctions and graded synapses, such as 'gap'; use another integrator", exact.getMessage());
    var net = new Network("unlike");
    var points = net.population("points", 1, "hh_psc_alpha_gap");
    var cells = net.population("cells", 1, stick("a", 100, 0.5).model());
    net.connect(points, cells).receptor("gap").rule(allToAll()).weight(nS(1));
    String refused = assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
    assertTrue(refused.startsWith("projection points→cells: coupling 'gap' hears gap.v in mV, but hh_psc_alpha_gap of population 'points' has only"), refused);
  }
}
