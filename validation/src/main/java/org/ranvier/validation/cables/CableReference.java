package org.ranvier.validation.cables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.PathPoint;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;

/** Builds the cells of reference cases and compares. */
public final class CableReference {
  /** Largest difference below threshold, in mV. */
  public static final double TOLERANCE_MV = 0.1;

  /** Largest shift of an upward crossing of 0 mV, in ms. */
  public static final double TOLERANCE_MS = 0.05;

  private static final double STEP_MS = 0.00125;
  private static final double BEFORE_MS = 2;
  private static final double AFTER_MS = 5;

  /**
   * How a case came out.
   *
   * @param potentialMv largest difference away from crossings, over all places
   * @param shiftMs largest shift of a crossing; infinite where their numbers differ
   */
  public record Outcome(double potentialMv, double shiftMs) {}

  private CableReference() {}

  /** A cell and what drives it. */
  private interface Drive {
    void apply(CellRig rig);
  }

  private record Setup(CellModel model, Drive drive) {}

  /**
   * Simulates a case with steps of 0.00125 ms: what Crank–Nicolson makes of the jump of a conductance in a small compartment has
   * died away after 0.1 ms and the discretisation of the reference.
   */
  public static Outcome compare(CableCase reference) {
    return compare(reference, STEP_MS, 1, Integrator.CRANK_NICOLSON);
  }

  /**
   * Simulates a case.
   *
   * @param finer compartments a section, relative to the reference
   */
  public static Outcome compare(CableCase reference, double stepMs, double finer, Integrator integrator) {
    Setup setup = setup(reference, finer, integrator);
    var rig = new CellRig(setup.model(), stepMs);
    setup.drive().apply(rig);
    CellRig.Result result = rig.run(reference.durationMs(), (int) Math.round(reference.sampleMs() / stepMs));
    double worst = 0;
    for (var place : reference.voltages().entrySet()) {
      double[] ours = result.of(place.getKey());
      double[] theirs = place.getValue();
      for (int k = 0; k < Math.min(ours.length, theirs.length); k++) {
        if (isQuiet(reference, k * reference.sampleMs())) {
          worst = Math.max(worst, Math.abs(ours[k] - theirs[k]));
        }
      }
    }
    return new Outcome(worst, shift(reference.crossingsMs(), result.crossingsMs()));
  }

  private static boolean isQuiet(CableCase reference, double t) {
    for (double crossing : reference.crossingsMs()) {
      if (t > crossing - BEFORE_MS && t < crossing + AFTER_MS) {
        return false;
      }
    }
    return true;
  }

  private static double shift(double[] theirs, List<Double> ours) {
    if (theirs.length != ours.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    for (int k = 0; k < theirs.length; k++) {
      worst = Math.max(worst, Math.abs(theirs[k] - ours.get(k)));
    }
    return worst;
  }

  private static Setup setup(CableCase c, double finer, Integrator integrator) {
    return switch (c.name()) {
      case "hh-soma" -> soma(c, integrator);
      case "passive-cable" -> cable(c, finer, integrator);
      case "ball-and-stick" -> ballAndStick(c, finer, integrator);
      case "branched-tree" -> branched(c, finer, integrator);
      default -> throw new RanvierException(
          "case '" + c.name()
              + "' is none that can be built; known are hh-soma, passive-cable, ball-and-stick and branched-tree");
    };
  }

  private static int count(double referenceCount, double finer) {
    return (int) Math.max(1, Math.round(referenceCount * finer));
  }

  private static Cell begin(CableCase c, Morphology shape, Division division, CableProperties properties, Integrator integrator) {
    return Cell.of(c.name().replace('-', '_'), shape.divide(division, properties))
        .celsius(c.celsius())
        .initialPotential(c.initialMv())
        .integrator(integrator);
  }

  private static Setup soma(CableCase c, Integrator integrator) {
    var shape = Morphology.of(Piece.cylinder("soma", c.number("L"), c.number("diam")).label("soma"));
    var cell = begin(c, shape, Division.fixed(1), CableProperties.ra(100).cm(c.number("cm")), integrator)
        .insert("hh", Region.all())
        .observe("soma", Location.at("soma", 0.5));
    return new Setup(cell.model(), clamp(c));
  }

  private static Drive clamp(CableCase c) {
    double on = c.number("clamp", "delay");
    return rig -> rig.current(on, on + c.number("clamp", "dur"), 1000 * c.number("clamp", "amp"));
  }

  private static Setup cable(CableCase c, double finer, Integrator integrator) {
    var shape = Morphology.of(Piece.cylinder("cable", c.number("L"), c.number("diam")));
    var cell = begin(c, shape, Division.fixed(count(c.number("nseg"), finer)),
        CableProperties.ra(c.number("Ra")).cm(c.number("cm")), integrator)
        .insert("leak", Region.all(), Map.of("g_max", 1000 * c.number("g_pas"), "E", c.number("e_pas")))
        .detect(Location.at("cable", 0.5), 0)
        .inject(Location.at("cable", c.number("clamp", "x")))
        .observe("x0", Location.at("cable", 0))
        .observe("x0.25", Location.at("cable", 0.25))
        .observe("x0.5", Location.at("cable", 0.5))
        .observe("x1", Location.at("cable", 1));
    return new Setup(cell.model(), clamp(c));
  }

  private static Setup ballAndStick(CableCase c, double finer, Integrator integrator) {
    var shape =
        Morphology.of(
            Piece.cylinder("soma", c.number("soma", "L"), c.number("soma", "diam")).label("soma"),
            Piece.cylinder("dend", c.number("dend", "L"), c.number("dend", "diam")).on("soma", 1));
    var division = Division.fixed(count(c.number("dend", "nseg"), finer)).in("soma", Division.fixed(1));
    var properties =
        CableProperties.none()
            .ra("soma", c.number("soma", "Ra")).cm("soma", c.number("soma", "cm"))
            .ra("dend", c.number("dend", "Ra")).cm("dend", c.number("dend", "cm"));
    var cell = begin(c, shape, division, properties, integrator)
        .insert("hh", Region.of("soma"))
        .insert("leak", Region.of("dend"), Map.of("g_max", 1000 * c.number("dend", "g_pas"), "E", c.number("dend", "e_pas")))
        .synapse("exp_syn", "exp_syn", Location.at("dend", c.number("exp_syn", "at")),
            Map.of("tau", c.number("exp_syn", "tau"), "E", c.number("exp_syn", "e")))
        .synapse("exp2_syn", "exp2_syn", Location.at("dend", c.number("exp2_syn", "at")),
            Map.of("tau_rise", c.number("exp2_syn", "tau1"), "tau_decay", c.number("exp2_syn", "tau2"), "E", c.number("exp2_syn",
                "e")))
        .observe("soma", Location.at("soma", 0.5))
        .observe("dend0.8", Location.at("dend", 0.8))
        .observe("dend0.3", Location.at("dend", 0.3));
    return new Setup(cell.model(), rig -> {
      for (String synapse : List.of("exp_syn", "exp2_syn")) {
        for (double t : c.numbers(synapse, "times_ms")) {
          rig.spike(synapse.equals("exp_syn") ? 0 : 1, t, 1000 * c.number(synapse, "weight_uS"));
        }
      }
    });
  }

  private static Setup branched(CableCase c, double finer, Integrator integrator) {
    var pieces = new ArrayList<Piece>();
    double diameter = c.number("sections", "soma", "L");
    pieces.add(Piece.cylinder("soma", diameter, diameter).label("soma"));
    var division = Division.fixed(1);
    for (String name : List.of("trunk", "tuft1", "tuft2", "basal1", "basal2")) {
      String parent = c.model().getAsJsonObject("attach").get(name).getAsString();
      int bracket = parent.indexOf('(');
      double at = Double.parseDouble(parent.substring(bracket + 1, parent.length() - 1));
      pieces.add(Piece.path(name, points(c, name)).label("dendrite").on(parent.substring(0, bracket), at));
      division = division.in(name, Division.fixed(count(c.number("sections", name, "nseg"), finer)));
    }
    var shape = Morphology.of(pieces.toArray(Piece[]::new));
    var cell = begin(c, shape, division, CableProperties.ra(c.number("Ra")).cm(c.number("cm")), integrator)
        .insert("hh", Mechanisms.find("hh"), Region.of("soma"), densities(c, "soma_hh"))
        .insert("hh_dend", Mechanisms.find("hh"), Region.of("dendrite"), densities(c, "dend_hh"))
        .observe("soma", Location.at("soma", 0.5))
        .observe("trunk0.5", Location.at("trunk", 0.5))
        .observe("tuft1_end", Location.at("tuft1", 0.99))
        .observe("basal2_0.5", Location.at("basal2", 0.5));
    return new Setup(cell.model(), clamp(c));
  }

  private static Map<String, Double> densities(CableCase c, String key) {
    return Map.of(
        "g_Na", 1000 * c.number(key, "gnabar"), "g_K", 1000 * c.number(key, "gkbar"), "g_L", 1000 * c.number(key, "gl"), "E_L",
            c.number(key, "el"),
        "E_Na", c.number(key, "ena"), "E_K", c.number(key, "ek"));
  }

  private static List<PathPoint> points(CableCase c, String section) {
    var points = new ArrayList<PathPoint>();
    c.model().getAsJsonObject("sections").getAsJsonObject(section).getAsJsonArray("points_x_y_r").forEach(p -> {
      var xyr = p.getAsJsonArray();
      points.add(new PathPoint(xyr.get(0).getAsDouble(), xyr.get(1).getAsDouble(), 0, xyr.get(2).getAsDouble()));
    });
    return points;
  }
}
