package org.ranvier.neuronmodels.cells;

import java.util.List;
import org.ranvier.neuronmodels.extracellular.Electrode;
import org.ranvier.neuronmodels.extracellular.LineSource;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.morphology.CompartmentTree;

/**
 * An electrode, at which each cell makes a part of the potential. What leaves a compartment through its membrane is what flows into it from its
 * neighbours, {@code Σ (V_n - V_c)/R}, so the potential is a sum of potentials, whose factors follow from the tree and the places.
 *
 * @param variable that holds the cell's part
 * @param conductivity of the tissue in S/m
 */
record FieldPotential(String variable, Electrode electrode, double conductivity) {
  private static final List<String> PLACE = List.of("x", "y", "z");

  /** The parameters that say where a cell stands. */
  static List<Parameter> place() {
    return PLACE.stream().map(name -> new Parameter(name, "um", 0, Parameter.Range.ANY, name + " of the cell's origin, as electrodes see it")).toList();
  }

  /**
   * The factors of the potentials of a block's cells.
   *
   * @param first index in its population of the first cell
   * @return {@code [compartment][cell]}, flat
   */
  double[] factors(CompartmentTree tree, ParameterValues values, int first, int cells) {
    double[] all = new double[tree.count() * cells];
    double[] one = {};
    for (int i = 0; i < cells; i++) {
      if (i == 0 || moves(values, first + i)) {
        one = factors(tree, values, first + i);
      }
      for (int c = 0; c < one.length; c++) {
        all[c * cells + i] = one[c];
      }
    }
    return all;
  }

  private static boolean moves(ParameterValues values, int cell) {
    return PLACE.stream().anyMatch(p -> values.at(p, cell) != values.at(p, cell - 1));
  }

  private double[] factors(CompartmentTree tree, ParameterValues values, int cell) {
    var seen =
        new Electrode(
            electrode.xUm() - values.at("x", cell), electrode.yUm() - values.at("y", cell), electrode.zUm() - values.at("z", cell));
    double[] source = LineSource.coefficients(tree, List.of(seen), conductivity)[0];
    double[] factors = new double[source.length];
    for (int c = 1; c < factors.length; c++) {
      int p = tree.parent()[c];
      double f = (source[c] - source[p]) / tree.axialResistanceMOhm()[c]; // of V_p - V_c
      factors[p] += f;
      factors[c] -= f;
    }
    return factors;
  }
}
