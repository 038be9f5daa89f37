package org.ranvier.neuronmodels.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.codegen.FlatSource;
import org.ranvier.neuronmodels.equations.codegen.FlatSource.Pass;
import org.ranvier.neuronmodels.equations.runtime.FlatKernel;
import org.ranvier.simulator.RanvierException;

/**
 * Mechanisms that stand in the same compartments, joined into one set of loops over arrays, in which they share rates and
 * exponentials. Per element (a compartment of a cell) there are
 *
 * <ul>
 *   <li>{@code v}, the potential (mV);
 *   <li>{@code g} and {@code j}: in the neighbourhood of {@code v} the current outward is {@code g·V - j}, with {@code g =
 *       ∂i/∂v}; mS/cm² and uA/cm², or nS and pA for point mechanisms;
 *   <li>each state {@code x} of the mechanism labelled {@code m} as {@code m$x}, each parameter {@code p} that is not a number
 *       as {@code m$p};
 *   <li>for each receptor {@code r} what arrives in it as {@code m$in_r}.
 * </ul>
 */
public final class Membrane {
  /** Stands between the label of a mechanism and the name of its state or parameter. */
  public static final String SEPARATOR = "$";

  /** Sets states to their values at the start. */
  public static final int BEGIN = 0;

  /** Computes {@code g} and {@code j}. */
  public static final int CURRENTS = 1;

  /** Carries states over a step. */
  public static final int ADVANCE = 2;

  /** Adds what has arrived. */
  public static final int RECEIVE = 3;

  /**
   * A mechanism in its place.
   *
   * @param label an identifier, unique in the cell
   * @param values of its parameters; those that are missing are elements of arrays
   */
  public record Part(String label, Mechanism mechanism, Map<String, Double> values) {}

  private final String name;
  private final List<Part> parts;
  private final double celsius;
  private final List<Pass> passes;
  private final Set<String> arrays = new LinkedHashSet<>();
  private final Set<String> states = new LinkedHashSet<>();
  private double fixedConductance;
  private double fixedCurrent;

  /**
   * @param name for messages and profiles
   * @param stepMs the step over which states are carried
   */
  public Membrane(String name, List<Part> parts, double celsius, double stepMs) {
    this.name = name;
    this.parts = List.copyOf(parts);
    this.celsius = celsius;
    passes = List.of(begin(), currents(), advance(stepMs), receive());
    arrays.addAll(List.of("v", "g", "j"));
    for (Pass pass : passes) {
      arrays.addAll(pass.stores().keySet());
      pass.locals().values().forEach(this::collect);
      pass.stores().values().forEach(this::collect);
    }
  }

  private void collect(Term t) {
    t.any(part -> {
      if (part instanceof Term.Leaf l && l.kind() == Kind.STATE) {
        arrays.add(l.name());
      }
      return false;
    });
  }

  /** All arrays that its loops read or write. */
  public Set<String> arrays() {
    return arrays;
  }

  /** Those that are states. */
  public Set<String> states() {
    return states;
  }

  /** Conductance (as {@code g}) that is the same in all elements at all times, and not among {@code g}. */
  public double fixedConductance() {
    return fixedConductance;
  }

  /** The same for {@code j}. */
  public double fixedCurrent() {
    return fixedCurrent;
  }

  /** Whether its loops compute currents at all, beside the fixed ones. */
  public boolean hasCurrents() {
    return !passes.get(CURRENTS).stores().isEmpty();
  }

  /** Whether anything changes in a step. */
  public boolean hasStates() {
    return !states.isEmpty();
  }

  /** Whether it has receptors. */
  public boolean receives() {
    return !passes.get(RECEIVE).stores().isEmpty();
  }

  /** Compiles the loops for these arrays, which must hold all {@link #arrays}. */
  public FlatKernel compile(Map<String, double[]> values) {
    return FlatSource.compile(name, "v", passes, values);
  }

  /** The Java source of the loops. */
  public String source() {
    return FlatSource.source(name, "v", passes);
  }

  // Names and numbers in place of leaves.

  private Term resolve(Part part, Term term) {
    return term.replace(
        l -> {
          if (l.kind() == Kind.PARAMETER) {
            Double value = l.name().equals("celsius") ? Double.valueOf(celsius) : part.values().get(l.name());
            return value != null ? Term.of(value) : Term.leaf(Kind.STATE, part.label() + SEPARATOR + l.name());
          }
          if (l.kind() == Kind.INPUT) {
            return Term.leaf(Kind.STATE, part.label() + SEPARATOR + "in_" + l.name());
          }
          if (l.kind() != Kind.STATE) {
            throw new IllegalStateException("leaf " + l + " in " + part.mechanism());
          }
          return state(part, l);
        });
  }

  private Term state(Part part, Term.Leaf l) {
    boolean own = part.mechanism().states().stream().anyMatch(s -> s.name().equals(l.name()));
    if (own) {
      return Term.leaf(Kind.STATE, part.label() + SEPARATOR + l.name());
    }
    if (l.name().equals("v")) {
      return l;
    }
    if (l.name().startsWith("i_")) {
      return ionCurrent(l.name());
    }
    return Term.leaf(Kind.STATE, pool(part, l.name()).label() + SEPARATOR + l.name());
  }

  private Term ionCurrent(String current) {
    Term sum = Term.ZERO;
    for (Part p : parts) {
      Term carried = p.mechanism().currents().get(current);
      sum = carried == null ? sum : Term.add(sum, resolve(p, carried));
    }
    return sum;
  }

  private Part pool(Part reader, String concentration) {
    for (Part p : parts) {
      if (p.mechanism().states().stream().anyMatch(s -> s.name().equals(concentration))) {
        return p;
      }
    }
    throw new RanvierException(
        name + ": '" + reader.label() + "' needs the concentration " + concentration
            + ", which no mechanism there has; insert a pool, a mechanism"
            + " with an equation d" + concentration + "/dt = … : mM, such as ca_pool, into the same regions");
  }

  // The passes.

  private Pass begin() {
    Map<String, Term> stores = new LinkedHashMap<>();
    for (Part p : parts) {
      for (MechanismState s : p.mechanism().states()) {
        String array = p.label() + SEPARATOR + s.name();
        states.add(array);
        stores.put(array, initial(p, s, new ArrayList<>()));
      }
    }
    return new Pass("begin", Map.of(), stores);
  }

  /** In terms of {@code v} and of parameters. */
  private Term initial(Part part, MechanismState state, List<String> open) {
    String array = part.label() + SEPARATOR + state.name();
    if (open.contains(array)) {
      throw new RanvierException(name + ": the initial value of " + array + " depends on itself; give it in 'initial:'");
    }
    open.add(array);
    Term value = state.initial().map(t -> resolve(part, t)).orElseGet(() -> steady(part, state));
    Term begun = value.replace(l -> {
      for (Part p : parts) {
        for (MechanismState s : p.mechanism().states()) {
          if (l.name().equals(p.label() + SEPARATOR + s.name())) {
            return initial(p, s, open);
          }
        }
      }
      return l;
    });
    open.removeLast();
    return begun;
  }

  private Term steady(Part part, MechanismState state) {
    Term rate = resolve(part, state.rate().replace(l -> l.name().startsWith("i_") ? Term.ZERO : l));
    var affine = Integration.ownLinearPart(part.label() + SEPARATOR + state.name(), rate);
    if (affine.isEmpty()) {
      throw new RanvierException(
          name + ": '" + part.label() + "' has no initial value of " + state.name()
              + ", and its equation is not linear in it; give one in 'initial:'");
    }
    if (affine.get()[1].isConst(0) || affine.get()[0].isConst(0)) {
      return Term.ZERO;
    }
    return Term.negate(Term.div(affine.get()[1], affine.get()[0]));
  }

  private Pass currents() {
    Term g = Term.ZERO;
    Term j = Term.ZERO;
    Map<String, Term> locals = new LinkedHashMap<>();
    for (Part p : parts) {
      for (var carried : p.mechanism().currents().entrySet()) {
        Ohmic i = Ohmic.of(resolve(p, carried.getValue()));
        if (GateStep.isNumber(i.conductance()) && GateStep.isNumber(i.current())) {
          fixedConductance += i.conductance().evaluate(l -> Double.NaN);
          fixedCurrent += i.current().evaluate(l -> Double.NaN);
          continue;
        }
        String local = "g_" + p.label() + SEPARATOR + carried.getKey();
        locals.put(local, i.conductance());
        Term conductance = Term.leaf(Kind.LOCAL, local);
        g = Term.add(g, conductance);
        // Mostly it is conductance times a reversal potential: then the conductance is computed once.
        OptionalDouble reversal = i.reversal();
        j = Term.add(j, reversal.isPresent() ? Term.mul(Term.of(reversal.getAsDouble()), conductance) : i.current());
      }
    }
    Map<String, Term> stores = new LinkedHashMap<>();
    if (!g.isConst(0) || !j.isConst(0)) {
      stores.put("g", g);
      stores.put("j", j);
    }
    return new Pass("currents", locals, stores);
  }

  private Pass advance(double stepMs) {
    Map<String, Term> locals = new LinkedHashMap<>();
    Map<String, Term> stores = new LinkedHashMap<>();
    for (Part p : parts) {
      for (MechanismState s : p.mechanism().states()) {
        var x = Term.leaf(Kind.STATE, p.label() + SEPARATOR + s.name());
        stores.put(x.name(), GateStep.of(x, resolve(p, s.rate()), stepMs, locals));
      }
    }
    return new Pass("advance", locals, stores);
  }

  private Pass receive() {
    Map<String, Term> sums = new LinkedHashMap<>();
    for (Part p : parts) {
      for (Model.Port port : p.mechanism().receptors()) {
        Term arrived = Term.leaf(Kind.STATE, p.label() + SEPARATOR + "in_" + port.receptor().name());
        for (Model.Change effect : port.effects()) {
          sums.merge(p.label() + SEPARATOR + effect.variable(), Term.mul(resolve(p, effect.value()), arrived), Term::add);
        }
      }
    }
    Map<String, Term> stores = new LinkedHashMap<>();
    sums.forEach((array, sum) -> stores.put(array, Term.add(Term.leaf(Kind.STATE, array), sum)));
    return new Pass("receive", Map.of(), stores);
  }

  /** The receptors of the parts, in order, each with its array. */
  public List<String> inputs() {
    var inputs = new ArrayList<String>();
    for (Part p : parts) {
      p.mechanism().receptors().forEach(port -> inputs.add(p.label() + SEPARATOR + "in_" + port.receptor().name()));
    }
    return inputs;
  }
}
