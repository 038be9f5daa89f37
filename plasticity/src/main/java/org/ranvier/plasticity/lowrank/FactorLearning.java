package org.ranvier.plasticity.lowrank;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.plasticity.modulation.Effects;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * How the factors of {@code W/w = L·diag(s)·Rᵀ} follow a rule of pairs. The rule would change the weight of each pair by {@code dW_ij = a·x_j} at a spike of {@code i}
 * and by {@code b·y_i + c} at one of {@code j}; factors follow the gradient of {@code Σ_ij W_ij·dW_ij}:
 *
 * <pre>{@code
 * dL_ik = s_k·Σ_j R_kj·dW_ij = s_k·(a·X_k·S_i + (b·y_i + c)·P_k)        X_k = Σ_j R_kj·x_j,  P_k = Σ_j R_kj·S_j
 * dR_kj = s_k·Σ_i L_ik·dW_ij = s_k·(a·Q_k·x_j + (b·Y_k + c·N_k)·S_j)    Q_k = Σ_i L_ik·S_i,  Y_k = Σ_i L_ik·y_i,  N_k = Σ_i L_ik
 * }</pre>
 *
 * <p>with the spikes {@code S} that arrive in a step, those of targets after the same delay as those of sources. All sums are of the factors before the step's change.
 * No pair is looked at: a step costs {@code modes × neurons} operations. Where rows of {@code R} are orthonormal and gains are 1, what {@code L} alone learns is
 * exactly the sum of all changes of the full matrix, projected on {@code R}; so too for {@code R} and {@code L}.
 *
 * <p>Every worker does the same for all neurons, as it has all spikes, and so all have the same factors in every bit.
 */
final class FactorLearning {
  private static final int DROP_MASK = 1023; // steps

  private final FactorPlasticity of;
  private final FactorRule rule;
  private final TimeGrid grid;
  private final String name;
  private final double[][] left;
  private final double[][] right;
  private final double[] x; // of all sources
  private final double[] y; // of all targets
  private final double[] chosen; // 1 for targets of the projection, 0 for others
  private final double plus;
  private final double minus;
  private final List<FactorEligibility> eligibilities = new ArrayList<>();
  private final List<@Nullable Effects> effects = new ArrayList<>();
  private final double[] leftNorm;
  private final double[] rightNorm;
  private final double[] toFired; // what each mode gives to the targets that fired
  private final double[] toTargets; // to all targets, times what they kept of their spikes
  private final double[] toSources;
  private final double[] toArrived; // to the sources whose spikes arrived
  private boolean halted;

  /**
   * @param left the factors that it changes, [mode][target]
   * @param right the factors that it changes, [mode][source]
   */
  FactorLearning(String name, FactorPlasticity of, double[][] left, double[][] right, TimeGrid grid) {
    this.name = name;
    this.of = of;
    this.left = left;
    this.right = right;
    this.grid = grid;
    rule = of.rule();
    x = new double[of.sources().length];
    y = new double[of.targets().length];
    chosen = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      chosen[i] = of.targets()[i] ? 1 : 0;
    }
    plus = StrictMath.exp(-grid.resolutionMs() / rule.plusMs());
    minus = StrictMath.exp(-grid.resolutionMs() / rule.minusMs());
    int modes = left.length;
    leftNorm = new double[modes];
    rightNorm = new double[modes];
    toFired = new double[modes];
    toTargets = new double[modes];
    toSources = new double[modes];
    toArrived = new double[modes];
    takeNorms();
  }

  /** Looks for the modulators among a worker's fields. */
  void meet(List<Field> fields) {
    for (List<Acting> on : of.acting()) {
      effects.add(on.isEmpty() ? null : new Effects(Modulation.among(fields), on, 0, 1));
    }
    for (EligibilityTrace trace : rule.traces()) {
      Modulation modulation = Modulation.among(fields);
      int place = modulation.places(trace.factor(), of.target(), "low-rank projection '" + name + "'")[0];
      int targets = of.side().hasLeft() ? y.length : 0;
      int sources = of.side().hasRight() ? x.length : 0;
      eligibilities.add(new FactorEligibility(trace, modulation, place, grid, left.length, targets, sources));
    }
  }

  boolean hears(int target) {
    return of.target() == target;
  }

  boolean hasSource(int neuron) {
    return of.sources()[neuron];
  }

  boolean hasTarget(int neuron) {
    return of.targets()[neuron];
  }

  /** The norms that are kept are those of the factors as they are now. */
  void takeNorms() {
    for (int k = 0; k < left.length; k++) {
      leftNorm[k] = Math.sqrt(Factors.dot(left[k], left[k]));
      rightNorm[k] = Math.sqrt(Factors.dot(right[k], right[k]));
    }
  }

  void halt(boolean halt) {
    halted = halt;
  }

  boolean isHalted() {
    return halted;
  }

  /**
   * Goes on to a step.
   *
   * @param arrived sources whose spikes arrive in it
   * @param fired targets whose spikes arrive in it
   */
  void advance(long step, IntArrayList arrived, IntArrayList fired) {
    boolean changed = mature(step);
    Factors.scale(x, plus);
    Factors.scale(y, minus);
    if ((step & DROP_MASK) == 0) {
      Factors.drop(x);
      Factors.drop(y);
      eligibilities.forEach(FactorEligibility::drop);
    }
    if (!arrived.isEmpty() || !fired.isEmpty()) {
      project(arrived, fired);
      if (!rule.traces().isEmpty()) {
        for (FactorEligibility e : eligibilities) {
          add(e.ofLeft(), e.ofRight(), e.atPost(), e.atPre(), arrived, fired);
        }
      } else if (!halted) {
        add(left, right, 1, 1, arrived, fired);
        changed = true;
      }
      Factors.count(x, arrived);
      Factors.count(y, fired);
    }
    if (changed && of.keepsNorms()) {
      keep(left, leftNorm, of.side().hasLeft());
      keep(right, rightNorm, of.side().hasRight());
    }
  }

  /** What the third factors have made of eligibilities since the step before. */
  private boolean mature(long step) {
    boolean changed = false;
    for (FactorEligibility e : eligibilities) {
      double change = e.change(step);
      if (change != 0 && !halted) {
        for (int k = 0; k < left.length; k++) {
          Factors.addProduct(left[k], change, e.ofLeft()[k]);
          Factors.addProduct(right[k], change, e.ofRight()[k]);
        }
        changed = true;
      }
      e.decay();
    }
    return changed;
  }

  private double gain(int mode) {
    Effects on = effects.get(mode);
    return on == null ? of.gains()[mode] : on.of(of.gains()[mode], 0);
  }

  private void project(IntArrayList arrived, IntArrayList fired) {
    for (int k = 0; k < left.length; k++) {
      double s = gain(k);
      double[] l = left[k];
      double[] r = right[k];
      if (of.side().hasLeft()) {
        toFired[k] = fired.isEmpty() ? 0 : s * rule.atPost() * Factors.dot(r, x);
        toTargets[k] = s * Factors.sum(r, arrived);
      }
      if (of.side().hasRight()) {
        toSources[k] = s * rule.atPost() * Factors.sum(l, fired);
        toArrived[k] = arrived.isEmpty() ? 0 : s * (rule.atPre() * Factors.dot(l, y) + (rule.alone() == 0 ? 0 : rule.alone() * Factors.dot(l, chosen)));
      }
    }
  }

  /** Adds the step's changes to factors or to their eligibilities, those at spikes of targets times one number, those at spikes of sources times another. */
  private void add(double[][] toLeft, double[][] toRight, double post, double pre, IntArrayList arrived, IntArrayList fired) {
    for (int k = 0; k < toLeft.length && of.side().hasLeft(); k++) {
      for (int n = 0; n < fired.size(); n++) {
        toLeft[k][fired.getInt(n)] += post * toFired[k];
      }
      Factors.addProduct(toLeft[k], pre * toTargets[k] * rule.atPre(), y);
      Factors.addProduct(toLeft[k], pre * toTargets[k] * rule.alone(), chosen);
    }
    for (int k = 0; k < toRight.length && of.side().hasRight(); k++) {
      Factors.addProduct(toRight[k], post * toSources[k], x);
      for (int n = 0; n < arrived.size(); n++) {
        toRight[k][arrived.getInt(n)] += pre * toArrived[k];
      }
    }
  }

  private static void keep(double[][] rows, double[] norms, boolean learns) {
    for (int k = 0; k < rows.length && learns; k++) {
      double now = Math.sqrt(Factors.dot(rows[k], rows[k]));
      if (now > 0) {
        Factors.scale(rows[k], norms[k] / now);
      }
    }
  }

  void state(StatePort port) {
    port.common("trace of sources", "1", x);
    port.common("trace of targets", "1", y);
    port.common("norms of left", "1", leftNorm);
    port.common("norms of right", "1", rightNorm);
    for (int e = 0; e < eligibilities.size(); e++) {
      eligibilities.get(e).state(port.of("eligibility " + e));
    }
    halted = port.common("halted", "1", halted ? 1 : 0) == 1;
  }
}
