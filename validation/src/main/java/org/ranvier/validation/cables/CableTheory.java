package org.ranvier.validation.cables;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;

/** What cable theory says of cells: attenuation, conservation of charge, and the order of the methods. */
public final class CableTheory {
  private static final double LEAK = 0.25; // mS/cm2
  private static final double RA = 100;
  private static final double DIAMETER = 2;

  private CableTheory() {}

  /**
   * Largest relative error of the steady potential along a cable, at five places.
   *
   * @param lengths of the cable in length constants
   * @param sealed whether to compare with the sealed cable, {@code cosh(L - X)/cosh L}, or the infinite one, {@code e^-X}
   */
  public static double attenuationError(double lengths, boolean sealed) {
    double lambda = 1e4 * Math.sqrt(DIAMETER * 1e-4 / (4 * RA * LEAK * 1e-3));
    int n = (int) Math.round(lengths * 400);
    var tree = Morphology.of(Piece.cylinder("cable", lengths * lambda, DIAMETER)).divide(Division.fixed(n),
        CableProperties.ra(RA).cm(1));
    var cell = Cell.of("attenuation", tree).insert("leak", Region.all(), Map.of("g_max", LEAK, "E",
        -65.0)).inject(Location.at("cable", 0));
    double[] places = {0.1, 0.3, 0.5, 1, 1.5};
    for (double x : places) {
      cell.observe("x" + x, Location.at("cable", x / lengths));
    }
    cell.observe("start", Location.at("cable", 0));
    CellRig.Result result = new CellRig(cell.model(), 1).current(0, 1000, 100).run(1000, 1000);
    double start = 0.5 / n * lengths;
    double v0 = result.of("start")[1] + 65;
    double worst = 0;
    for (double x : places) {
      double at = (Math.min(n - 1, Math.floor(x / lengths * n))
          + 0.5) / n * lengths; // the middle of the compartment that holds it
      double expected = sealed ? Math.cosh(lengths - at) / Math.cosh(lengths - start) : Math.exp(-(at - start));
      double found = (result.of("x" + x)[1] + 65) / v0;
      worst = Math.max(worst, Math.abs(found / expected - 1));
    }
    return worst;
  }

  private static Morphology tree() {
    return Morphology.of(
        Piece.soma(20),
        Piece.cone("trunk", 300, 3, 1.5).on("soma"),
        Piece.cone("left", 150, 1.2, 0.5).on("trunk"),
        Piece.cylinder("right", 170, 1).on("trunk"),
        Piece.cylinder("basal", 120, 1.1).on("soma"));
  }

  /** By how much the charge on the membrane of a branched tree without leak differs from what was injected, relative to that. */
  public static double chargeError(Integrator integrator) {
    var tree = tree().divide(Division.maxLength(10), CableProperties.ra(150).cm(1));
    var cell = Cell.of("charge", tree).integrator(integrator).inject(Location.at("left", 0.7));
    int n = tree.count();
    for (int c = 0; c < n; c++) {
      if (!tree.isJoint(c)) {
        var section = tree.sections().get(tree.section()[c]);
        int place = Arrays.stream(section.compartments()).boxed().toList().indexOf(c);
        cell.observe("c" + c, Location.at(section.name(), (place + 0.5) / section.compartments().length));
      }
    }
    double step = 0.025;
    double duration = 100;
    CellRig.Result result = new CellRig(cell.model(), step).current(10, 30, 100).current(50, 55, -37).run(duration,
        (int) Math.round(duration / step));
    double charge = 0;
    for (int c = 0; c < n; c++) {
      if (!tree.isJoint(c)) {
        double[] v = result.of("c" + c);
        charge += tree.areaUm2()[c] * tree.capacitanceUFPerCm2()[c] * 0.01 * (v[1] - v[0]); // pF·mV = fC
      }
    }
    double injected = 20 * 100 - 5 * 37;
    return Math.abs(charge / injected - 1);
  }

  /** The order in the step, from three halvings: of the potential of a passive tree or of a soma with active channels. */
  public static double orderInTime(Integrator integrator, boolean active) {
    CellModel model = active ? activeCell(integrator) : passiveCell(31, integrator);
    double[] reference = subject(model, 0.1 / 128);
    return order(List.of(difference(subject(model, 0.05), reference), difference(subject(model, 0.025), reference),
        difference(subject(model, 0.0125), reference)));
  }

  /** The order in the length of compartments, from three thirds. */
  public static double orderInSpace() {
    double[] reference = subject(passiveCell(2187, Integrator.BACKWARD_EULER), 0.1);
    var errors = List.of(9, 27, 81).stream().map(n -> difference(subject(passiveCell(n, Integrator.BACKWARD_EULER), 0.1),
        reference)).toList();
    return order(errors) * Math.log(2) / Math.log(3);
  }

  private static double[] subject(CellModel model, double step) {
    // Currents that begin softly: jumps would cost the Crank–Nicolson method its order.
    var rig = new CellRig(model, step);
    for (int k = 0; k < 40; k++) {
      rig.current(2 + 0.2 * k, 2.2 + 0.2 * k, 1.2 * Math.pow(Math.sin(Math.PI * (k + 0.5) / 40), 2) * 100);
    }
    return rig.run(20, (int) Math.round(0.2 / step)).of("middle");
  }

  private static CellModel passiveCell(int compartments, Integrator integrator) {
    var tree = Morphology.of(Piece.cylinder("cable", 500, DIAMETER)).divide(Division.fixed(compartments),
        CableProperties.ra(RA).cm(1));
    return Cell.of("passive", tree).insert("leak", Region.all(), Map.of("g_max", LEAK, "E", -65.0)).integrator(integrator)
        .inject(Location.at("cable", 0)).observe("middle", Location.at("cable", 0.5)).model();
  }

  private static CellModel activeCell(Integrator integrator) {
    var tree = Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 1).on("soma")).divide(Division.maxLength(25),
        CableProperties.ra(RA).cm(1));
    return Cell.of("active", tree).insert("hh", Region.of("soma")).insert("leak", Region.of("dend"), Map.of("g_max", LEAK, "E",
        -65.0))
        .integrator(integrator).observe("middle", Location.at("soma", 0.5)).model();
  }

  private static double difference(double[] a, double[] b) {
    double worst = 0;
    for (int k = 0; k < a.length; k++) {
      worst = Math.max(worst, Math.abs(a[k] - b[k]));
    }
    return worst;
  }

  /** Mean slope of the errors' binary logarithm. */
  private static double order(List<Double> errors) {
    return Math.log(errors.getFirst() / errors.getLast()) / Math.log(2) / (errors.size() - 1);
  }

  /** Crossings of the third Rallpack cell with a step and number of compartments. */
  public static List<Double> rallpackThree(double step, int compartments, Integrator integrator) {
    return Rallpack.run(Rallpack.three(compartments, integrator), step, Rallpack.DURATION_MS, 1).crossingsMs();
  }

  /** Largest shift of a crossing between two runs; infinite where their numbers differ. */
  public static double shift(List<Double> a, List<Double> b) {
    return Rallpack.shift(a, b);
  }
}
