package org.ranvier.neuronmodels.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.ModelChecker;
import org.ranvier.neuronmodels.equations.analysis.Singularities;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.syntax.Expr;
import org.ranvier.neuronmodels.equations.syntax.ModelParser;
import org.ranvier.neuronmodels.equations.syntax.ModelText;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Equation;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Quantity;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.equations.syntax.Span;
import org.ranvier.neuronmodels.equations.units.Dimension;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.equations.units.UnitText;
import org.ranvier.neuronmodels.model.Parameter;

/**
 * Reads the text of a mechanism by the checker of neuron models: the given names are handed to it as parameters, and each
 * current as the rate of a variable, whose term is then taken.
 */
final class MechanismReader {
  private static final Unit MILLISECOND = Unit.named("ms").orElseThrow();
  private static final Unit DENSITY = UnitText.parse("uA/cm^2");
  private static final Unit PICOAMPERE = Unit.named("pA").orElseThrow();
  private static final Dimension CONDUCTANCE_DENSITY = UnitText.parse("mS/cm^2").dimension();
  private static final Dimension PERMEABILITY = UnitText.parse("cm/s").dimension();
  private static final String CARRIER = "_carried";

  private final String name;
  private final String text;
  private final Problems problems;

  MechanismReader(String name, String text) {
    this.name = name;
    this.text = text;
    problems = new Problems(name, text);
  }

  /** What a text says; see {@link Mechanism}. */
  record Contents(
      String summary, String source, List<Parameter> parameters, List<MechanismState> states, Map<String, Term> currents, List<Model.Port> receptors,
      boolean point, Set<String> reads, Set<String> densities) {}

  Contents read() {
    ModelText parsed = ModelParser.parse(name, text, problems);
    problems.report();
    refuseSpikes(parsed);
    parsed.equations().forEach(this::refuse);
    List<Equation> currents = parsed.equations().stream().filter(e -> !e.differential() && isCurrent(e.name())).toList();
    boolean point = currents.stream().anyMatch(c -> c.unit().dimension().equals(Dimension.CURRENT));
    for (Equation c : currents) {
      Unit expected = point ? PICOAMPERE : DENSITY;
      if (!c.unit().dimension().equals(expected.dimension())) {
        problems.add(c.span(), "the current " + c.name() + " is in " + c.unit()
            + "; a channel's current is in uA/cm^2, a point mechanism's in pA");
      }
    }
    boolean pool = parsed.equations().stream().anyMatch(e -> e.differential() && ionOfConcentration(e.name()).isPresent());
    if (currents.isEmpty() && !pool) {
      problems.add(new Span(0, 1),
          "a mechanism needs a current, e.g. i = g_max*m*(v - E) : uA/cm^2, or a concentration, e.g. dca_i/dt = … : mM");
    }
    if (!point && !parsed.receptors().isEmpty()) {
      problems.add(parsed.receptors().getFirst().span(), "only a point mechanism has receptors; give its current in pA");
    }
    problems.report();
    Set<String> reads = given(parsed);
    Model model = ModelChecker.check(extended(parsed, reads, currents, point), problems);
    problems.report();
    return contents(parsed, model, reads, point);
  }

  private void refuseSpikes(ModelText parsed) {
    parsed.threshold().or(parsed::hazard).ifPresent(
        t -> problems.add(t.span(),
            "a mechanism has no threshold; where the cell's spikes are detected is said by detect(location)"));
    parsed.reset().stream().findFirst().ifPresent(r -> problems.add(r.span(), "a mechanism has no reset"));
    parsed.update().stream().findFirst().ifPresent(u -> problems.add(u.span(),
        "a mechanism has no update statements, only equations"));
  }

  /** Names of the notation that have a meaning only for neurons. */
  private void refuse(Equation eq) {
    var used = new TreeSet<String>();
    collect(eq.right(), used);
    for (String n : used) {
      if (n.equals("I_stim") || n.equals("t") || n.equals("dt") || n.equals("xi") || n.startsWith("xi_")) {
        problems.add(eq.right().span(), n
            + " has no meaning in a mechanism, whose equations are made of v, celsius, concentrations, currents of ions and its own names");
      }
    }
  }

  private static boolean isCurrent(String variable) {
    return variable.equals("i") || variable.matches("i_[a-z]+");
  }

  private static Optional<String> ionOfConcentration(String variable) {
    return variable.matches("[a-z]+_i") ? Optional.of(variable.substring(0, variable.length() - 2)) : Optional.empty();
  }

  /** The names that the text uses and does not declare, of those that are given to every mechanism. */
  private static Set<String> given(ModelText parsed) {
    var used = new TreeSet<String>();
    parsed.equations().forEach(e -> collect(e.right(), used));
    parsed.initial().forEach(a -> collect(a.right(), used));
    parsed.receptors().forEach(p -> p.effects().forEach(a -> collect(a.right(), used)));
    var declared = new LinkedHashSet<String>();
    parsed.parameters().forEach(p -> declared.add(p.name()));
    parsed.constants().forEach(c -> declared.add(c.name()));
    parsed.equations().forEach(e -> declared.add(e.name()));
    used.removeAll(declared);
    used.removeIf(n -> !n.equals("v") && !n.equals("celsius") && ionOfConcentration(n).isEmpty() && !n.matches("i_[a-z]+"));
    return used;
  }

  private static void collect(Expr e, Set<String> into) {
    switch (e) {
      case Expr.Name n -> into.add(n.name());
      case Expr.Number n -> {}
      case Expr.Prefix p -> collect(p.operand(), into);
      case Expr.Infix i -> {
        collect(i.left(), into);
        collect(i.right(), into);
      }
      case Expr.Call c -> c.arguments().forEach(a -> collect(a, into));
      case Expr.Choice c -> {
        collect(c.test(), into);
        collect(c.yes(), into);
        collect(c.no(), into);
      }
    }
  }

  private static ModelText extended(ModelText parsed, Set<String> reads, List<Equation> currents, boolean point) {
    var parameters = new ArrayList<>(parsed.parameters());
    for (String g : reads) {
      Unit unit = g.equals("v") ? Unit.named("mV").orElseThrow() : g.equals("celsius") ? Unit.ONE : g.startsWith("i_") ? DENSITY
          : UnitText.parse("mM");
      parameters.add(new Quantity(g, new Span(0, 0), 0, unit, Parameter.Range.ANY, "given"));
    }
    var equations = new ArrayList<>(parsed.equations());
    for (Equation c : currents) {
      Expr rate = new Expr.Infix("/", new Expr.Name(c.name(), c.span()), new Expr.Number(1, MILLISECOND, c.span()), c.span());
      equations.add(new Equation(c.name() + CARRIER, c.span(), true, rate, point ? PICOAMPERE : DENSITY, ""));
    }
    return new ModelText(
        parsed.name(), parsed.text(), parsed.summary(), parsed.aliases(), parsed.source(), parameters, parsed.constants(), equations,
        parsed.initial(), parsed.receptors(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(),
        List.of(), List.of(), List.of());
  }

  private static Contents contents(ModelText parsed, Model model, Set<String> reads, boolean point) {
    Set<String> begun = parsed.initial().stream().map(ModelText.Assignment::target).collect(Collectors.toSet());
    var states = new ArrayList<MechanismState>();
    Map<String, Term> currents = new LinkedHashMap<>();
    for (Model.Variable v : model.variables()) {
      Term rate = Singularities.remove(withGiven(v.rate(), reads));
      if (v.name().endsWith(CARRIER)) {
        currents.put(v.name().substring(0, v.name().length() - CARRIER.length()), rate);
      } else {
        Optional<Term> initial = begun.contains(v.name()) ? Optional.of(withGiven(v.initial(), reads)) : Optional.empty();
        states.add(new MechanismState(v.name(), v.unit(), v.meaning(), rate, initial));
      }
    }
    List<Parameter> parameters = model.parameters().stream().filter(p -> !reads.contains(p.name())).toList();
    Set<String> densities =
        parsed.parameters().stream()
            .filter(q -> q.value() == 0)
            .filter(q -> q.unit().dimension().equals(CONDUCTANCE_DENSITY) || q.unit().dimension().equals(PERMEABILITY))
            .map(Quantity::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Contents(
        model.summary(), model.source(), parameters, List.copyOf(states), currents, model.receptors(), point, reads, densities);
  }

  /** Given names become elements of arrays, but for the temperature. */
  private static Term withGiven(Term term, Set<String> reads) {
    return term.replace(l -> l.kind() == Kind.PARAMETER && reads.contains(l.name()) && !l.name().equals("celsius")
        ? Term.leaf(Kind.STATE, l.name()) : l);
  }
}
