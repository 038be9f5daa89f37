package org.ranvier.neuronmodels.point;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.State;

/**
 * The synaptic current of one receptor to which a spike of weight {@code w} adds {@code w·(t/τ)·e^(1 - t/τ)}: it peaks with
 * {@code w} at {@code t = τ}. With {@code dI} its slope plus {@code I/τ}:
 *
 * <pre>
 * dI'  = -dI/τ           a spike adds e/τ·w
 * I'   = dI - I/τ
 * </pre>
 */
final class AlphaCurrent {
  private final double[] slope;
  private final double[] current;
  private final double[] decay;
  private final double[] slopeToCurrent; // what 1 pA/ms at the start of a step adds to the current in it
  private final double[] slopeToVoltage;
  private final double[] currentToVoltage;
  private final double[] jump; // slope that a weight of 1 pA adds
  private final float[] input;
  private final int base;
  private final String tauName;
  private boolean uniform;

  /**
   * @param suffix {@code ex} or {@code in}, of the names of the variables and of the time constant
   */
  AlphaCurrent(String suffix, String kind, int receptor, State state, ParameterValues values, SliceContext slice) {
    tauName = "tau_syn_" + suffix;
    current = state.declare("I_syn_" + suffix, "pA", kind + " synaptic current", 0);
    slope = state.declare("dI_syn_" + suffix, "pA/ms", "slope of I_syn_" + suffix + " plus I_syn_" + suffix + "/" + tauName, 0);
    int n = slice.paddedSize();
    decay = new double[n];
    slopeToCurrent = new double[n];
    slopeToVoltage = new double[n];
    currentToVoltage = new double[n];
    jump = new double[n];
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
      slopeToCurrent[i] = h * decay[i];
      slopeToVoltage[i] = Propagators.alphaToVoltage(tauM[i], tau[i], c[i], h);
      currentToVoltage[i] = Propagators.exponentialToVoltage(tauM[i], tau[i], c[i], h);
      jump[i] = Math.E / tau[i];
    }
    uniform = values.uniform("tau_m", "C_m", tauName);
  }

  /** Adds to {@code v} what the current does to it in the step, carries the current over the step, and takes in what arrived. */
  void advance(int from, int to, double[] v) {
    if (uniform) {
      advance(
          from, to, v, current, slope, decay[0], slopeToCurrent[0], slopeToVoltage[0], currentToVoltage[0], jump[0], input, base);
    } else {
      advance(from, to, v, current, slope, decay, slopeToCurrent, slopeToVoltage, currentToVoltage, jump, input, base);
    }
  }

  private static void advance(
      int from, int to, double[] v, double[] current, double[] slope, double decay, double slopeToCurrent,
      double slopeToVoltage, double currentToVoltage, double jump, float[] input, int base) {
    for (int i = from; i < to; i++) {
      v[i] += slope[i] * slopeToVoltage + current[i] * currentToVoltage;
      current[i] = current[i] * decay + slope[i] * slopeToCurrent;
      slope[i] = slope[i] * decay + input[base + i] * jump;
      input[base + i] = 0;
    }
  }

  private static void advance(
      int from, int to, double[] v, double[] current, double[] slope, double[] decay, double[] slopeToCurrent,
      double[] slopeToVoltage, double[] currentToVoltage, double[] jump, float[] input, int base) {
    for (int i = from; i < to; i++) {
      v[i] += slope[i] * slopeToVoltage[i] + current[i] * currentToVoltage[i];
      current[i] = current[i] * decay[i] + slope[i] * slopeToCurrent[i];
      slope[i] = slope[i] * decay[i] + input[base + i] * jump[i];
      input[base + i] = 0;
    }
  }
}
