package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.StateVariable;

/** Keeps what arrives at receptors of a slice in a step, synapses and stimuli together, before the kernel consumes it: for recording. */
final class InputTap {
  private record Tapped(int base, StateVariable variable) {}

  private final SliceContext slice;
  private final List<Tapped> tapped = new ArrayList<>();

  InputTap(SliceContext slice) {
    this.slice = slice;
  }

  /** The variable that will hold the sum of the weights that arrive at a receptor in a step. */
  StateVariable variable(String name, ProbeSpec.Receptor receptor) {
    var variable = new StateVariable(name, receptor.unit(), "sum of the weights that arrive in a step", new double[slice.paddedSize()]);
    tapped.add(new Tapped(slice.receptorBase()[receptor.index()], variable));
    return variable;
  }

  void read(int from, int to) {
    double[] wide = slice.wideInput();
    for (Tapped t : tapped) {
      double[] values = t.variable.values();
      if (wide != null) {
        System.arraycopy(wide, t.base + from, values, from, to - from);
        continue;
      }
      float[] input = slice.input();
      for (int i = from; i < to; i++) {
        values[i] = input[t.base + i];
      }
    }
  }
}
