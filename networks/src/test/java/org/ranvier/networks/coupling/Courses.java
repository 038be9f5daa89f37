package org.ranvier.networks.coupling;

import static org.ranvier.networks.values.Units.ms;

import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.recording.StateTrace;

/** Runs networks of a few coupled neurons. */
final class Courses {
  private Courses() {}

  /** What the network's recorders sampled. */
  static StateTrace[] of(Network net, int threads, double... partsMs) {
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(3).keepSpikes(false))) {
      for (double part : partsMs) {
        simulation.run(ms(part));
      }
      return simulation.traces().toArray(StateTrace[]::new);
    }
  }

  /** The value of each neuron in the last sample of the first recorder. */
  static double[] last(StateTrace[] traces) {
    double[][] values = traces[0].values();
    double[] last = new double[values.length];
    for (int i = 0; i < last.length; i++) {
      last[i] = values[i][values[i].length - 1];
    }
    return last;
  }

  static double distance(double[] a, double[] b) {
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    return worst;
  }
}
