package org.ranvier.neuronmodels.model;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/** The parameters of a kernel as state. */
public final class ParameterState {
  private ParameterState() {}

  private static double[] spread(double[] values, int size) {
    double[] all = values.length == size ? values.clone() : new double[size];
    if (values.length == 1) {
      Arrays.fill(all, values[0]);
    }
    return all;
  }

  /**
   * Lists the parameters by which a kernel advances now.
   *
   * @param port of the kernel's slice
   */
  public static void list(AdjustableKernel kernel, StatePort port) {
    ParameterValues values = kernel.parameters();
    StatePort own = port.of("parameters");
    for (Parameter p : values.parameters()) {
      String name = p.name();
      boolean uniform = own.common(name + " is one for all", "1", values.uniform(name) ? 1 : 0) == 1;
      double[] present = values.all(name);
      double[] of = uniform ? new double[] {present[0]} : spread(present, values.size());
      if (uniform) {
        own.common(name, p.unit(), of);
      } else {
        own.perNeuronOfAll(name, p.unit(), of);
      }
      if (!Arrays.equals(of, present)) {
        values = values.with("saved state", name, of);
      }
    }
    if (port.restores()) {
      kernel.setParameters(values); // also where they are the same: what a kernel derives from its state is made anew
    }
  }
}
