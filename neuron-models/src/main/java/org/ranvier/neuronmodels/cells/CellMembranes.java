package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.channels.Membrane;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;

/**
 * The membranes of a cell with given parameters, each for a set of compartments or of point mechanisms that have the same loops.
 */
final class CellMembranes {
  /**
   * A membrane and where it stands.
   *
   * @param compartments of its elements; a point mechanism may stand several times in one
   * @param parameters the arrays that are no states: by name the label and the parameter
   * @param points the point mechanisms, in the order of the compartments; empty for channels
   */
  record Placed(Membrane membrane, int[] compartments, Map<String, Source> parameters, List<CellPlan.Point> points) {
    boolean isPoints() {
      return !points.isEmpty();
    }
  }

  /** Where the elements of an array of parameter values come from; a parameter of points is that of each point. */
  record Source(CellPlan.Inserted inserted, String parameter) {}

  private final CellPlan plan;
  private final ParameterValues values;
  private final double stepMs;
  private final List<Placed> placed = new ArrayList<>();

  CellMembranes(CellPlan plan, ParameterValues values, double stepMs) {
    this.plan = plan;
    this.values = values;
    this.stepMs = stepMs;
    for (CellPlan.Group g : plan.groups()) {
      var parts = new ArrayList<Membrane.Part>();
      Map<String, Source> arrays = new LinkedHashMap<>();
      for (int k : g.inserted()) {
        var inserted = plan.inserted().get(k);
        parts.add(new Membrane.Part(inserted.label(), inserted.mechanism(), numbers(inserted, inserted.label(), arrays)));
      }
      String name = plan.name() + "_" + String.join("_", parts.stream().map(Membrane.Part::label).toList());
      placed.add(new Placed(new Membrane(name, parts, plan.celsius(), stepMs), g.compartments(), arrays, List.of()));
    }
    points();
  }

  /** Point mechanisms of one kind with the same numbers are joined. */
  private void points() {
    Map<String, List<CellPlan.Point>> alike = new LinkedHashMap<>();
    for (CellPlan.Point p : plan.points()) {
      var key = p.inserted().mechanism().name() + p.inserted().mechanism().text() + numbers(p.inserted(), "x", new HashMap<>());
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(p);
    }
    for (List<CellPlan.Point> points : alike.values()) {
      var first = points.getFirst().inserted();
      String label = first.mechanism().name();
      Map<String, Source> arrays = new LinkedHashMap<>();
      var part = new Membrane.Part(label, first.mechanism(), numbers(first, label, arrays));
      int[] compartments = points.stream().mapToInt(CellPlan.Point::compartment).toArray();
      // Half a step before and half a step after the potential: in the middle of the step they are where the potential is solved for.
      placed.add(new Placed(new Membrane(plan.name() + "_" + label, List.of(part), plan.celsius(), stepMs / 2), compartments,
          arrays, points));
    }
  }

  private Map<String, Double> numbers(CellPlan.Inserted inserted, String label, Map<String, Source> arrays) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Parameter p : inserted.mechanism().parameters()) {
      String name = inserted.label() + "." + p.name();
      boolean profile = inserted.given().get(p.name()) != null && !(inserted.given().get(p.name()) instanceof DistanceProfile.Constant);
      if (!profile && values.uniform(name)) {
        numbers.put(p.name(), values.first(name));
      } else {
        arrays.put(label + Membrane.SEPARATOR + p.name(), new Source(inserted, p.name()));
      }
    }
    return numbers;
  }

  List<Placed> placed() {
    return placed;
  }

  /** The linear system of a step. */
  Cable cable() {
    int n = plan.tree().count();
    double[] conductance = new double[n];
    double[] current = new double[n];
    for (Placed p : placed) {
      for (int c : p.compartments()) {
        double scale = p.isPoints() ? 100 / plan.tree().areaUm2()[c] : 1;
        conductance[c] += scale * p.membrane().fixedConductance();
        current[c] += scale * p.membrane().fixedCurrent();
      }
    }
    return Cable.of(plan.tree(), conductance, current, plan.integrator(), stepMs);
  }

  /** The value of a parameter in an element: of the cell, and of the compartment. */
  double value(Source source, CellPlan.Inserted own, int compartment, int cell) {
    DistanceProfile profile = own.given().get(source.parameter());
    if (profile != null && !(profile instanceof DistanceProfile.Constant)) {
      return profile.at(plan.tree().distanceUm()[compartment]);
    }
    return values.at(own.label() + "." + source.parameter(), cell);
  }
}
