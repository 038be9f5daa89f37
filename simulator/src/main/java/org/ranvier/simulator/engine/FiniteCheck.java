package org.ranvier.simulator.engine;

import java.util.stream.Collectors;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/** Whether states are numbers that equations which are followed can lead to. */
final class FiniteCheck {
  /** 1.1e12, a power of two: the potential of no neuron, however wrong its input, if its equations are followed. */
  private static final double MOST_MV = 0x1p40;

  private final TimeGrid grid;

  FiniteCheck(TimeGrid grid) {
    this.grid = grid;
  }

  /** Throws if a state variable of a slice is not a finite number, or a potential so large that it can only be what a step has overshot to. */
  void check(String name, int first, int size, State state, long step) {
    for (StateVariable variable : state.variables()) {
      double limit = variable.unit().equals("mV") ? MOST_MV : Double.POSITIVE_INFINITY;
      if (!allBelow(limit, variable.values(), size)) {
        throw tooLarge(name, first, state, variable, limit, step);
      }
    }
  }

  /**
   * Whether the exponents are below that of {@code limit}, a power of two or infinity: what is to be added to the limit's exponent to carry into the
   * sign makes larger ones, infinity and NaN do so too; integer sums vectorise.
   */
  private static boolean allBelow(double limit, double[] values, int count) {
    long complement = -Double.doubleToRawLongBits(limit) & 0x7ff0000000000000L;
    long carry = 0;
    for (int i = 0; i < count; i++) {
      carry |= (Double.doubleToRawLongBits(values[i]) & 0x7ff0000000000000L) + complement;
    }
    return carry >= 0;
  }

  private RanvierException tooLarge(String name, int first, State state, StateVariable variable, double limit, long step) {
    int i = 0;
    while (Math.abs(variable.values()[i]) < limit) {
      i++;
    }
    int at = i;
    String all = state.variables().stream().map(v -> v.name() + " = " + v.values()[at] + (v.unit().equals("1") ? "" : " " + v.unit())).collect(Collectors.joining(", "));
    return new RanvierException(
        "population '" + name + "', neuron " + (first + i) + ": " + variable.name() + " is "
            + variable.values()[i] + (Double.isFinite(variable.values()[i]) ? " mV, which no potential is," : "")
            + " at or shortly before " + grid.toMs(step)
            + " ms; the neuron's state is " + all + "; where the onset of a spike is exponential, let the model's text say 'method: adaptive, threshold at"
            + " substeps'; otherwise a parameter, weight or input is out of range, or the resolution " + grid.resolutionMs() + " ms is too coarse");
  }
}
