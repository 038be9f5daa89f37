package org.ranvier.neuronmodels.cells;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.simulator.RanvierException;

/**
 * A cell as its kernel needs it: what stands where, with locations and regions resolved to compartments.
 *
 * @param groups compartments with the same channels and pools
 * @param points point mechanisms
 * @param junctions where other cells are heard continuously
 * @param fields what electrodes outside see of the cell
 * @param spikeAt the compartment where spikes are detected
 * @param currentAt the compartment into which stimuli inject
 */
record CellPlan(
    String name,
    CompartmentTree tree,
    List<Inserted> inserted,
    List<Group> groups,
    List<Point> points,
    List<Observed> observed,
    List<Junction> junctions,
    List<FieldPotential> fields,
    int spikeAt,
    int currentAt,
    double celsius,
    Integrator integrator) {
  CellPlan {
    for (Group g : groups) {
      g.inserted().forEach(k -> requireWithin(name, "mechanism", k, inserted.size()));
      for (int c : g.compartments()) {
        requireWithin(name, COMPARTMENT, c, tree.count());
      }
    }
    points.forEach(p -> requireWithin(name, COMPARTMENT, p.compartment(), tree.count()));
    observed.forEach(o -> requireWithin(name, COMPARTMENT, o.compartment(), tree.count()));
    junctions.forEach(j -> requireWithin(name, COMPARTMENT, j.compartment(), tree.count()));
    requireWithin(name, COMPARTMENT, spikeAt, tree.count());
    requireWithin(name, COMPARTMENT, currentAt, tree.count());
  }

  private static final String COMPARTMENT = "compartment";

  /** The state variable that holds the potential where spikes are detected. */
  static final String POTENTIAL = "V_m";

  private static void requireWithin(String name, String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new RanvierException("cell '" + name + "': " + what + " " + index + " must be within 0 … " + (count - 1));
    }
  }

  /**
   * A mechanism that has been inserted, with the values of parameters that differ from compartment to compartment, or from their
   * defaults.
   */
  record Inserted(String label, Mechanism mechanism, Map<String, DistanceProfile> given) {}

  /**
   * Compartments with the same mechanisms.
   *
   * @param inserted places in the list of inserted mechanisms
   * @param compartments ascending
   */
  record Group(List<Integer> inserted, int[] compartments) {}

  /** A point mechanism in its compartment. */
  record Point(Inserted inserted, int compartment) {}

  /**
   * A place at which other cells are heard continuously.
   *
   * @param variable of theirs that is heard
   * @param reversalMv of a graded synapse, whose conductance is proportional to what is heard; NaN for gap junctions
   */
  record Junction(String label, int compartment, String variable, double reversalMv) {
    boolean isGap() {
      return Double.isNaN(reversalMv);
    }

    Coupling coupling() {
      return isGap()
          ? new Coupling(label, "nS", variable, "mV", "current of gap junctions, sum(w*(" + variable + " - v))")
          : new Coupling(label, "nS", variable, "1", "current of graded synapses, sum(w*" + variable + ")*(" + reversalMv + " mV - v)");
    }
  }

  /**
   * A state variable that can be recorded beside the potential where spikes are detected.
   *
   * @param label of the mechanism whose state it is, empty for the potential
   * @param variable its name in the mechanism
   */
  record Observed(String name, String unit, String meaning, int compartment, String label, String variable) {}

  /** The compartment for people: its number, section and distance. */
  String describe(int compartment) {
    var section = tree.sections().get(tree.section()[compartment]);
    return String.format(
        Locale.ROOT, "compartment %d (section '%s', %.4g um from the origin)", compartment, section.name(),
        tree.distanceUm()[compartment]);
  }
}
