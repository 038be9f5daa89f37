package org.ranvier.neuronmodels.equations.runtime;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;

/**
 * Which neurons are refractory, and what is held in them meanwhile.
 *
 * <p>Few neurons are refractory at a time. So all are integrated without asking, and what is to be held in those of a short list is
 * put back afterwards. There is a list for each tile, the run of neurons that the engine advances together. A neuron that fires in the
 * step ending at {@code t} is refractory in the next {@code steps} steps.
 *
 * <p>In each step a kernel calls {@link #begin} for a tile, then {@link #hold} once its neurons have been integrated, and {@link
 * #end} when all that fire have been found.
 */
public final class RefractoryRuns {
  private static final int TILE_BITS = 6; // a tile has at least 64 neurons, the last one excepted

  private final double[] left; // steps for which a neuron is still refractory
  private final boolean[] refractory; // in this step: also those for which it is the last
  private final double[][] held;
  private final double[][] entered; // what these were when the neuron became refractory, or NaN; kernels with other parameters share it
  private final @Nullable Tile[] tiles; // by from >> TILE_BITS
  private Tile tile = new Tile(0, 0, 0); // of the last begin

  RefractoryRuns(State state, String... names) {
    left =
        state
            .find("refractory")
            .map(StateVariable::values)
            .orElseGet(() -> state.declare("refractory", "1", "steps for which the neuron is still refractory", 0));
    refractory = new boolean[left.length];
    held = new double[names.length][];
    entered = new double[names.length][];
    for (int v = 0; v < names.length; v++) {
      held[v] = state.find(names[v]).orElseThrow().values();
      entered[v] = state.keep(names[v] + " while refractory", "", "what is put back: a weight may arrive meanwhile", Double.NaN);
    }
    tiles = new Tile[(left.length >> TILE_BITS) + 1];
  }

  /** The refractory neurons of a tile, and what they hold. */
  private static final class Tile {
    final int from;
    final int to;
    final int[] list;
    final double[][] saved; // [held variable][place in the list]
    int count;
    final int[] leaving; // those for which this step is the last
    int leavingCount;

    Tile(int from, int to, int held) {
      this.from = from;
      this.to = to;
      list = new int[to - from];
      saved = new double[held][to - from];
      leaving = new int[to - from];
    }

    void move(int from, int to) {
      list[to] = list[from];
      for (double[] values : saved) {
        values[to] = values[from];
      }
    }
  }

  /** Turns to the neurons {@code from … to - 1}. */
  public void begin(int from, int to) {
    Tile known = tiles[from >> TILE_BITS];
    tile = known != null && known.from == from && known.to == to ? known : regroup(from, to);
  }

  /** The tile is new: it takes over what the state says, as at the start or after a change of parameters. */
  private Tile regroup(int from, int to) {
    for (int k = 0; k < tiles.length; k++) { // none may keep a list of neurons that now belong to another
      Tile other = tiles[k];
      if (other != null && other.from < to && from < other.to) {
        tiles[k] = null;
      }
    }
    var made = new Tile(from, to, held.length);
    for (int i = from; i < to; i++) {
      refractory[i] = left[i] > 0;
      if (refractory[i]) {
        add(made, i);
      }
    }
    tiles[from >> TILE_BITS] = made;
    return made;
  }

  private void add(Tile tile, int i) {
    int k = tile.count++;
    tile.list[k] = i;
    for (int v = 0; v < held.length; v++) {
      tile.saved[v][k] = Double.isNaN(entered[v][i]) ? held[v][i] : entered[v][i];
    }
  }

  public boolean isRefractory(int i) {
    return refractory[i];
  }

  /** A step passes for those that were refractory at its start: puts back what they hold. */
  public void hold() {
    pass(null);
  }

  /**
   * The same where more than time must pass.
   *
   * @param over whether a neuron may leave once its steps are over; else it is asked again in the next step
   */
  public void hold(IntPredicate over) {
    pass(over);
  }

  private void pass(@Nullable IntPredicate over) {
    Tile tile = this.tile;
    int count = tile.count;
    if (count == 0) {
      return;
    }
    for (int v = 0; v < held.length; v++) {
      putBack(tile.list, tile.saved[v], held[v], count);
    }
    for (int k = count - 1; k >= 0; k--) {
      int i = tile.list[k];
      double steps = left[i] - 1;
      left[i] = steps;
      if (steps <= 0 && over != null && !over.test(i)) {
        left[i] = 1;
      } else if (steps <= 0) {
        tile.leaving[tile.leavingCount++] = i;
        for (double[] of : entered) {
          of[i] = Double.NaN;
        }
        tile.move(--count, k); // which has been seen already
      }
    }
    tile.count = count;
  }

  private static void putBack(int[] list, double[] saved, double[] held, int count) {
    for (int k = 0; k < count; k++) {
      held[list[k]] = saved[k];
    }
  }

  /** The neuron has fired, and its variables have been reset. */
  public void enter(int i, int steps) {
    if (steps > 0) {
      left[i] = steps;
      refractory[i] = true;
      for (int v = 0; v < held.length; v++) {
        entered[v][i] = held[v][i];
      }
      add(tile, i);
    }
  }

  /** The step is over. */
  public void end() {
    for (int k = 0; k < tile.leavingCount; k++) {
      refractory[tile.leaving[k]] = false;
    }
    tile.leavingCount = 0;
  }
}
