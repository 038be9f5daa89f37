package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.PublishingKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;

/**
 * Advances cells of compartments. A step goes from {@code t} to {@code t + h}:
 *
 * <ol>
 *   <li>states of point mechanisms go on by {@code h/2}; conductances and currents are computed from them, from the gates (which
 *       stand at
 *       {@code t + h/2}), and the potentials at {@code t};
 *   <li>potentials are solved for;
 *   <li>gates go on to {@code t + 3h/2} at the new potentials, states of point mechanisms to {@code t + h};
 *   <li>arriving weights are added; cells whose potential has passed the threshold upwards fire.
 * </ol>
 *
 * <p>Cells are advanced in blocks of one memory footprint; neither the spikes nor the potentials depend on how they are divided.
 */
final class CellKernel implements AdjustableKernel, PublishingKernel {
  private static final int TILE = 1024; // of the engine: blocks lie within one
  private static final int BLOCK_ELEMENTS = 6000; // of an array: some ten arrays of a block stay in the second-level cache

  private final CellPlan plan;
  private final SliceContext slice;
  private final State state;
  private final double[] potential;
  private final List<double[]> observed = new ArrayList<>();
  private final List<double[]> heard = new ArrayList<>(); // of each junction: Σ w·v_pre and Σ w, or of a graded synapse Σ w·s and nothing
  private final List<double[]> fields = new ArrayList<>(); // potentials at electrodes
  private final CellBlock[] blocks;
  private final int blockSize;
  private final int[][] bases;
  private final boolean[] begun;
  private double[] threshold;
  private ParameterValues values;

  CellKernel(CellPlan plan, ParameterValues values, double initialMv, SliceContext slice) {
    this.plan = plan;
    this.slice = slice;
    this.values = values;
    state = new State(slice.paddedSize());
    potential = state.declare(CellPlan.POTENTIAL, "mV", "membrane potential where spikes are detected", initialMv);
    for (CellPlan.Observed o : plan.observed()) {
      observed.add(state.declare(o.name(), o.unit(), o.meaning(), o.label().isEmpty() ? initialMv : 0));
    }
    for (CellPlan.Junction j : plan.junctions()) {
      String what = "sum of weight times " + j.variable() + " of the cells heard at " + j.label();
      heard.add(state.declare(j.coupling().name(), j.isGap() ? "pA" : "nS", what, 0));
      heard.add(j.isGap() ? state.declare(j.coupling().total(), "nS", "sum of the weights of gap junctions at " + j.label(), 0) : new double[0]);
    }
    for (FieldPotential field : plan.fields()) {
      fields.add(state.declare(field.variable(), "mV", "part of the cell in the potential at " + field.electrode(), 0));
    }
    blockSize = blockSize(plan.tree().count());
    var membranes = new CellMembranes(plan, values, slice.grid().resolutionMs());
    blocks = new CellBlock[(slice.size() + blockSize - 1) / blockSize];
    for (int b = 0; b < blocks.length; b++) {
      int from = b * blockSize;
      blocks[b] = new CellBlock(plan, membranes, slice.first() + from, Math.min(blockSize, slice.size() - from));
      blocks[b].setPlaces(values);
    }
    begun = new boolean[blocks.length];
    threshold = values.slice("V_th", slice);
    bases = bases(membranes);
  }

  /** A power of two, from 64 to the engine's tile. */
  private static int blockSize(int compartments) {
    int size = TILE;
    while (size > 64 && size * compartments > BLOCK_ELEMENTS) {
      size /= 2;
    }
    return size;
  }

  /** Where the weights begin that arrive in each receptor, by membrane of points, point and receptor. */
  private int[][] bases(CellMembranes membranes) {
    List<CellMembranes.Placed> placed = membranes.placed().stream().filter(CellMembranes.Placed::isPoints).toList();
    int[][] bases = new int[placed.size()][];
    for (int m = 0; m < bases.length; m++) {
      var of = new ArrayList<Integer>();
      for (CellPlan.Point point : placed.get(m).points()) {
        int receptor = 0;
        for (CellPlan.Point before : plan.points()) {
          if (before == point) {
            break;
          }
          receptor += before.inserted().mechanism().receptors().size();
        }
        for (int r = 0; r < point.inserted().mechanism().receptors().size(); r++) {
          of.add(slice.receptorBase()[receptor + r]);
        }
      }
      bases[m] = of.stream().mapToInt(b -> b).toArray();
    }
    return bases;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void state(StatePort port) {
    AdjustableKernel.super.state(port);
    boolean any = begun.length > 0 && begun[0];
    Arrays.fill(begun, port.common("begun", "1", any ? 1 : 0) == 1);
    for (int b = 0; b < blocks.length && begun[b]; b++) {
      blocks[b].state(port.part(b * blockSize, blocks[b].cells()));
    }
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    for (int b = from / blockSize; b * blockSize < to; b++) {
      advance(step, blocks[b], b, b * blockSize, spikes);
    }
  }

  /** Before the first step: the whole of a cell has the potential at which it starts. */
  @Override
  public void publish(long step, int from, int to) {
    if (begun.length > 0 && begun[0]) {
      return; // what is observed has been copied since
    }
    for (int k = 0; k < observed.size(); k++) {
      if (plan.observed().get(k).label().isEmpty()) {
        System.arraycopy(potential, from, observed.get(k), from, to - from);
      }
    }
  }

  /** The potential where spikes are detected is that of the whole cell, as at the start; what is observed at a place is set there. */
  @Override
  public void assign(String variable, int[] neurons, double[] values, double timeMs) {
    AdjustableKernel.super.assign(variable, neurons, values, timeMs);
    Optional<CellPlan.Observed> at = plan.observed().stream().filter(o -> o.name().equals(variable)).findFirst();
    if (at.isEmpty() && !variable.equals(CellPlan.POTENTIAL)) {
      throw new RanvierException(
          "population '" + slice.population() + "': " + variable + " follows from the cells' states, and cannot be set");
    }
    for (int k = 0; k < neurons.length; k++) {
      int b = neurons[k] / blockSize;
      if (!begun[b]) {
        blocks[b].begin(potential, b * blockSize);
        begun[b] = true;
      }
      if (at.isEmpty()) {
        blocks[b].setPotential(neurons[k] - b * blockSize, values[k]);
      } else {
        blocks[b].set(at.get(), neurons[k] - b * blockSize, values[k]);
      }
    }
    for (int b = 0; b < blocks.length; b++) {
      if (begun[b]) {
        int first = b * blockSize;
        blocks[b].showPotentials();
        System.arraycopy(blocks[b].spikeNow(), 0, potential, first, blocks[b].cells());
        for (int k = 0; k < this.observed.size(); k++) {
          blocks[b].copy(plan.observed().get(k), this.observed.get(k), first);
        }
      }
    }
  }

  private void advance(long step, CellBlock block, int b, int first, SpikeSink spikes) {
    if (!begun[b]) {
      block.begin(potential, first);
      begun[b] = true;
    }
    block.advance(slice.current(), heard, first);
    checkFinite(step, block, first);
    block.advanceStates();
    block.receive(slice, bases, first);
    double[] now = block.spikeNow();
    double[] before = block.spikeBefore();
    System.arraycopy(now, 0, potential, first, block.cells());
    for (int k = 0; k < observed.size(); k++) {
      block.copy(plan.observed().get(k), observed.get(k), first);
    }
    block.measure(fields, first);
    for (int i = 0; i < block.cells(); i++) {
      double limit = threshold[first + i];
      if (now[i] >= limit && before[i] < limit) {
        spikes.add(first + i);
      }
    }
  }

  private void checkFinite(long step, CellBlock block, int first) {
    double zero = 0;
    for (double v : block.spikeNow()) {
      zero += v * 0;
    }
    if (!(zero == 0)) {
      int cell = 0;
      while (Double.isFinite(block.spikeNow()[cell])) {
        cell++;
      }
      throw new RanvierException(
          "population '" + slice.population() + "', neuron " + (slice.first() + first + cell)
              + ": the potential is not finite at "
              + slice.grid().toMs(step) + " ms, beginning in " + plan.describe(block.culprit(cell))
              + "; a parameter, weight or input is out of range, or the resolution " + slice.grid().resolutionMs()
                  + " ms is too coarse");
    }
  }

  @Override
  public ParameterValues parameters() {
    return values;
  }

  @Override
  public void setParameters(ParameterValues changed) {
    var membranes = new CellMembranes(plan, changed, slice.grid().resolutionMs());
    for (CellBlock block : blocks) {
      block.setMembranes(membranes);
      block.setPlaces(changed);
    }
    threshold = changed.slice("V_th", slice);
    values = changed;
  }
}
