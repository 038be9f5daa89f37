package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.channels.MechanismState;
import org.ranvier.neuronmodels.equations.analysis.Derivative;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.runtime.MatrixExponential;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;

/**
 * A cell as a linear system {@code dz/dt = A·z + b + s·I}: its variables {@code z} are the potentials of the compartments,
 * without joints, which
 * follow from their neighbours, and the states of point mechanisms; {@code I} is the injected current.
 */
final class PassiveSystem {
  private static final int MOST = 64; // compartments and states

  private final CellPlan plan;
  private final ParameterValues values;
  private final int[] place; // of each compartment among the variables, -1 for joints
  private final List<State> states = new ArrayList<>();
  private final double[][] system;

  /** A state of a point mechanism. */
  record State(CellPlan.Point point, MechanismState variable) {}

  PassiveSystem(CellPlan plan, ParameterValues values) {
    this.plan = plan;
    this.values = values;
    int n = plan.tree().count();
    place = new int[n];
    int next = 0;
    for (int c = 0; c < n; c++) {
      place[c] = plan.tree().isJoint(c) ? -1 : next++;
    }
    for (CellPlan.Point p : plan.points()) {
      p.inserted().mechanism().states().forEach(s -> states.add(new State(p, s)));
    }
    int size = next + states.size();
    if (size > MOST) {
      throw refusal("has " + size + " compartments and synaptic states; the exact propagator takes at most " + MOST,
          "use fewer compartments");
    }
    system = new double[size + 2][size + 2];
    potentials(next);
    synapses(next);
  }

  private RanvierException refusal(String why, String mend) {
    return new RanvierException("cell '" + plan.name() + "' " + why + "; " + mend
        + ", or another integrator, e.g. Integrator.CRANK_NICOLSON");
  }

  int size() {
    return system.length - 2;
  }

  /** Place of a compartment's potential among the variables. */
  int place(int compartment) {
    return place[compartment];
  }

  /** Place of a state of the point mechanism with this label. */
  int place(String label, String variable) {
    for (int k = 0; k < states.size(); k++) {
      if (states.get(k).point().inserted().label().equals(label) && states.get(k).variable().name().equals(variable)) {
        return size() - states.size() + k;
      }
    }
    throw new IllegalArgumentException(label + "." + variable);
  }

  /** {@code [P c g]} for a step: by row what each variable, 1, and the current give to a variable. */
  double[][] propagator(double stepMs) {
    double[][] scaled = new double[system.length][system.length];
    for (int r = 0; r < system.length; r++) {
      for (int k = 0; k < system.length; k++) {
        scaled[r][k] = system[r][k] * stepMs;
      }
    }
    return MatrixExponential.of(scaled);
  }

  /** What a weight in a receptor adds to a state. */
  double jump(CellPlan.Point point, Model.Change effect) {
    Term factor = numbers(point.inserted(), effect.value());
    if (!isNumber(factor)) {
      throw refusal("has the synapse '" + point.inserted().label() + "', whose response to a spike depends on its state",
          "use another synapse");
    }
    return value(factor);
  }

  private void potentials(int n) {
    var cable = new CellMembranes(plan, values, 1).cable();
    int all = cable.count();
    double[][] k = new double[all][all + 2]; // per area: conductances, constant current, injected current
    for (int c = 0; c < all; c++) {
      k[c][c] -= cable.diagonal()[c] - cable.capacity()[c];
      k[c][all] = cable.fixedCurrent()[c];
      if (c > 0) {
        k[c][cable.parent()[c]] += cable.up()[c];
        k[cable.parent()[c]][c] += cable.down()[c];
      }
    }
    k[plan.currentAt()][all + 1] = cable.perArea()[plan.currentAt()];
    for (int q = 0; q < all; q++) {
      for (int r = 0; r < all && place[q] < 0; r++) {
        if (r != q && k[r][q] != 0) {
          double factor = k[r][q] / k[q][q];
          for (int col = 0; col < all + 2; col++) {
            k[r][col] -= factor * k[q][col];
          }
          k[r][q] = 0;
        }
      }
    }
    refuseActive();
    for (int c = 0; c < all; c++) {
      if (place[c] >= 0) {
        double capacitance = cable.capacity()[c]; // the step is 1 ms
        for (int other = 0; other < all; other++) {
          if (place[other] >= 0) {
            system[place[c]][place[other]] = k[c][other] / capacitance;
          }
        }
        system[place[c]][size()] = k[c][all] / capacitance;
        system[place[c]][size() + 1] = k[c][all + 1] / capacitance;
      }
    }
    if (n == 0) {
      throw new IllegalStateException("a cell without membrane");
    }
  }

  private void refuseActive() {
    for (CellMembranes.Placed p : new CellMembranes(plan, values, 1).placed()) {
      if (!p.isPoints() && (p.membrane().hasCurrents() || p.membrane().hasStates())) {
        throw refusal("has channels that are not passive, or whose parameters differ between compartments or cells",
            "leave only leaks of one density a region");
      }
    }
  }

  private void synapses(int n) {
    for (int k = 0; k < states.size(); k++) {
      State s = states.get(k);
      affine(s.point(), s.variable().rate(), n + k, 1);
    }
    for (CellPlan.Point p : plan.points()) {
      int c = p.compartment();
      double perCapacitance = 100 / plan.tree().areaUm2()[c] / plan.tree().capacitanceUFPerCm2()[c];
      for (Term current : p.inserted().mechanism().currents().values()) {
        if (p.inserted().mechanism().states().stream().anyMatch(s -> current.any(t -> t instanceof Term.Leaf l
            && l.name().equals(s.name())))) {
          affine(p, current, place[c], -perCapacitance); // those without states are among the fixed conductances already
        }
      }
    }
  }

  /** Adds {@code factor} times a term to the row of a variable. */
  private void affine(CellPlan.Point point, Term term, int row, double factor) {
    Term numeric = numbers(point.inserted(), term);
    Term rest = numeric;
    for (int k = 0; k < states.size(); k++) {
      if (states.get(k).point() == point) {
        var leaf = Term.leaf(Kind.STATE, states.get(k).variable().name());
        system[row][size() - states.size() + k] += factor * coefficient(point, numeric, leaf);
        rest = rest.replace(l -> l.equals(leaf) ? Term.ZERO : l);
      }
    }
    var v = Term.leaf(Kind.STATE, "v");
    system[row][place[point.compartment()]] += factor * coefficient(point, numeric, v);
    rest = rest.replace(l -> l.equals(v) ? Term.ZERO : l);
    system[row][size()] += factor * value(rest);
  }

  private double coefficient(CellPlan.Point point, Term term, Term.Leaf leaf) {
    Term slope = Derivative.of(term, leaf);
    if (!isNumber(slope)) {
      throw refusal("has the synapse '" + point.inserted().label() + "', which is not linear",
          "use synapses that are currents, such as exp_current");
    }
    return value(slope);
  }

  private Term numbers(CellPlan.Inserted inserted, Term term) {
    return term.replace(l -> {
      if (l.kind() != Kind.PARAMETER) {
        return l;
      }
      return Term.of(l.name().equals("celsius") ? plan.celsius() : values.first(inserted.label() + "." + l.name()));
    });
  }

  private static boolean isNumber(Term t) {
    return !t.any(Term.Leaf.class::isInstance);
  }

  private static double value(Term t) {
    return t.evaluate(l -> Double.NaN);
  }
}
