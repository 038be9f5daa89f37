package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.neuronmodels.equations.analysis.Model.Change;
import org.ranvier.neuronmodels.equations.analysis.Model.Port;
import org.ranvier.neuronmodels.equations.analysis.Model.Published;
import org.ranvier.neuronmodels.equations.analysis.Model.Requirement;
import org.ranvier.neuronmodels.equations.analysis.Model.Variable;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.syntax.Expr;
import org.ranvier.neuronmodels.equations.syntax.ModelText;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Assignment;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Equation;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Quantity;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.equations.syntax.Span;
import org.ranvier.neuronmodels.equations.units.Dimension;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.time.TimeGrid;

/** Checks a model's names, units and sections, and gives its meaning. */
public final class ModelChecker {
  private static final Set<String> RESERVED = Set.of("t", "dt", "pi", "e", "xi", "I_stim", "if", "and", "or", "not", "previous", "refractory", "substep", "none");
  private static final Set<String> UNITS =
      Set.of("mV", "pA", "nA", "uA", "mA", "ms", "us", "nS", "uS", "mS", "pS", "pF", "nF", "uF", "Hz", "kHz", "Ohm", "ohm", "kOhm", "MOhm", "GOhm",
          "um", "mm", "cm", "nm", "mM", "uM", "nM", "mol", "kg");
  private static final int MOST_SHOWN = 20; // names of a loop
  private static final int DEEPEST_INITIAL = 50;
  private static final Dimension PER_TIME = Dimension.TIME.power(-1);
  private static final Dimension SIEMENS = Unit.named("nS").orElseThrow().dimension();
  private static final Unit PICOAMPERE = Unit.named("pA").orElseThrow();

  private final ModelText text;
  private final Problems problems;
  private final Scope fixed = new Scope(); // parameters and constants
  private final Scope all;
  private final Map<String, Span> declared = new LinkedHashMap<>();
  private final Map<String, Equation> equations = new LinkedHashMap<>();
  private final Map<String, Typed> subexpressions = new HashMap<>();
  private final Set<String> looping = new HashSet<>();
  private final Map<String, Term> initials = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final HearingChecker hearing;
  private boolean current;

  private ModelChecker(ModelText text, Problems problems) {
    this.text = text;
    this.problems = problems;
    declareQuantities();
    all = fixed.inner();
    declareEquations();
    hearing = new HearingChecker(text, all, problems);
    text.couplings().forEach(c -> {
      name(c.name(), c.span(), "coupling");
      name(c.sum(), c.sumSpan(), "sum");
      all.declare(c.sum(), () -> hearing.sum(c));
    });
    declareBuiltIns();
  }

  /** Adds what is wrong to {@code problems}; the model is of use only where there are none. */
  public static Model check(ModelText text, Problems problems) {
    return new ModelChecker(text, problems).model();
  }

  private void declareQuantities() {
    for (Quantity p : text.parameters()) {
      name(p.name(), p.span(), "parameter");
      fixed.declareQuantity(p.name(), p.unit(), Term.leaf(Kind.PARAMETER, p.name()));
      if (!p.range().allows(p.value())) {
        problems.add(p.span(), "the default of " + p.name() + " is out of its own range: it must be " + p.range());
      }
    }
    for (Quantity c : text.constants()) {
      name(c.name(), c.span(), "constant");
      fixed.declareQuantity(c.name(), c.unit(), Term.of(c.value()));
    }
    fixed.declare("pi", () -> Typed.number(Term.of(Math.PI), Dimension.NONE));
    fixed.declare("e", () -> Typed.number(Term.of(Math.E), Dimension.NONE));
    fixed.declare("dt", () -> Typed.number(Term.leaf(Kind.PARAMETER, "dt"), Dimension.TIME));
  }

  private void declareEquations() {
    for (Equation eq : text.equations()) {
      Equation first = equations.get(eq.name());
      if (first != null) {
        problems.add(
            eq.span(), "there are two equations for " + eq.name() + ", the other one in line " + problems.line(first.span())
                + "; add their right sides, or give one of the two another name");
        continue;
      }
      name(eq.name(), eq.span(), "variable");
      equations.put(eq.name(), eq);
      if (eq.differential()) {
        all.declare(eq.name(), () -> state(eq, Kind.STATE));
      } else {
        all.declare(eq.name(), () -> subexpression(eq));
      }
    }
  }

  private static Typed state(Equation eq, Kind kind) {
    return Typed.number(Term.mul(Term.of(eq.unit().factor()), Term.leaf(kind, eq.name())), eq.unit().dimension());
  }

  private void declareBuiltIns() {
    all.declare("t", () -> Typed.number(Term.leaf(Kind.TIME, "t"), Dimension.TIME));
    all.declare("I_stim", () -> {
      current = true;
      return Typed.number(Term.mul(Term.of(PICOAMPERE.factor()), Term.leaf(Kind.CURRENT, "I_stim")), Dimension.CURRENT);
    });
    for (String xi : noises()) {
      all.declare(xi, () -> Typed.number(Term.leaf(Kind.NOISE, xi), Dimension.NOISE));
    }
  }

  /** {@code xi}, and the names that begin with {@code xi_} and are nobody else's: independent noises. */
  private Set<String> noises() {
    var names = new TreeSet<String>();
    names.add("xi");
    for (Equation eq : text.equations()) {
      collectNoises(eq.right(), names);
    }
    names.removeAll(declared.keySet());
    return names;
  }

  private static void collectNoises(Expr e, Set<String> into) {
    e.names().stream().map(Expr.Name::name).filter(n -> n.startsWith("xi_")).forEach(into::add);
  }

  /**
   * Checks sub-expressions in such an order that those which one uses come before it: a long chain of them would be deep in recursion else. Finds
   * those that are defined by themselves.
   */
  private void checkSubexpressions() {
    var seen = new HashSet<String>();
    for (Equation start : equations.values()) {
      var path = new ArrayDeque<Visit>();
      visit(start, path, seen);
      while (!path.isEmpty()) {
        Visit here = path.peek();
        if (here.uses().hasNext()) {
          Equation used = equations.get(here.uses().next().name());
          if (used == null || used.differential()) {
            continue;
          }
          if (path.stream().anyMatch(v -> v.equation() == used)) {
            loop(used, path.stream().map(v -> v.equation().name()).filter(n -> !n.equals(start.name()) || !start.differential()).toList().reversed());
          } else {
            visit(used, path, seen);
          }
        } else {
          path.pop();
          if (looping.remove(here.equation().name())) {
            subexpressions.remove(here.equation().name()); // what uses it has been told that it is unknown; itself is still to be checked
          }
          if (!here.equation().differential()) {
            subexpression(here.equation());
          }
        }
      }
    }
  }

  /** A sub-expression on the way, and the names in it that are yet to be followed. */
  private record Visit(Equation equation, Iterator<Expr.Name> uses) {}

  private static void visit(Equation equation, Deque<Visit> path, Set<String> seen) {
    if (seen.add(equation.name())) {
      path.push(new Visit(equation, equation.right().names().iterator()));
    }
  }

  private void loop(Equation eq, List<String> path) {
    List<String> loop = path.subList(path.indexOf(eq.name()), path.size());
    String shown = loop.size() <= MOST_SHOWN ? String.join(" → ", loop) : String.join(" → ", loop.subList(0, MOST_SHOWN)) + " → … "
        + (loop.size() - MOST_SHOWN) + " more …";
    problems.add(
        eq.span(), "algebraic loop: " + shown + " → " + eq.name() + "; each is defined by the next. Solve the equations for one of them, or make one a differential"
            + " equation");
    subexpressions.put(eq.name(), Typed.unknown());
    looping.add(eq.name());
  }

  private Typed subexpression(Equation eq) {
    Typed known = subexpressions.get(eq.name());
    if (known != null) {
      return known;
    }
    if (open.contains(eq.name())) { // through a coupling; others have been found before
      loop(eq, List.copyOf(open).reversed());
      return Typed.unknown();
    }
    open.push(eq.name());
    Term term = new ExpressionChecker(all, problems).number(eq.right(), eq.unit().dimension(), "'" + eq.name() + "' is declared in " + eq.unit() + ", so its right side");
    open.pop();
    Typed typed = Typed.number(term, eq.unit().dimension());
    return Objects.requireNonNullElse(subexpressions.putIfAbsent(eq.name(), typed), typed);
  }

  private void name(String name, Span span, String what) {
    if (RESERVED.contains(name) || Functions.ALL.containsKey(name)) {
      problems.add(span, "'" + name + "' is reserved: it is " + meaning(name) + "; call the " + what + " something else, e.g. " + name + "_1");
    } else if (UNITS.contains(name)) {
      problems.add(span, "'" + name + "' is reserved: it is a unit; call the " + what + " something else, e.g. " + name + "_1");
    }
    Span before = declared.putIfAbsent(name, span);
    if (before != null && !before.equals(span)) {
      problems.add(span, "'" + name + "' is declared already in line " + problems.line(before) + "; give one of the two another name");
    }
  }

  private static String meaning(String name) {
    return switch (name) {
      case "t" -> "the time";
      case "dt" -> "the resolution";
      case "pi", "e" -> "a number";
      case "xi" -> "white noise";
      case "I_stim" -> "the current that stimuli inject";
      case "substep" -> "the step of the adaptive integration";
      case "refractory" -> "the number of steps for which a neuron is still refractory";
      default -> Functions.ALL.containsKey(name) ? "a function" : "a word of the notation";
    };
  }

  private Model model() {
    checkSubexpressions();
    var variables = new ArrayList<Variable>();
    for (Equation eq : equations.values()) {
      if (eq.differential()) {
        variables.add(variable(eq));
      }
    }
    variables.addAll(hearing.variables());
    if (variables.isEmpty() && problems.isEmpty()) {
      problems.add(new Span(0, 1), "a model needs at least one differential equation, e.g. dV_m/dt = … : mV");
    }
    checkInitialTargets();
    var receptors = receptors();
    var spikeScope = spikeScope();
    var checker = new ExpressionChecker(spikeScope, problems);
    Optional<Term> threshold = text.threshold().map(t -> checker.test(t, "a threshold")).or(() -> text.hazard().map(h -> chance(h, checker)));
    var reset = changes(text.reset().stream().filter(a -> !a.target().equals("none")).toList(), spikeScope);
    checkSpikeSections();
    var refractory = text.refractory().map(this::refractory);
    var requirements = text.requirements().stream().map(this::requirement).toList();
    var updates = updates();
    checkUse();
    var parameters = text.parameters().stream().map(p -> new Parameter(p.name(), p.unit().toString(), p.value(), p.range(), p.meaning())).toList();
    return new Model(
        text.name(), text.text(), text.summary(), text.aliases(), text.source(), parameters, variables, receptors, threshold, reset, refractory,
            text.method(), requirements, updates, current, hearing.couplings(), published());
  }

  private Variable variable(Equation eq) {
    Dimension rate = eq.unit().dimension().times(PER_TIME);
    Term right = new ExpressionChecker(all, problems).number(eq.right(), rate, "d" + eq.name() + "/dt");
    Term initial = initial(eq);
    return new Variable(eq.name(), eq.unit().toString(), eq.meaning(), inUnit(right, eq.unit()), initial);
  }

  /** The value at the start, made of parameters: variables that it mentions stand for their own values at the start. */
  private Term initial(Equation eq) {
    Term known = initials.get(eq.name());
    if (known == null) {
      known = freshInitial(eq);
      initials.put(eq.name(), known);
    }
    return known;
  }

  private Term freshInitial(Equation eq) {
    for (Assignment a : text.initial()) {
      if (a.target().equals(eq.name())) {
        if (open.size() > DEEPEST_INITIAL) {
          problems.add(a.span(), "initial values refer to one another in a chain of more than " + DEEPEST_INITIAL + "; give this one as a number or by parameters");
          return Term.ZERO;
        }
        if (open.contains("initial " + eq.name())) {
          problems.add(a.span(), "the initial value of " + eq.name() + " is defined by itself; give it as a number or by parameters");
          return Term.ZERO;
        }
        open.push("initial " + eq.name());
        Term value = inUnit(new ExpressionChecker(all, problems).number(a.right(), eq.unit().dimension(), "the initial value of " + eq.name()), eq.unit());
        Term atStart = value.replace(l -> l.kind() == Kind.STATE && equations.containsKey(l.name()) ? initial(Objects.requireNonNull(equations.get(l.name()))) : l);
        open.pop();
        if (!atStart.isFixed()) {
          problems.add(a.right().span(), "an initial value can be made of parameters and other initial values only");
        }
        return atStart;
      }
    }
    return Term.ZERO;
  }

  private static Term inUnit(Term coherent, Unit unit) {
    return unit.factor() == 1 ? coherent : Term.mul(Term.of(1 / unit.factor()), coherent);
  }

  private void checkInitialTargets() {
    for (Assignment a : text.initial()) {
      stateVariable(a);
      if (!a.operator().equals("=")) {
        problems.add(a.span(), "an initial value is given by '='");
      }
    }
  }

  private Optional<Equation> stateVariable(Assignment a) {
    Equation eq = equations.get(a.target());
    if (eq == null || !eq.differential()) {
      var states = equations.values().stream().filter(Equation::differential).map(Equation::name).toList();
      problems.add(
          a.span(), "'" + a.target() + "' is not a state variable" + (eq != null ? ", but follows from the others" : "") + Names.suggest(a.target(), states));
      return Optional.empty();
    }
    return Optional.of(eq);
  }

  /** The new values of variables after assignments, each in its unit. */
  private List<Change> changes(List<Assignment> assignments, Scope scope) {
    var changes = new ArrayList<Change>();
    for (Assignment a : assignments) {
      stateVariable(a).ifPresent(eq -> changes.add(change(a, eq, scope)));
    }
    return changes;
  }

  private Change change(Assignment a, Equation eq, Scope scope) {
    var checker = new ExpressionChecker(scope, problems);
    boolean scales = a.operator().equals("*=");
    Term right = checker.number(a.right(), scales ? Dimension.NONE : eq.unit().dimension(), "what " + a.target() + " " + a.operator() + " takes");
    Term own = Term.leaf(Kind.STATE, eq.name());
    Term value = switch (a.operator()) {
      case "+=" -> Term.add(own, inUnit(right, eq.unit()));
      case "-=" -> Term.sub(own, inUnit(right, eq.unit()));
      case "*=" -> Term.mul(own, right);
      default -> inUnit(right, eq.unit());
    };
    return new Change(eq.name(), value);
  }

  private Scope spikeScope() {
    Scope scope = all.inner();
    scope.hide("t");
    noises().forEach(scope::hide);
    equations.values().stream().filter(Equation::differential).forEach(eq -> scope.declarePrevious(eq.name(), state(eq, Kind.PREVIOUS)));
    return scope;
  }

  private List<Port> receptors() {
    var ports = new ArrayList<Port>();
    var names = new HashMap<String, Span>();
    for (ModelText.Port p : text.receptors()) {
      if (names.put(p.name(), p.span()) != null) {
        problems.add(p.span(), "there are two receptors '" + p.name() + "'; give one of the two another name, or join their effects with ','");
      }
      Scope scope = all.inner();
      Term weight = Term.leaf(Kind.INPUT, p.name());
      scope.declare("w", () -> Typed.number(Term.mul(Term.of(p.unit().factor()), weight), p.unit().dimension()));
      var effects = new ArrayList<Change>();
      for (Assignment a : p.effects()) {
        stateVariable(a).flatMap(eq -> effect(a, eq, scope, weight)).ifPresent(effects::add);
      }
      String what = p.effects().isEmpty() ? "enters the update" : effectText(p);
      ports.add(new Port(new Receptor(p.name(), p.unit().toString(), p.meaning().isEmpty() ? what : p.meaning(), weights(p, effects)), effects));
    }
    return ports;
  }

  /** Weights that are conductances have the sign with which they open them; its sign at the default parameters is that of the factor. */
  private Receptor.Weights weights(ModelText.Port port, List<Change> effects) {
    boolean conductance = port.unit().dimension().equals(SIEMENS) && !effects.isEmpty() && effects.stream().allMatch(e -> e.value().isFixed());
    if (!conductance || !problems.isEmpty()) {
      return Receptor.Weights.ANY;
    }
    double[] factors = effects.stream().mapToDouble(e -> e.value().evaluate(this::defaultValue)).toArray();
    return Arrays.stream(factors).allMatch(f -> f > 0) ? Receptor.Weights.NOT_NEGATIVE
        : Arrays.stream(factors).allMatch(f -> f < 0) ? Receptor.Weights.NOT_POSITIVE : Receptor.Weights.ANY;
  }

  private double defaultValue(Term.Leaf parameter) {
    return text.parameters().stream().filter(p -> p.name().equals(parameter.name())).mapToDouble(Quantity::value).findFirst()
        .orElse(TimeGrid.DEFAULT.resolutionMs()); // of dt, the only other fixed leaf
  }

  private String effectText(ModelText.Port p) {
    return String.join(", ", p.effects().stream().map(a -> a.target() + " " + a.operator() + " " + problems.quote(a.right().span())).toList());
  }

  private Optional<Change> effect(Assignment a, Equation eq, Scope scope, Term weight) {
    if (!a.operator().equals("+=") && !a.operator().equals("-=")) {
      problems.add(a.span(), "an arriving weight is added, so this must read " + a.target() + " += …");
      return Optional.empty();
    }
    Term right =
        inUnit(new ExpressionChecker(scope, problems).number(a.right(), eq.unit().dimension(), "what a spike adds to " + a.target()), eq.unit());
    var affine = Affine.of(right, weight::equals);
    if (affine.isEmpty() || !affine.get().constant().isConst(0) || affine.get().coefficients().isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(
            a.right().span(), "what a spike adds must be proportional to its weight w, for the weights that arrive in a step are summed; e.g. " + a.target() + " += w");
      }
      return Optional.empty();
    }
    Term factor = affine.get().coefficients().values().iterator().next();
    return Optional.of(new Change(eq.name(), a.operator().equals("+=") ? factor : Term.negate(factor)));
  }

  /** Whether a neuron with the hazard {@code h} fires: with the probability {@code 1 - e^(-h·dt)}. */
  private static Term chance(Expr hazard, ExpressionChecker checker) {
    Term rate = checker.number(hazard, PER_TIME, "a hazard, the rate of random spikes,");
    Term survival = Term.exp(Term.negate(Term.mul(rate, Term.leaf(Kind.PARAMETER, "dt"))));
    return Term.apply(Op.LT, survival, Term.leaf(Kind.CHANCE, "chance"));
  }

  private void checkSpikeSections() {
    var threshold = text.threshold().or(text::hazard);
    if (text.threshold().isPresent() && text.hazard().isPresent()) {
      problems.add(
          text.hazard().get().span(), "a model has a threshold or a hazard, not both; for a hazard that is 0 below a potential write if(V_m < V_th, 0, …)");
    }
    text.method().filter(m -> m.thresholdAtSubsteps() && text.hazard().isPresent()).ifPresent(
        m -> problems.add(m.span(), "a hazard holds for a whole step, so it cannot be tested at substeps; leave 'threshold at substeps' out"));
    if (threshold.isPresent() && text.reset().isEmpty()) {
      problems.add(
          threshold.get().span(), "the model has a threshold but no reset, so a neuron above it would fire at every step; add e.g. 'reset: V_m = V_reset',"
              + " or 'reset: none' where the equations themselves bring the neuron back");
    }
    if (threshold.isEmpty()) {
      text.reset().stream().findFirst().ifPresent(r -> problems.add(r.span(), "there is a reset but no threshold; add e.g. 'threshold: V_m >= V_th'"));
      text.refractory().ifPresent(r -> problems.add(r.duration().span(), "there is a refractory period but no threshold; add e.g. 'threshold: V_m >= V_th'"));
    }
    text.refractory().ifPresent(r -> r.held().forEach(h -> stateVariable(new Assignment(h.name(), h.span(), "hold", h))));
  }

  private Model.Refractory refractory(ModelText.Refractory r) {
    Term duration = new ExpressionChecker(fixed, problems).number(r.duration(), Dimension.TIME, "the refractory period");
    Scope scope = all.inner();
    scope.hide("t");
    scope.hide("I_stim");
    noises().forEach(scope::hide);
    var until = r.until().map(test -> new ExpressionChecker(scope, problems).test(test, "the end of the refractory period"));
    return new Model.Refractory(duration, r.held().stream().map(Expr.Name::name).toList(), until);
  }

  private Requirement requirement(ModelText.Requirement r) {
    Term condition = new ExpressionChecker(fixed, problems).test(r.condition(), "a requirement");
    return new Requirement(condition, problems.quote(r.condition().span()), r.otherwise());
  }

  private List<Change> updates() {
    Scope scope = all.inner();
    equations.values().stream().filter(Equation::differential).forEach(eq -> scope.declarePrevious(eq.name(), state(eq, Kind.PREVIOUS)));
    for (ModelText.Port p : text.receptors()) {
      if (p.effects().isEmpty()) {
        scope.declare(p.name(), () -> Typed.number(Term.mul(Term.of(p.unit().factor()), Term.leaf(Kind.INPUT, p.name())), p.unit().dimension()));
        if (text.update().isEmpty()) {
          problems.add(p.span(), "receptor '" + p.name() + "' has no effect; write e.g. " + p.name() + ": I_syn += w : " + p.unit());
        }
      }
    }
    return changes(text.update(), scope);
  }

  private List<Published> published() {
    var values = new ArrayList<Published>();
    for (Expr.Name n : text.published()) {
      Equation eq = equations.get(n.name());
      if (eq == null) {
        problems.add(n.span(), "there is no variable '" + n.name() + "' to publish" + Names.suggest(n.name(), equations.keySet()));
      } else if (!eq.differential()) { // a state variable needs nothing
        Term value = inUnit(subexpression(eq).term(), eq.unit());
        if (value.has(Kind.NOISE)) {
          problems.add(n.span(), "'" + n.name() + "' contains noise, so it has no value at a point of time; publish a state variable that the noise drives");
        }
        values.add(new Published(eq.name(), eq.unit().toString(), eq.meaning(), value));
      }
    }
    return values;
  }

  private void checkUse() {
    hearing.checkUse();
    for (Quantity q : text.parameters()) {
      unused(q, "parameter");
    }
    for (Quantity q : text.constants()) {
      unused(q, "constant");
    }
  }

  private void unused(Quantity q, String what) {
    if (!fixed.isUsed(q.name())) {
      problems.add(q.span(), what + " '" + q.name() + "' is never used; leave it out, or use it in an equation");
    }
  }}
