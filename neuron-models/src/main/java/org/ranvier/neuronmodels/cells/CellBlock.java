package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.channels.Membrane;
import org.ranvier.neuronmodels.equations.runtime.FlatKernel;

/** Cells that are advanced together. Arrays are {@code [element][cell]}, flat. */
final class CellBlock {
  private final CellPlan plan;
  private final int firstInPopulation;
  private final int cells;
  private final List<Part> parts = new ArrayList<>();
  private final TreeSolver solver;
  private int[] unloaded; // compartments whose channels have no currents that change
  private final double[] spikeBefore;
  private final double[] spikeNow;

  /** A membrane with its arrays. */
  private static final class Part {
    final int[] compartments;
    final int[] runs; // first element of each run of consecutive compartments, then their number
    final List<CellPlan.Point> points; // none where the membrane is that of channels
    final Map<String, double[]> arrays;
    final double[] v;
    final double[] g;
    final double[] j;
    final Membrane membrane;
    final FlatKernel loops;

    Part(CellMembranes.Placed placed, FlatKernel loops, Map<String, double[]> arrays) {
      compartments = placed.compartments();
      points = placed.points();
      runs = isPoints() ? new int[0] : runs(compartments);
      this.arrays = arrays;
      v = array("v");
      g = array("g");
      j = array("j");
      membrane = placed.membrane();
      this.loops = loops;
    }

    boolean isPoints() {
      return !points.isEmpty();
    }

    double[] array(String name) {
      return Objects.requireNonNull(arrays.get(name), name);
    }

    private static int[] runs(int[] compartments) {
      int[] starts = new int[compartments.length + 1];
      int n = 0;
      for (int k = 0; k < compartments.length; k++) {
        if (k == 0 || compartments[k] != compartments[k - 1] + 1) {
          starts[n++] = k;
        }
      }
      starts[n++] = compartments.length;
      return Arrays.copyOf(starts, n);
    }
  }

  CellBlock(CellPlan plan, CellMembranes membranes, int firstInPopulation, int cells) {
    this.plan = plan;
    this.firstInPopulation = firstInPopulation;
    this.cells = cells;
    for (CellMembranes.Placed p : membranes.placed()) {
      Map<String, double[]> arrays = arrays(membranes, p, new HashMap<>());
      parts.add(new Part(p, p.membrane().compile(arrays), arrays));
    }
    solver = TreeSolver.of(membranes.cable(), cells);
    unloaded = unloaded();
    spikeBefore = new double[cells];
    spikeNow = new double[cells];
  }

  private int[] unloaded() {
    boolean[] loaded = new boolean[plan.tree().count()];
    for (Part p : parts) {
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

  /** Starts with these potentials, the same in all compartments of a cell. */
  void begin(double[] potential, int from) {
    int n = plan.tree().count();
    double[] all = new double[n * cells];
    for (int c = 0; c < n; c++) {
      System.arraycopy(potential, from, all, c * cells, cells);
    }
    solver.begin(all, 0, 0, n);
    for (Part p : parts) {
      takePotentials(p);
      p.loops.run(Membrane.BEGIN, 0, p.v.length);
    }
    solver.store(spikeNow, 0, plan.spikeAt(), 1);
  }

  private void takePotentials(Part p) {
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
   */
  void advance(double @Nullable [] current, int from) {
    solver.clear(unloaded);
    for (Part p : parts) {
      if (p.isPoints() && p.membrane.hasStates()) {
        p.loops.run(Membrane.ADVANCE, 0, p.v.length);
      }
      if (p.membrane.hasCurrents()) {
        p.loops.run(Membrane.CURRENTS, 0, p.v.length);
        giveCurrents(p);
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
    for (Part p : parts) {
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

  private void giveCurrents(Part p) {
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

  /** Adds and clears what has arrived: neuron {@code i} of the slice receives in receptor {@code r} at {@code input[bases[r] + i]}. */
  void receive(float[] input, int[][] bases, int from) {
    int part = 0;
    for (Part p : parts) {
      if (p.isPoints()) {
        int[] of = bases[part++];
        if (p.membrane.receives()) {
          receive(p, input, of, from);
        }
      }
    }
  }

  private void receive(Part p, float[] input, int[] bases, int from) {
    List<String> inputs = p.membrane.inputs();
    boolean any = false;
    for (int r = 0; r < inputs.size(); r++) {
      double[] to = p.array(inputs.get(r));
      for (int k = 0; k < p.compartments.length; k++) {
        any |= take(input, bases[k * inputs.size() + r] + from, to, k * cells, cells);
      }
    }
    if (any) {
      p.loops.run(Membrane.RECEIVE, 0, p.v.length);
    }
  }

  private static boolean take(float[] input, int from, double[] to, int at, int cells) {
    boolean any = false;
    for (int i = 0; i < cells; i++) {
      float w = input[from + i];
      to[at + i] = w;
      any |= w != 0;
    }
    if (any) {
      Arrays.fill(input, from, from + cells, 0);
    }
    return any;
  }

  /** Potentials where spikes are detected, before the step. */
  double[] spikeBefore() {
    return spikeBefore;
  }

  /** Potentials where spikes are detected. */
  double[] spikeNow() {
    return spikeNow;
  }

  /** Copies an observed variable. */
  void copy(CellPlan.Observed observed, double[] to, int at) {
    if (observed.label().isEmpty()) {
      solver.store(to, at, observed.compartment(), 1);
      return;
    }
    for (Part p : parts) {
      for (int k = 0; k < p.compartments.length; k++) {
        boolean point = p.isPoints();
        boolean here = point ? p.points.get(k).inserted().label().equals(observed.label()) : p.compartments[k] == observed.compartment();
        String label = point ? p.points.get(k).inserted().mechanism().name() : observed.label();
        double @Nullable [] array = here ? p.arrays.get(label + Membrane.SEPARATOR + observed.variable()) : null;
        if (array != null) {
          System.arraycopy(array, k * cells, to, at, cells);
          return;
        }
      }
    }
    throw new IllegalStateException(observed.name() + " is nowhere");
  }

  /** Makes the loops and the linear system anew for other parameters; states stay. */
  void setMembranes(CellMembranes membranes) {
    for (int k = 0; k < parts.size(); k++) {
      CellMembranes.Placed placed = membranes.placed().get(k);
      Part old = parts.get(k);
      Map<String, double[]> arrays = arrays(membranes, placed, old.arrays);
      parts.set(k, new Part(placed, placed.membrane().compile(arrays), arrays));
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
    for (Part p : parts) {
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
