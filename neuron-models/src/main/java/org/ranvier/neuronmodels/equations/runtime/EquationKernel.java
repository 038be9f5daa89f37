package org.ranvier.neuronmodels.equations.runtime;

import java.util.Arrays;
import org.ranvier.simulator.kernel.PublishingKernel;
import org.ranvier.simulator.state.State;

/** What all generated kernels share. */
public abstract class EquationKernel implements PublishingKernel {
  private final State state;
  private int[] found = {};

  protected EquationKernel(KernelData data) {
    state = data.state();
  }

  @Override
  public final State state() {
    return state;
  }

  /** Nothing, where all that is published are state variables. */
  @Override
  public void publish(long step, int from, int to) {}

  /** {@code scratch}, or a longer array where it is shorter than {@code n}. */
  protected static double[] scratch(double[] scratch, int n) {
    return scratch.length >= n ? scratch : new double[n];
  }

  /** Room for so many neurons that may fire. */
  protected final int[] room(int n) {
    if (found.length < n) {
      found = new int[n];
    }
    return found;
  }

  /** The weights of a receptor have been consumed. */
  protected static void clear(float[] input, int base, int from, int to) {
    Arrays.fill(input, base + from, base + to, 0);
  }

  /** The same with inputs of 8 bytes. */
  protected static void clear(double[] input, int base, int from, int to) {
    Arrays.fill(input, base + from, base + to, 0);
  }
}
