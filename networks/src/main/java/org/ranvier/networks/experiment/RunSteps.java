package org.ranvier.networks.experiment;

import java.util.Locale;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.time.TimeGrid;

/** What runs in one process and on several ranks have in common. */
final class RunSteps {
  private RunSteps() {}

  static void warmUp(Simulation simulation, double warmupMs) {
    try (var progress = Progress.of("warm-up", simulation.network().grid())) {
      if (simulation.run(Units.ms(warmupMs), progress).cancelled()) {
        throw new RanvierException("cancelled during the warm-up; nothing was recorded");
      }
    }
    simulation.discardRecordings();
  }

  static String cost(Network network, RunResult result, double durationMs) {
    double ms = network.grid().toMs(result.steps());
    return String.format(Locale.ROOT, "%s ms simulated%s in %.2f s: real-time factor %.2f, %.2e synaptic events/s%n",
        TimeGrid.trim(ms), result.cancelled() ? " of " + TimeGrid.trim(durationMs) + " ms (cancelled)" : "", result.seconds(),
        1000 * result.seconds() / Math.max(1e-9, ms), result.synapticEvents() / Math.max(1e-9, result.seconds()));
  }
}
