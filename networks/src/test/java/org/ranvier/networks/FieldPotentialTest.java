package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.extracellular.Electrode;
import org.ranvier.neuronmodels.extracellular.LineSource;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** Local field potentials of cells of compartments in a network. */
final class FieldPotentialTest {
  private static final int PARTS = 10;
  private static final Electrode NEAR = new Electrode(20, 150, 10);

  private static CompartmentTree tree() {
    return Morphology.of(Piece.soma(20), Piece.cylinder("dend", 300, 2).on("soma"))
        .divide(Division.fixed(PARTS).in("soma", Division.fixed(1)), CableProperties.ra(150).cm(1));
  }

  /** In a steady state, what leaves through the membrane is the leak, and what has been injected. */
  @Test
  void inASteadyStateItIsThePotentialOfTheLeak() {
    var tree = tree();
    var cell = Cell.of("stick", tree).insert("leak", Region.all(), Map.of("g_max", 0.1, "E", -65.0)).electrode("lfp", NEAR, 0.3);
    String[] names = new String[PARTS + 2];
    names[0] = "lfp";
    names[1] = "V_m";
    for (int k = 0; k < PARTS; k++) {
      names[k + 2] = "v" + k;
      cell.observe(names[k + 2], Location.at("dend", (k + 0.5) / PARTS));
    }
    double injected = 200;
    double[] place = {0, 40, -300};
    var net = new Network("steady");
    var cells = net.population("cells", 3, cell.model()).set("x", each(Units::um, place));
    net.current(cells).from(ms(0), pA(injected));
    net.record(cells, names).every(ms(400));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(400));
      List<StateTrace> traces = sim.traces();
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double[] currents = new double[PARTS + 1];
        double total = 0;
        for (int c = 0; c <= PARTS; c++) {
          double v = traces.get(c + 1).values()[i][0];
          currents[c] = 0.1 * tree.areaUm2()[c] * 1e-5 * (v + 65); // mS/cm² · um² · mV in nA
          total += currents[c];
        }
        currents[0] -= injected * 1e-3;
        assertEquals(injected * 1e-3, total, 1e-6);
        var seen = new Electrode(NEAR.xUm() - place[i], NEAR.yUm(), NEAR.zUm());
        double expected = LineSource.potentials(LineSource.coefficients(tree, List.of(seen), 0.3), currents)[0];
        assertTrue(Math.abs(expected) > 1e-6);
        assertEquals(expected, traces.getFirst().values()[i][0], 1e-5 * Math.abs(expected));
        sum += expected;
      }
      assertEquals(sum, traces.getFirst().sum()[0], 1e-8);
    }
  }

  @Test
  void itIsRecordedInANetworkThatFiresWhateverTheThreads() {
    double[][] found = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      var cell =
          Cell.of("active", tree())
              .insert("hh", Region.of("soma"))
              .insert("leak", Region.of("dend"), Map.of("g_max", 0.1))
              .synapse("exc", "exp_syn", Location.at("dend", 0.8), Map.of("tau", 2.0))
              .electrode("lfp", NEAR, 0.3)
              .detect(Location.at("soma", 0.5), -10)
              .model();
      double[] x = new double[150];
      Arrays.setAll(x, i -> 7.0 * i - 500);
      var net = new Network("lfp").resolution(ms(0.05));
      var cells = net.population("cells", 150, cell).set("x", each(Units::um, x));
      net.connect(cells, cells).receptor("exc").rule(fixedInDegree(5)).weight(nS(1)).delay(ms(1));
      net.poisson("drive", cells).receptor("exc").rate(Hz(1000)).weight(nS(3));
      net.record(cells, "lfp").every(ms(0.5));
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        sim.run(ms(100));
        assertTrue(sim.spikes().size() > 150);
        found[threads - 1] = sim.traces().getFirst().sum();
        double most = Arrays.stream(found[threads - 1]).map(Math::abs).max().orElseThrow();
        assertTrue(most > 0.005 && most < 5, "mV " + most);
      }
    }
    assertArrayEquals(found[0], found[1]);
  }

  @Test
  void mistakesAreRefused() {
    var cell = Cell.of("stick", tree()).insert("leak", Region.all(), Map.of("g_max", 0.1));
    assertThrows(RanvierException.class, () -> cell.electrode("lfp", NEAR, 0));
    assertThrows(RanvierException.class, () -> cell.electrode("lfp", new Electrode(Double.NaN, 0, 0), 0.3));
    var exact = cell.electrode("lfp", NEAR, 0.3).integrator(Integrator.EXACT);
    assertEquals(
        "cell 'stick': the exact propagator takes no electrodes, such as 'lfp'; use another integrator",
        assertThrows(RanvierException.class, exact::model).getMessage());
  }
}
