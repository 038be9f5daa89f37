package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.channels.MechanismState;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.extracellular.Electrode;
import org.ranvier.neuronmodels.extracellular.LineSource;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;

/**
 * Describes a cell: a tree of compartments, what is in its membrane, and where it receives and fires.
 *
 * <pre>{@code
 * NeuronModel cell = Cell.of("ball_and_stick", tree)
 *     .insert("hh", Region.of("soma"))
 *     .insert("leak", Region.of("dend"), Map.of("g_max", 0.05))
 *     .synapse("exc", "exp_syn", Location.at("dend", 0.8), Map.of("tau", 2.0))
 *     .detect(Location.at("soma", 0.5), -10)
 *     .observe("v_dend", Location.at("dend", 0.8))
 *     .model();
 * net.population("P", 100, cell).set("hh.g_Na", ...);
 * }</pre>
 *
 * <p>The parameters of a mechanism that is inserted under a label are parameters of the cell, {@code label.parameter}, and may
 * differ
 * from cell to cell; those given as profiles are fixed.
 */
public final class Cell {
  private record Range(CellPlan.Inserted inserted, Region region) {}

  private record Junction(String label, Location location, String variable, double reversalMv) {}

  private record Watched(String name, Location location, String label, String variable) {}

  private final String name;
  private final CompartmentTree tree;
  private final List<Range> ranges = new ArrayList<>();
  private final List<CellPlan.Inserted> points = new ArrayList<>();
  private final List<Location> pointLocations = new ArrayList<>();
  private final List<Watched> watched = new ArrayList<>();
  private final List<Junction> junctions = new ArrayList<>();
  private final List<FieldPotential> fields = new ArrayList<>();
  private String summary = "a cell of compartments";
  private String source = "";
  private @Nullable Location spikeAt;
  private @Nullable Location currentAt;
  private double thresholdMv = -20;
  private double initialMv = -65;
  private double celsius = 6.3;
  private Integrator integrator = Integrator.BACKWARD_EULER;

  private Cell(String name, CompartmentTree tree) {
    this.name = name;
    this.tree = tree;
  }

  /** A cell without anything in its membrane yet. */
  public static Cell of(String name, CompartmentTree tree) {
    return new Cell(name, tree);
  }

  /** One sentence about it. */
  public Cell summary(String text) {
    summary = text;
    return this;
  }

  /** Where it was published. */
  public Cell source(String text) {
    source = text;
    return this;
  }

  /** Inserts a channel or pool of the library, with its default parameters. */
  public Cell insert(String mechanism, Region region) {
    return insert(mechanism, region, Map.of());
  }

  /**
   * Inserts a channel or pool of the library.
   *
   * @param values of parameters, in their units: a {@link Number} or a {@link DistanceProfile}
   */
  public Cell insert(String mechanism, Region region, Map<String, ?> values) {
    return insert(free(mechanism), Mechanisms.find(mechanism), region, values);
  }

  /** Inserts a channel or pool under a label. */
  public Cell insert(String label, Mechanism mechanism, Region region, Map<String, ?> values) {
    if (mechanism.point()) {
      throw new RanvierException(
          where() + ": '" + mechanism
              + "' is a point mechanism (its current is in pA) and has a location, not a region; use synapse(…)");
    }
    var inserted = inserted(label, mechanism, values);
    for (String density : mechanism.densities()) {
      if (!inserted.given().containsKey(density)) {
        throw new RanvierException(
            where() + ": channel '" + label + "' in region " + region + " has no density; give " + density + ", e.g. insert(\""
                + mechanism + "\", region, Map.of(\""
                + density + "\", 1.0)), in " + mechanism.parameter(density).orElseThrow().unit());
      }
    }
    tree.compartments(region); // refuses regions that select nothing
    ranges.add(new Range(inserted, region));
    return this;
  }

  /** Places a synapse of the library. */
  public Cell synapse(String label, String mechanism, Location location, Map<String, ?> values) {
    return synapse(label, Mechanisms.find(mechanism), location, values);
  }

  /** Places a synapse or another point mechanism; its receptors become those of the cell. */
  public Cell synapse(String label, Mechanism mechanism, Location location, Map<String, ?> values) {
    if (!mechanism.point()) {
      throw new RanvierException(
          where() + ": '" + mechanism
              + "' is a channel (its current is in uA/cm^2) and has a region, not a location; use insert(…)");
    }
    points.add(inserted(label, mechanism, values));
    pointLocations.add(location);
    tree.compartment(location); // refuses locations outside
    return this;
  }

  private CellPlan.Inserted inserted(String label, Mechanism mechanism, Map<String, ?> values) {
    requireFree(label, "the second '" + mechanism + "'");
    Map<String, DistanceProfile> given = new LinkedHashMap<>();
    for (var entry : new TreeMap<>(values).entrySet()) {
      var parameter = mechanism.parameter(entry.getKey());
      if (parameter.isEmpty()) {
        throw new RanvierException(
            where() + ": '" + mechanism + "' has no parameter '" + entry.getKey() + "'"
                + Names.suggest(entry.getKey(), mechanism.parameters().stream().map(Parameter::name).toList()));
      }
      given.put(entry.getKey(), profile(label, parameter.get(), entry.getValue()));
    }
    return new CellPlan.Inserted(label, mechanism, given);
  }

  private void requireFree(String label, String what) {
    if (!label.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new RanvierException(where() + ": label '" + label
          + "' must be made of letters, digits and _, and begin with a letter");
    }
    if (labels().contains(label)) {
      throw new RanvierException(where() + ": label '" + label + "' is taken; insert " + what + " under a label of its own");
    }
  }

  private DistanceProfile profile(String label, Parameter parameter, Object value) {
    return switch (value) {
      case Number n -> {
        parameter.check(n.doubleValue(), where() + ", '" + label + "'");
        yield DistanceProfile.constant(n.doubleValue());
      }
      case DistanceProfile p -> p;
      default -> throw new RanvierException(
          where() + ", '" + label + "': " + parameter.name() + " = " + value + " must be a number in " + parameter.unit()
              + " or a profile of distance");
    };
  }

  private List<String> labels() {
    var labels = new ArrayList<String>();
    ranges.forEach(r -> labels.add(r.inserted().label()));
    points.forEach(p -> labels.add(p.label()));
    junctions.forEach(j -> labels.add(j.label()));
    return labels;
  }

  private String free(String mechanism) {
    String label = mechanism;
    for (int n = 2; labels().contains(label); n++) {
      label = mechanism + "_" + n;
    }
    return label;
  }

  /** Says where spikes are detected: where the potential passes a threshold upwards. By default at the root, at -20 mV. */
  public Cell detect(Location location, double thresholdMv) {
    tree.compartment(location);
    spikeAt = location;
    this.thresholdMv = thresholdMv;
    return this;
  }

  /** Says where the currents of stimuli flow in. By default where spikes are detected. */
  public Cell inject(Location location) {
    tree.compartment(location);
    currentAt = location;
    return this;
  }

  /** Makes the potential at a location a state variable, to be recorded or read by plasticity. */
  public Cell observe(String variable, Location location) {
    return observe(variable, location, "", "v");
  }

  /** Makes a state of a mechanism at a location a state variable, e.g. {@code observe("ca", tuft, "ca_pool", "ca_i")}. */
  public Cell observe(String variable, Location location, String label, String state) {
    tree.compartment(location);
    watched.add(new Watched(variable, location, label, state));
    return this;
  }

  /**
   * Makes a place for gap junctions, which a projection names by {@code .receptor(label)}: there the current {@code Σ w·(v_pre - v)} flows in, with
   * weights in nS, and v_pre the potential at the place with the same label in the other cells, {@code label.v}.
   */
  public Cell gap(String label, Location location) {
    return gap(label, location, label + ".v");
  }

  /**
   * Makes a place for gap junctions with others of which {@code variable} is heard, e.g. {@code V_m} of point neurons. The potential at the
   * place is the variable {@code label.v}.
   */
  public Cell gap(String label, Location location, String variable) {
    return junction(label, "gap junctions", location, variable, Double.NaN);
  }

  /**
   * Makes a place for graded synapses, which a projection names by {@code .receptor(label)}: there the current {@code Σ w·s·(E - v)} flows in, with weights
   * in nS, and s a variable of the others without unit, such as the state of a mechanism that they {@linkplain #observe(String, Location, String, String)
   * observe}.
   *
   * @param reversalMv E
   */
  public Cell graded(String label, Location location, String variable, double reversalMv) {
    if (!Double.isFinite(reversalMv)) {
      throw new RanvierException(where() + ": the reversal potential of the graded synapses '" + label + "' is " + reversalMv + " mV; it must be finite");
    }
    return junction(label, "graded synapses", location, variable, reversalMv);
  }

  private Cell junction(String label, String what, Location location, String variable, double reversalMv) {
    requireFree(label, what);
    tree.compartment(location);
    junctions.add(new Junction(label, location, variable, reversalMv));
    return this;
  }

  /**
   * Makes the part that a cell has in the local field potential at an electrode a state variable, in mV: that of its transmembrane currents as line
   * sources ({@link org.ranvier.neuronmodels.extracellular.LineSource}). The potential of a population is the sum over its cells. A cell stands with the
   * origin of its morphology at its parameters {@code x}, {@code y} and {@code z} (um). Currents of stimuli count as membrane currents.
   *
   * @param electrode in um
   * @param conductivitySPerM of the tissue; 0.3 S/m is usual
   */
  public Cell electrode(String variable, Electrode electrode, double conductivitySPerM) {
    LineSource.coefficients(tree, List.of(electrode), conductivitySPerM); // refuses what makes no sense
    fields.add(new FieldPotential(variable, electrode, conductivitySPerM));
    return this;
  }

  /** Temperature in degrees Celsius, 6.3 unless told otherwise. */
  public Cell celsius(double degrees) {
    if (!(degrees > -10 && degrees < 60)) {
      throw new RanvierException(where() + ": temperature " + degrees + " degrees Celsius must be between -10 and 60");
    }
    celsius = degrees;
    return this;
  }

  /** Potential everywhere at the start, -65 mV unless told otherwise. */
  public Cell initialPotential(double mv) {
    initialMv = mv;
    return this;
  }

  /** How the potential is carried over a step. */
  public Cell integrator(Integrator method) {
    integrator = method;
    return this;
  }

  private String where() {
    return "cell '" + name + "'";
  }

  /** The model of such cells. */
  public CellModel model() {
    var inserted = ranges.stream().map(Range::inserted).toList();
    var placed = new ArrayList<CellPlan.Point>();
    for (int k = 0; k < points.size(); k++) {
      placed.add(new CellPlan.Point(points.get(k), tree.compartment(pointLocations.get(k))));
    }
    int spike = spikeAt == null ? 0 : tree.compartment(spikeAt);
    var observed = new ArrayList<CellPlan.Observed>();
    for (CellPlan.Point p : placed) {
      String label = p.inserted().label();
      observed.add(new CellPlan.Observed(label + ".v", "mV", "membrane potential at " + label, p.compartment(), "", "v"));
      p.inserted().mechanism().states().forEach(
          s -> observed.add(new CellPlan.Observed(label + "." + s.name(), s.unit(), s.meaning(), p.compartment(), label,
              s.name())));
    }
    var heard = new ArrayList<CellPlan.Junction>();
    for (Junction j : junctions) {
      int at = tree.compartment(j.location());
      observed.add(new CellPlan.Observed(j.label() + ".v", "mV", "membrane potential at " + j.label(), at, "", "v"));
      heard.add(new CellPlan.Junction(j.label(), at, j.variable(), j.reversalMv()));
    }
    watched.forEach(w -> observed.add(observed(w)));
    var plan =
        new CellPlan(
            name, tree, inserted, groups(), placed, observed, heard, fields, spike, currentAt == null ? spike : tree.compartment(currentAt),
                celsius, integrator);
    return new CellModel(plan, summary, source, thresholdMv, initialMv);
  }

  private CellPlan.Observed observed(Watched w) {
    int compartment = tree.compartment(w.location());
    if (w.label().isEmpty()) {
      return new CellPlan.Observed(w.name(), "mV", "membrane potential at " + w.location(), compartment, "", "v");
    }
    for (Range r : ranges) {
      if (r.inserted().label().equals(w.label()) && tree.lies(compartment, r.region())) {
        var states = r.inserted().mechanism().states();
        for (var s : states) {
          if (s.name().equals(w.variable())) {
            return new CellPlan.Observed(w.name(), s.unit(), s.meaning() + " at " + w.location(), compartment, w.label(),
                s.name());
          }
        }
        throw new RanvierException(
            where() + ": '" + w.label() + "' has no state '" + w.variable() + "'" + Names.suggest(w.variable(),
                states.stream().map(MechanismState::name).toList()));
      }
    }
    throw new RanvierException(
        where() + ": there is no '" + w.label() + "' at " + w.location() + ", whose " + w.variable()
            + " is to be observed; labels are " + labels());
  }

  private List<CellPlan.Group> groups() {
    Map<List<Integer>, List<Integer>> members = new LinkedHashMap<>();
    for (int c = 0; c < tree.count(); c++) {
      if (tree.isJoint(c)) {
        continue;
      }
      var here = new ArrayList<Integer>();
      for (int k = 0; k < ranges.size(); k++) {
        if (tree.lies(c, ranges.get(k).region())) {
          refuseTwice(here, k, c);
          here.add(k);
        }
      }
      if (!here.isEmpty()) {
        members.computeIfAbsent(List.copyOf(here), key -> new ArrayList<>()).add(c);
      }
    }
    return members.entrySet().stream().map(e -> new CellPlan.Group(e.getKey(), e.getValue()
        .stream().mapToInt(c -> c).toArray())).toList();
  }

  private void refuseTwice(List<Integer> here, int added, int compartment) {
    Mechanism mechanism = ranges.get(added).inserted().mechanism();
    for (int k : here) {
      if (mechanism.name().equals(ranges.get(k).inserted().mechanism().name())) {
        throw new RanvierException(
            String.format(
                Locale.ROOT,
                    "%s: '%s' is inserted twice in compartment %d, under the labels '%s' and '%s'; let regions %s and %s not overlap, e.g. by minus(…)",
                where(), mechanism, compartment, ranges.get(k).inserted().label(), ranges.get(added).inserted().label(),
                    ranges.get(k).region(),
                ranges.get(added).region()));
      }
    }
  }
}
