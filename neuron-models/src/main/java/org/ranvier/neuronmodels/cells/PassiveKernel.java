package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.Fused;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;

/** Advances cells that are linear by their propagator, exactly: in each step the variables are multiplied by a matrix. */
final class PassiveKernel implements AdjustableKernel {
  private final CellPlan plan;
  private final SliceContext slice;
  private final State state;
  private final double[] potential;
  private final List<double[]> observed = new ArrayList<>();
  private final double[][] now; // [variable][cell]
  private final double[][] next;
  private PassiveSystem system;
  private double[][] propagator;
  private double[] threshold;
  private ParameterValues values;
  private boolean begun;

  PassiveKernel(CellPlan plan, ParameterValues values, double initialMv, SliceContext slice) {
    if (values.distinct() > 1) {
      throw new RanvierException(
          "population '" + slice.population()
              + "': the exact propagator takes one value of each parameter for all cells; use another integrator of cell '"
              + plan.name() + "'");
    }
    this.plan = plan;
    this.slice = slice;
    this.values = values;
    state = new State(slice.paddedSize());
    potential = state.declare(CellPlan.POTENTIAL, "mV", "membrane potential where spikes are detected", initialMv);
    for (CellPlan.Observed o : plan.observed()) {
      observed.add(state.declare(o.name(), o.unit(), o.meaning(), o.label().isEmpty() ? initialMv : 0));
    }
    system = new PassiveSystem(plan, values);
    propagator = system.propagator(slice.grid().resolutionMs());
    threshold = values.slice("V_th", slice);
    now = new double[system.size()][slice.paddedSize()];
    next = new double[system.size()][slice.paddedSize()];
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void state(StatePort port) {
    AdjustableKernel.super.state(port);
    begun = port.common("begun", "1", begun ? 1 : 0) == 1;
    for (int r = 0; r < now.length; r++) {
      port.perNeuron("variable " + r, "", now[r]);
    }
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    if (!begun) {
      begin();
    }
    int n = now.length;
    double[] current = slice.current();
    for (int r = 0; r < n; r++) {
      double[] sum = next[r];
      Arrays.fill(sum, from, to, propagator[r][n]);
      for (int k = 0; k < n; k++) {
        accumulate(sum, now[k], propagator[r][k], from, to);
      }
      if (current != null) {
        accumulate(sum, current, propagator[r][n + 1], from, to);
      }
    }
    for (int r = 0; r < n; r++) {
      System.arraycopy(next[r], from, now[r], from, to - from);
    }
    receive(from, to);
    report(from, to, spikes);
  }

  private static void accumulate(double[] sum, double[] x, double factor, int from, int to) {
    if (factor != 0) {
      for (int i = from; i < to; i++) {
        sum[i] = Fused.fma(factor, x[i], sum[i]);
      }
    }
  }

  private void receive(int from, int to) {
    double[] wide = slice.wideInput();
    int receptor = 0;
    for (CellPlan.Point p : plan.points()) {
      Mechanism mechanism = p.inserted().mechanism();
      for (Model.Port port : mechanism.receptors()) {
        int base = slice.receptorBase()[receptor++];
        for (Model.Change effect : port.effects()) {
          double[] to1 = now[system.place(p.inserted().label(), effect.variable())];
          double factor = system.jump(p, effect);
          if (wide != null) {
            for (int i = from; i < to; i++) {
              to1[i] = Fused.fma(factor, wide[base + i], to1[i]);
            }
          } else {
            for (int i = from; i < to; i++) {
              to1[i] = Fused.fma(factor, slice.input()[base + i], to1[i]);
            }
          }
        }
        if (wide != null) {
          Arrays.fill(wide, base + from, base + to, 0);
        } else {
          Arrays.fill(slice.input(), base + from, base + to, 0);
        }
      }
    }
  }

  private void report(int from, int to, SpikeSink spikes) {
    double[] v = now[system.place(plan.spikeAt())];
    for (int i = from; i < to; i++) {
      if (v[i] >= threshold[i] && potential[i] < threshold[i]) {
        spikes.add(i);
      }
    }
    System.arraycopy(v, from, potential, from, to - from);
    for (int k = 0; k < observed.size(); k++) {
      CellPlan.Observed o = plan.observed().get(k);
      double[] row = now[o.label().isEmpty() ? system.place(o.compartment()) : system.place(o.label(), o.variable())];
      System.arraycopy(row, from, observed.get(k), from, to - from);
    }
  }

  /** The potential where spikes are detected is that of the whole cell, as at the start; what is observed at a place is set there. */
  @Override
  public void assign(String variable, int[] neurons, double[] values, double timeMs) {
    AdjustableKernel.super.assign(variable, neurons, values, timeMs);
    if (!begun) {
      begin();
    }
    for (CellPlan.Observed o : plan.observed()) {
      if (o.name().equals(variable)) {
        set(now[o.label().isEmpty() ? system.place(o.compartment()) : system.place(o.label(), o.variable())], neurons, values);
      }
    }
    if (variable.equals(CellPlan.POTENTIAL)) {
      for (int c = 0; c < plan.tree().count(); c++) {
        if (!plan.tree().isJoint(c)) {
          set(now[system.place(c)], neurons, values);
        }
      }
    }
    System.arraycopy(now[system.place(plan.spikeAt())], 0, potential, 0, slice.size());
    for (int k = 0; k < observed.size(); k++) {
      CellPlan.Observed o = plan.observed().get(k);
      System.arraycopy(now[o.label().isEmpty() ? system.place(o.compartment()) : system.place(o.label(), o.variable())], 0, observed.get(k), 0, slice.size());
    }
  }

  private static void set(double[] row, int[] neurons, double[] values) {
    for (int k = 0; k < neurons.length; k++) {
      row[neurons[k]] = values[k];
    }
  }

  private void begin() {
    begun = true;
    for (int c = 0; c < plan.tree().count(); c++) {
      if (!plan.tree().isJoint(c)) {
        System.arraycopy(potential, 0, now[system.place(c)], 0, slice.size());
      }
    }
  }

  @Override
  public ParameterValues parameters() {
    return values;
  }

  @Override
  public void setParameters(ParameterValues changed) {
    if (changed.distinct() > 1) {
      throw new RanvierException(
          "population '" + slice.population() + "': the exact propagator takes one value of each parameter for all cells");
    }
    system = new PassiveSystem(plan, changed);
    propagator = system.propagator(slice.grid().resolutionMs());
    threshold = changed.slice("V_th", slice);
    values = changed;
  }
}
