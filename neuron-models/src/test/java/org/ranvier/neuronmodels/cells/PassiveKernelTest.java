package org.ranvier.neuronmodels.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

class PassiveKernelTest {
  private static Cell cell(CompartmentTree tree, Integrator integrator) {
    return Cell.of("passive", tree).insert("leak", Region.all(), Map.of("g_max", 0.08, "E", -67.0)).integrator(integrator)
        .synapse("exc", "exp_current", Location.at(tree.sections().getLast().name(), 0.5), Map.of("tau", 3.0));
  }

  /** The potential at the soma after some time with an injected current and one spike at 2 ms. */
  private static double run(CellModel model, double step, double duration) {
    double[] current = new double[16];
    float[] input = new float[16];
    var kernel = model.kernel("cell", ParameterValues.of("cell", model.parameters(), 1, Map.of()))
        .create(new SliceContext("cell", 0, 1, 16, 1, new TimeGrid(step), input, new int[] {0}, current));
    for (int k = 1; k <= Math.round(duration / step); k++) {
      current[0] = k * step > 5 ? 30 : -10;
      input[0] = k == Math.round(2 / step) ? 80 : 0;
      kernel.advance(k, 0, 1, new SpikeSink());
    }
    return kernel.state().find("V_m").orElseThrow().values()[0];
  }

  /** Two equal compartments: the sum decays with the membrane, the difference with membrane and coupling; both by hand. */
  @Test
  void twoCompartmentsFollowTheClosedForm() {
    var tree = Morphology.of(Piece.cylinder("a", 100, 2), Piece.cylinder("b", 100, 2).on("a")).divide(Division.fixed(1),
        CableProperties.ra(200).cm(1));
    var model = Cell.of("two", tree).insert("leak", Region.all(), Map.of("g_max", 0.08, "E",
        -67.0)).integrator(Integrator.EXACT).initialPotential(-67).model();
    double[] current = new double[16];
    var kernel = model.kernel("cell", ParameterValues.of("cell", model.parameters(), 1, Map.of()))
        .create(new SliceContext("cell", 0, 1, 16, 1, new TimeGrid(0.1), new float[0], new int[0], current));
    double area = Math.PI * 200; // um²
    double capacitance = area * 0.01; // pF
    double membrane = 0.08; // 1/ms: 0.08 mS/cm² over 1 uF/cm²
    double resistance = 200 * 100e-4 / (Math.PI * 1e-8) * 1e-9; // GOhm
    double coupling = 2 / (resistance * capacitance);
    for (int k = 1; k <= 300; k++) {
      current[0] = 10;
      kernel.advance(k, 0, 1, new SpikeSink());
      double t = 0.1 * k;
      double sum = 10 / capacitance / membrane * (1 - Math.exp(-membrane * t));
      double difference = 10 / capacitance / (membrane + coupling) * (1 - Math.exp(-(membrane + coupling) * t));
      assertEquals(-67 + (sum + difference) / 2, kernel.state().find("V_m").orElseThrow().values()[0], 1e-9);
    }
  }

  @Test
  void theStepDoesNotMatterAndImplicitMethodsConvergeToIt() {
    var tree = Morphology.of(Piece.soma(15), Piece.cylinder("trunk", 80, 2).on("soma", 1), Piece.cylinder("left", 60,
        1).on("trunk"), Piece.cylinder("right", 50, 1).on("trunk"))
        .divide(Division.fixed(2).in("soma", Division.fixed(1)), CableProperties.ra(150).cm(1)); // with a joint
    CellModel exact = cell(tree, Integrator.EXACT).model();
    double fine = run(exact, 0.1, 20);
    assertEquals(fine, run(exact, 0.5, 20), 1e-9);
    double coarseError = Math.abs(run(cell(tree, Integrator.CRANK_NICOLSON).model(), 0.05, 20) - fine);
    double fineError = Math.abs(run(cell(tree, Integrator.CRANK_NICOLSON).model(), 0.0125, 20) - fine);
    assertTrue(fineError < 1e-5 && coarseError > 10 * fineError, coarseError + " " + fineError);
  }

  @Test
  void whatIsNotLinearIsRefused() {
    var tree = Morphology.of(Piece.soma(15)).divide(Division.fixed(1), CableProperties.ra(150).cm(1));
    refused(cell(tree, Integrator.EXACT).insert("hh", Region.all()), "channels that are not passive");
    refused(cell(tree, Integrator.EXACT).synapse("x", "exp_syn", Location.at("soma", 0.5), Map.of()),
        "the synapse 'x', which is not linear");
    var large = Morphology.of(Piece.cylinder("a", 1000, 1)).divide(Division.fixed(100), CableProperties.ra(150).cm(1));
    refused(cell(large, Integrator.EXACT), "at most 64");
    var model = cell(tree, Integrator.EXACT).model();
    var values = ParameterValues.of("p", model.parameters(), 2, Map.of("leak.g_max", new double[] {0.1, 0.2}));
    var slice = new SliceContext("p", 0, 2, 16, 1, new TimeGrid(0.1), new float[16], new int[] {0}, new double[16]);
    var error = assertThrows(RanvierException.class, () -> model.kernel("p", values).create(slice));
    assertTrue(error.getMessage().contains("one value of each parameter"), error.getMessage());
  }

  private static void refused(Cell cell, String part) {
    var error = assertThrows(RanvierException.class, cell::model);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(List.of(error.getMessage().split("; ")).size() > 1, error.getMessage());
  }
}
