package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.channels.Membrane;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.StatePort;

/** Cells that are advanced together. Arrays are {@code [element][cell]}, flat. */
final class CellBlock {
  private final CellPlan plan;
  private final int firstInPopulation;
  private final int cells;
  private final List<BlockMembrane> parts = new ArrayList<>();
  private final TreeSolver solver;
  private int[] unloaded; // compartments whose channels have no currents that change
  private final double[] spikeBefore;
  private final double[] spikeNow;
  private final List<double[]> fieldFactors = new ArrayList<>(); // of each electrode
  private final double[] row; // of one compartment
  private final double[] conductance;

  CellBlock(CellPlan plan, CellMembranes membranes, int firstInPopulation, int cells) {
    this.plan = plan;
    this.firstInPopulation = firstInPopulation;
    this.cells = cells;
    for (CellMembranes.Placed p : membranes.placed()) {
      Map<String, double[]> arrays = arrays(membranes, p, new HashMap<>());
      parts.add(new BlockMembrane(p, p.membrane().compile(arrays), arrays));
    }
    // Many cells vectorise over the cells, few are done one by one.
    solver = cells >= RowSolver.FEWEST ? new RowSolver(membranes.cable(), cells) : new FlatSolver(membranes.cable(), cells);
    unloaded = unloaded();
    spikeBefore = new double[cells];
    spikeNow = new double[cells];
    row = new double[cells];
    conductance = new double[cells];
  }

  private int[] unloaded() {
    boolean[] loaded = new boolean[plan.tree().count()];
    for (BlockMembrane p : parts) {
      if (!p.isPoints() && p.membrane.hasCurrents()) {
        for (int c : p.compartments) {
          loaded[c] = true;
        }
      }
    }
    return IntStream.range(0, loaded.length).filter(c -> !loaded[c]).toArray();
  }

  private Map<String, double[]> arrays(CellMembranes membranes, CellMembranes.Placed p, Map<String, double[]> existing) {
    int n = p.compartments().length * cells;
    Map<String, double[]> arrays = new HashMap<>();
    for (String name : p.membrane().arrays()) {
      CellMembranes.Source source = p.parameters().get(name);
      double @Nullable [] known = existing.get(name);
      arrays.put(name, source != null ? values(membranes, p, source) : known != null ? known : new double[n]);
    }
    return arrays;
  }

  private double[] values(CellMembranes membranes, CellMembranes.Placed p, CellMembranes.Source source) {
    double[] values = new double[p.compartments().length * cells];
    for (int k = 0; k < p.compartments().length; k++) {
      CellPlan.Inserted own = p.isPoints() ? p.points().get(k).inserted() : source.inserted();
      for (int i = 0; i < cells; i++) {
        values[k * cells + i] = membranes.value(source, own, p.compartments()[k], firstInPopulation + i);
      }
    }
    return values;
  }

  int cells() {
    return cells;
  }

  /**
   * Lists potentials, gates and states of all compartments.
   *
   * @param port of the block's cells
   */
  void state(StatePort port) {
    int n = plan.tree().count();
    double[] potential = new double[n * cells];
    solver.store(potential, 0, 0, n);
    port.perNeuron("potentials", "mV", potential, n, cells, 1);
    solver.begin(potential, 0, 0, n);
    port.perNeuron("potential at the spike's place", "mV", spikeNow);
    for (int k = 0; k < parts.size(); k++) {
      BlockMembrane p = parts.get(k);
      StatePort own = port.of("membrane " + k);
      p.changing.forEach(name -> own.perNeuron(name, "", p.array(name), p.compartments.length, cells, 1));
    }
  }

  /** Starts with these potentials, the same in all compartments of a cell. */
  void begin(double[] potential, int from) {
    int n = plan.tree().count();
    double[] all = new double[n * cells];
    for (int c = 0; c < n; c++) {
      System.arraycopy(potential, from, all, c * cells, cells);
    }
    solver.begin(all, 0, 0, n);
    for (BlockMembrane p : parts) {
      takePotentials(p);
      p.loops.run(Membrane.BEGIN, 0, p.v.length);
    }
    solver.store(spikeNow, 0, plan.spikeAt(), 1);
  }

  private void takePotentials(BlockMembrane p) {
    if (p.isPoints()) {
      for (int k = 0; k < p.compartments.length; k++) {
        solver.store(p.v, k * cells, p.compartments[k], 1);
      }
    } else {
      for (int r = 0; r + 1 < p.runs.length; r++) {
        int k = p.runs[r];
        solver.store(p.v, k * cells, p.compartments[k], p.runs[r + 1] - k);
      }
    }
  }

  /**
   * Advances a step.
   *
   * @param current into the cells (pA), from element {@code from} on; null for none
   * @param heard of each junction, from element {@code from} on, the sum of weight times what is heard, and of gap junctions that of weights
   */
  void advance(double @Nullable [] current, List<double[]> heard, int from) {
    solver.clear(unloaded);
    for (BlockMembrane p : parts) {
      if (p.isPoints() && p.membrane.hasStates()) {
        p.loops.run(Membrane.ADVANCE, 0, p.v.length);
      }
      if (p.membrane.hasCurrents()) {
        p.loops.run(Membrane.CURRENTS, 0, p.v.length);
        giveCurrents(p);
      }
    }
    for (int k = 0; k < plan.junctions().size(); k++) {
      CellPlan.Junction j = plan.junctions().get(k);
      double scale = perArea(j.compartment());
      if (j.isGap()) {
        solver.add(heard.get(2 * k + 1), heard.get(2 * k), from, j.compartment(), scale);
      } else {
        for (int i = 0; i < cells; i++) {
          conductance[i] = heard.get(2 * k)[from + i];
          row[i] = j.reversalMv() * conductance[i];
        }
        solver.add(conductance, row, 0, j.compartment(), scale);
      }
    }
    if (current != null) {
      solver.addCurrent(current, from, plan.currentAt(), perArea(plan.currentAt()));
    }
    solver.solve();
    System.arraycopy(spikeNow, 0, spikeBefore, 0, cells);
    solver.store(spikeNow, 0, plan.spikeAt(), 1);
  }

  /** Carries the states of mechanisms over the step, with the new potentials. */
  void advanceStates() {
    for (BlockMembrane p : parts) {
      if (p.membrane.hasStates() || p.membrane.hasCurrents()) {
        takePotentials(p);
      }
      if (p.membrane.hasStates()) {
        p.loops.run(Membrane.ADVANCE, 0, p.v.length);
      }
    }
  }

  private double perArea(int compartment) {
    return 100 / plan.tree().areaUm2()[compartment];
  }

  private void giveCurrents(BlockMembrane p) {
    if (p.isPoints()) {
      for (int k = 0; k < p.compartments.length; k++) {
        solver.add(p.g, p.j, k * cells, p.compartments[k], perArea(p.compartments[k]));
      }
    } else {
      for (int r = 0; r + 1 < p.runs.length; r++) {
        int k = p.runs[r];
        solver.load(p.g, p.j, k * cells, p.compartments[k], p.runs[r + 1] - k);
      }
    }
  }

  /** Adds and clears what has arrived: neuron {@code i} of the slice receives in receptor {@code r} at {@code bases[r] + i} of its inputs. */
  void receive(SliceContext slice, int[][] bases, int from) {
    int part = 0;
    for (BlockMembrane p : parts) {
      if (p.isPoints()) {
        int[] of = bases[part++];
        if (p.membrane.receives()) {
          p.receive(slice, of, from, cells);
        }
      }
    }
  }

  /** Potentials where spikes are detected, before the step. */
  double[] spikeBefore() {
    return spikeBefore;
  }

  /** Potentials where spikes are detected. */
  double[] spikeNow() {
    return spikeNow;
  }

  /** Places the cells, as electrodes see them. */
  void setPlaces(ParameterValues values) {
    fieldFactors.clear();
    plan.fields().forEach(f -> fieldFactors.add(f.factors(plan.tree(), values, firstInPopulation, cells)));
  }

  /** Computes the potentials at electrodes, from element {@code at} on. */
  void measure(List<double[]> fields, int at) {
    if (fields.isEmpty()) {
      return;
    }
    fields.forEach(f -> Arrays.fill(f, at, at + cells, 0));
    for (int c = 0; c < plan.tree().count(); c++) {
      solver.store(row, 0, c, 1);
      for (int e = 0; e < fields.size(); e++) {
        add(fields.get(e), at, fieldFactors.get(e), c * cells, row);
      }
    }
  }

  private static void add(double[] to, int at, double[] factor, int from, double[] v) {
    for (int i = 0; i < v.length; i++) {
      to[at + i] += factor[from + i] * v[i];
    }
  }

  /** Copies an observed variable. */
  void copy(CellPlan.Observed observed, double[] to, int at) {
    if (observed.label().isEmpty()) {
      solver.store(to, at, observed.compartment(), 1);
      return;
    }
    States states = states(observed);
    System.arraycopy(states.array, states.from, to, at, cells);
  }

  /** Sets what is observed in one cell. */
  void set(CellPlan.Observed observed, int cell, double value) {
    if (observed.label().isEmpty()) {
      setPotential(observed.compartment(), cell, value);
    } else {
      States states = states(observed);
      states.array[states.from + cell] = value;
    }
  }

  /** Sets the potential of all compartments of a cell. */
  void setPotential(int cell, double value) {
    for (int c = 0; c < plan.tree().count(); c++) {
      setPotential(c, cell, value);
    }
  }

  private void setPotential(int compartment, int cell, double value) {
    double[] row = new double[cells];
    solver.store(row, 0, compartment, 1);
    row[cell] = value;
    solver.begin(row, 0, compartment, 1);
  }

  /** Lets the membranes see potentials that have been set. */
  void showPotentials() {
    parts.forEach(this::takePotentials);
    solver.store(spikeNow, 0, plan.spikeAt(), 1);
  }

  /** The states of all cells at a place, from an element of an array on. */
  private record States(double[] array, int from) {}

  private States states(CellPlan.Observed observed) {
    for (BlockMembrane p : parts) {
      for (int k = 0; k < p.compartments.length; k++) {
        boolean point = p.isPoints();
        boolean here = point ? p.points.get(k).inserted().label().equals(observed.label())
            : p.compartments[k] == observed.compartment();
        String label = point ? p.points.get(k).inserted().mechanism().name() : observed.label();
        double @Nullable [] array = here ? p.arrays.get(label + Membrane.SEPARATOR + observed.variable()) : null;
        if (array != null) {
          return new States(array, k * cells);
        }
      }
    }
    throw new IllegalStateException(observed.name() + " is nowhere");
  }

  /** Makes the loops and the linear system anew for other parameters; states stay. */
  void setMembranes(CellMembranes membranes) {
    for (int k = 0; k < parts.size(); k++) {
      CellMembranes.Placed placed = membranes.placed().get(k);
      BlockMembrane old = parts.get(k);
      Map<String, double[]> arrays = arrays(membranes, placed, old.arrays);
      parts.set(k, new BlockMembrane(placed, placed.membrane().compile(arrays), arrays));
    }
    solver.setCable(membranes.cable());
    unloaded = unloaded(); // what was fixed may now differ from cell to cell
  }

  /**
   * Looks for the compartment from which a potential that is not finite has spread: one step carries it through the whole cell.
   *
   * @return the compartment in which currents are not finite, or else that where spikes are detected
   */
  int culprit(int cell) {
    for (BlockMembrane p : parts) {
      for (int k = 0; k < p.compartments.length; k++) {
        for (double[] values : p.arrays.values()) {
          if (values != p.v && !Double.isFinite(values[k * cells + cell])) {
            return p.compartments[k];
          }
        }
      }
    }
    return plan.spikeAt();
  }
}
