package org.ranvier.neuronmodels.point;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.State;

/** The synaptic current of one receptor, {@code I' = -I/τ}, to which a spike adds its weight. */
final class ExponentialCurrent {
  private final double[] current;
  private final double[] decay;
  private final double[] toVoltage; // potential that 1 pA at the start of a step adds in it
  private final float[] input;
  private final int base;
  private final String tauName;
  private boolean uniform;

  /**
   * @param suffix {@code ex} or {@code in}, of the names of the variable and of the time constant
   */
  ExponentialCurrent(String suffix, String kind, int receptor, State state, ParameterValues values, SliceContext slice) {
    tauName = "tau_syn_" + suffix;
    current = state.declare("I_syn_" + suffix, "pA", kind + " synaptic current", 0);
    int n = slice.paddedSize();
    decay = new double[n];
    toVoltage = new double[n];
    input = slice.input();
    base = slice.receptorBase()[receptor];
    set(values, slice);
  }

  /** Goes on with these parameters. */
  void set(ParameterValues values, SliceContext slice) {
    double h = slice.grid().resolutionMs();
    double[] tauM = values.slice("tau_m", slice);
    double[] c = values.slice("C_m", slice);
    double[] tau = values.slice(tauName, slice);
    for (int i = 0; i < decay.length; i++) {
      decay[i] = Math.exp(-h / tau[i]);
      toVoltage[i] = Propagators.exponentialToVoltage(tauM[i], tau[i], c[i], h);
    }
    uniform = values.uniform("tau_m", "C_m", tauName);
  }

  /** Adds to {@code v} what the current does to it in the step, carries the current over the step, and takes in what arrived. */
  void advance(int from, int to, double[] v) {
    if (uniform) {
      advance(from, to, v, current, decay[0], toVoltage[0], input, base);
    } else {
      advance(from, to, v, current, decay, toVoltage, input, base);
    }
  }

  private static void advance(
      int from, int to, double[] v, double[] current, double decay, double toVoltage, float[] input, int base) {
    for (int i = from; i < to; i++) {
      v[i] += current[i] * toVoltage;
      current[i] = current[i] * decay + input[base + i];
      input[base + i] = 0;
    }
  }

  private static void advance(
      int from, int to, double[] v, double[] current, double[] decay, double[] toVoltage, float[] input, int base) {
    for (int i = from; i < to; i++) {
      v[i] += current[i] * toVoltage[i];
      current[i] = current[i] * decay[i] + input[base + i];
      input[base + i] = 0;
    }
  }
}
