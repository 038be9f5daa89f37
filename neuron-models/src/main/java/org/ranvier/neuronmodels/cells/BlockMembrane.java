package org.ranvier.neuronmodels.cells;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ranvier.neuronmodels.channels.Membrane;
import org.ranvier.neuronmodels.equations.runtime.FlatKernel;
import org.ranvier.simulator.kernel.SliceContext;

/** A membrane of a block of cells, with its arrays; they are {@code [element][cell]}, flat. */
final class BlockMembrane {
  final int[] compartments;
  final int[] runs; // first element of each run of consecutive compartments, then their number; none for points
  final List<CellPlan.Point> points; // none where the membrane is that of channels
  final Map<String, double[]> arrays;
  final List<String> changing; // the names of those that are no parameters
  final double[] v;
  final double[] g;
  final double[] j;
  final Membrane membrane;
  final FlatKernel loops;

  BlockMembrane(CellMembranes.Placed placed, FlatKernel loops, Map<String, double[]> arrays) {
    compartments = placed.compartments();
    points = placed.points();
    runs = isPoints() ? new int[0] : runs(compartments);
    this.arrays = arrays;
    changing = placed.membrane().arrays().stream().filter(name -> !placed.parameters().containsKey(name)).sorted().toList();
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

  /** Adds and clears what has arrived in its receptors; the weights of the cells begin at {@code bases[…] + from}. */
  void receive(SliceContext slice, int[] bases, int from, int cells) {
    double[] wide = slice.wideInput();
    List<String> inputs = membrane.inputs();
    boolean any = false;
    for (int r = 0; r < inputs.size(); r++) {
      double[] to = array(inputs.get(r));
      for (int k = 0; k < compartments.length; k++) {
        int place = bases[k * inputs.size() + r] + from;
        any |= wide != null ? take(wide, place, to, k * cells, cells) : take(slice.input(), place, to, k * cells, cells);
      }
    }
    if (any) {
      loops.run(Membrane.RECEIVE, 0, v.length);
    }
  }

  private static boolean take(double[] input, int from, double[] to, int at, int cells) {
    boolean any = false;
    for (int i = 0; i < cells; i++) {
      double w = input[from + i];
      to[at + i] = w;
      any |= w != 0;
    }
    if (any) {
      Arrays.fill(input, from, from + cells, 0);
    }
    return any;
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
}
