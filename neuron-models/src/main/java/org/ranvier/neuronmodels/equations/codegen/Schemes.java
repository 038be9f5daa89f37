package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.LinearSystem;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/** Writes out what a step of fixed length computes, by the method of a model. */
final class Schemes {
  private static final Term DT = Term.leaf(Kind.PARAMETER, "dt");

  private final Integration integration;
  private final LinearSystem linear;
  private final boolean[][] acts;
  private final boolean current;
  private final List<Step.Local> locals = new ArrayList<>();
  private final Map<String, Term> results = new LinkedHashMap<>();
  private final Map<String, Coefficient> coefficients = new LinkedHashMap<>();

  private Schemes(Integration integration, boolean current) {
    this.integration = integration;
    this.linear = integration.linear();
    acts = linear.actions();
    this.current = current;
  }

  /**
   * @param current whether external current flows into the population; where it does not, it is 0
   */
  static Step of(Model model, Integration integration, boolean current) {
    var scheme = new Schemes(integration, current);
    switch (integration.method()) {
      case EXACT -> {}
      case EULER -> scheme.euler();
      case EULER_MARUYAMA -> scheme.eulerMaruyama();
      case EXPONENTIAL_EULER -> scheme.exponentialEuler();
      case EXPONENTIAL_STAGGERED -> scheme.exponentialStaggered();
      case RK2 -> scheme.rungeKutta(new double[] {0, 0.5}, new double[] {0, 1});
      case RK4 -> scheme.rungeKutta(new double[] {0, 0.5, 0.5, 1}, new double[] {1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0});
      case UPDATE -> scheme.update(model);
      case ADAPTIVE -> throw new IllegalArgumentException("has no fixed step");
    }
    for (String v : scheme.linear.variables()) {
      scheme.results.put(v, scheme.propagated(v, 1));
    }
    scheme.results.keySet().removeIf(integration::isConstant);
    return new Step(scheme.locals, scheme.results, scheme.groups(), List.copyOf(scheme.coefficients.values()));
  }

  private Term rate(String variable) {
    return integration.rate(variable).replace(this::withoutAbsentCurrent);
  }

  private Term withoutAbsentCurrent(Term.Leaf leaf) {
    return leaf.kind() == Kind.CURRENT && !current ? Term.ZERO : leaf;
  }

  private static Term state(String name) {
    return Term.leaf(Kind.STATE, name);
  }

  private Term local(String name, Term value) {
    locals.add(new Step.Local(name, value));
    return Term.leaf(Kind.LOCAL, name);
  }

  private void euler() {
    for (String v : integration.others()) {
      results.put(v, Term.add(state(v), Term.mul(DT, rate(v))));
    }
  }

  /** {@code x + dt·f(x) + √dt·g(x)·N}: the noise leaf stands for {@code xi}, whose integral over the step is {@code √dt·N}. */
  private void eulerMaruyama() {
    for (String v : integration.others()) {
      Term rate = rate(v);
      Term drift = rate.replace(l -> l.kind() == Kind.NOISE ? Term.ZERO : l);
      Term sum = Term.add(state(v), Term.mul(DT, drift));
      if (rate.has(Kind.NOISE)) {
        Term noisy = rate.replace(l -> l.kind() == Kind.NOISE ? Term.mul(l, Term.div(Term.UNIT, Term.apply(Op.SQRT, DT))) : l);
        sum = Term.add(state(v), Term.mul(DT, noisy));
      }
      results.put(v, sum);
    }
  }

  /**
   * {@code x + (a·x + b)·dt·exprel(a·dt) + s·√(dt·exprel(2·a·dt))·N} for {@code dx/dt = a·x + b + s·xi}, which is exact in mean and
   * variance where {@code a}, {@code b} and {@code s} are constant (Gillespie 1996, doi:10.1103/PhysRevE.54.2084).
   */
  private void exponentialEuler() {
    for (String v : integration.others()) {
      Term rate = rate(v);
      Term drift = Integration.drift(rate);
      Term a = Integration.ownLinearPart(v, drift).orElseThrow()[0];
      Term slope = local("rate_" + v, drift);
      Term reach = Term.mul(DT, Term.apply(Op.EXPREL, Term.mul(DT, a)));
      Term sum = Term.add(state(v), Term.mul(slope, reach));
      Term spread = Term.apply(Op.SQRT, Term.mul(DT, Term.apply(Op.EXPREL, Term.mul(Term.of(2), Term.mul(DT, a)))));
      for (Map.Entry<Term.Leaf, Term> noise : Integration.noises(rate).entrySet()) {
        sum = Term.add(sum, Term.mul(Term.mul(noise.getValue(), spread), noise.getKey()));
      }
      results.put(v, sum);
    }
  }

  private Term exponentialStep(String v, Term rate) {
    Term a = Integration.ownLinearPart(v, rate).orElseThrow()[0];
    Term slope = local("rate_" + v, rate);
    Term reach = Term.mul(DT, Term.apply(Op.EXPREL, Term.mul(DT, a)));
    return Term.add(state(v), Term.mul(slope, reach));
  }

  /**
   * The first variable (mostly the potential) is known at the steps, the others at half steps: these are carried past the step's start
   * with the first as it is there, and then the first over the step with these as they are in its middle.
   */
  private void exponentialStaggered() {
    String first = integration.others().getFirst();
    for (String v : integration.others()) {
      if (!v.equals(first)) {
        results.put(v, local("next_" + v, exponentialStep(v, rate(v))));
      }
    }
    Term rate =
        rate(first).replace(leaf -> switch (leaf.kind()) {
          case STATE -> leaf.name().equals(first) ? leaf : results.containsKey(leaf.name()) ? results.get(leaf.name()) : midway(leaf.name(), 0.5);
          case TIME -> Term.add(leaf, Term.mul(Term.of(0.5), DT));
          default -> leaf;
        });
    results.put(first, exponentialStep(first, rate));
  }

  private void rungeKutta(double[] nodes, double[] weights) {
    Map<String, Term> sums = new LinkedHashMap<>();
    Map<String, Term> slopes = Map.of();
    for (int stage = 0; stage < nodes.length; stage++) {
      Function<Term.Leaf, Term> at = stage(stage, nodes[stage], slopes);
      var next = new LinkedHashMap<String, Term>();
      for (String v : integration.others()) {
        Term k = local("k" + (stage + 1) + "_" + v, rate(v).replace(at));
        next.put(v, k);
        if (weights[stage] != 0) {
          sums.merge(v, Term.mul(Term.of(weights[stage]), k), Term::add);
        }
      }
      slopes = next;
    }
    for (String v : integration.others()) {
      results.put(v, Term.add(state(v), Term.mul(DT, Objects.requireNonNull(sums.get(v)))));
    }
  }

  /** What the leaves of a rate are at a stage: others advanced along the slopes, linear ones propagated, time moved on. */
  private Function<Term.Leaf, Term> stage(int stage, double node, Map<String, Term> slopes) {
    if (node == 0) {
      return leaf -> leaf;
    }
    var values = new LinkedHashMap<String, Term>();
    for (String v : integration.others()) {
      Term moved = Term.add(state(v), Term.mul(Term.mul(Term.of(node), DT), Objects.requireNonNull(slopes.get(v))));
      values.put(v, local("y" + (stage + 1) + "_" + v, moved));
    }
    return leaf -> switch (leaf.kind()) {
      case STATE -> values.computeIfAbsent(leaf.name(), v -> midway(v, node));
      case TIME -> Term.add(leaf, Term.mul(Term.of(node), DT));
      default -> leaf;
    };
  }

  private Term midway(String variable, double node) {
    String name = (node == 1 ? "end_" : "mid_") + variable;
    boolean known = locals.stream().anyMatch(l -> l.name().equals(name));
    return known ? Term.leaf(Kind.LOCAL, name) : local(name, propagated(variable, node));
  }

  private Term propagated(String variable, double fraction) {
    int row = linear.variables().indexOf(variable);
    int n = linear.variables().size();
    Term sum = Term.ZERO;
    for (int column = 0; column < n + (current ? 2 : 1); column++) {
      if (acts[column][row]) {
        String source = column < n ? linear.variables().get(column) : column == n ? "1" : "I_stim";
        String half = fraction == 1 ? "" : "half_";
        String name = half + (column < n ? "P_" + variable + "_" + source : column == n ? "drift_" + variable : "gain_" + variable);
        String meaning = "what " + source + " gives to " + variable + (fraction == 1 ? " in a step" : " in half a step");
        coefficients.putIfAbsent(name, new Coefficient.Element(name, row, column, fraction, meaning));
        Term c = Term.leaf(Kind.COEFFICIENT, name);
        Term part = column < n ? Term.mul(state(source), c) : column == n ? c : Term.mul(Term.leaf(Kind.CURRENT, "I_stim"), c);
        sum = Term.add(sum, part);
      }
    }
    return sum;
  }

  private void update(Model model) {
    var latest = new LinkedHashMap<String, Term>();
    int n = 0;
    for (Model.Change change : model.update()) {
      Term value =
          change.value().replace(l -> {
            Term now = l.kind() == Kind.STATE ? latest.get(l.name()) : null;
            return now == null ? withoutAbsentCurrent(l) : now;
          });
      latest.put(change.variable(), local("new" + ++n + "_" + change.variable(), value));
    }
    results.putAll(latest);
  }

  /** Linear variables, each with those it is coupled with both ways; a group comes after those that read it. */
  private List<List<String>> groups() {
    int n = linear.variables().size();
    var groups = new ArrayList<List<String>>();
    boolean[] done = new boolean[n];
    for (int placed = 0; placed < n; ) {
      for (int v = 0; v < n; v++) {
        if (!done[v] && readersDone(v, done)) {
          var group = new ArrayList<String>();
          for (int u = 0; u < n; u++) {
            if (!done[u] && acts[u][v] && acts[v][u]) {
              group.add(linear.variables().get(u));
            }
          }
          for (String name : group) {
            done[linear.variables().indexOf(name)] = true;
          }
          placed += group.size();
          if (!integration.isConstant(group.getFirst())) { // such a variable is alone in its group
            groups.add(group);
          }
        }
      }
    }
    return groups;
  }

  /** Whether all variables that {@code v} acts on, but those that act on it in turn, have been placed. */
  private boolean readersDone(int v, boolean[] done) {
    for (int u = 0; u < done.length; u++) {
      if (!done[u] && acts[v][u] && !acts[u][v]) {
        return false;
      }
    }
    return true;
  }
}
