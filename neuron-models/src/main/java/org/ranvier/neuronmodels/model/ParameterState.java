package org.ranvier.neuronmodels.model;

import java.util.Arrays;
import java.util.function.Consumer;
import org.ranvier.simulator.state.StatePort;

/** The parameters of a kernel as state. */
final class ParameterState {
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
   * @param present the values by which it advances
   * @param kernel takes others
   * @param port of the kernel's slice
   */
  static void list(ParameterValues present, Consumer<ParameterValues> kernel, StatePort port) {
    ParameterValues values = present;
    StatePort own = port.of("parameters");
    for (Parameter p : values.parameters()) {
      String name = p.name();
      boolean uniform = own.common(name + " is one for all", "1", values.uniform(name) ? 1 : 0) == 1;
      double[] here = values.all(name);
      double[] of = uniform ? new double[] {here[0]} : spread(here, values.size());
      if (uniform) {
        own.common(name, p.unit(), of);
      } else {
        own.perNeuronOfAll(name, p.unit(), of);
      }
      if (!Arrays.equals(of, here)) {
        values = values.with("saved state", name, of);
      }
    }
    if (port.restores()) {
      kernel.accept(values); // also where they are the same: what a kernel derives from its state is made anew
    }
  }
}
