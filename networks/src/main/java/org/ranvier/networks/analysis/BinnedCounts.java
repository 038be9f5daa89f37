package org.ranvier.networks.analysis;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Spikes counted in bins of time. Bins are whole steps and start with the recording; an incomplete last bin is left out. */
final class BinnedCounts {
  private BinnedCounts() {}

  /** The number of steps, at least one, whose length is nearest to the bin width. */
  static int stepsPerBin(SpikeTrains trains, double binMs) {
    return stepsPerBin(trains.resolutionMs(), binMs);
  }

  static int stepsPerBin(double resolutionMs, double binMs) {
    if (!(binMs > 0 && binMs < 1e9)) {
      throw new RanvierException("bin width " + binMs + " ms: it must be above 0; try 1 to 5 ms");
    }
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(binMs / resolutionMs)));
  }

  static int bins(SpikeTrains trains, int stepsPerBin) {
    return Math.toIntExact(Math.max(0, trains.toStep() - trains.fromStep()) / stepsPerBin);
  }

  /** The bin of a step; spikes of a recording have steps above {@code fromStep}. */
  static int bin(SpikeTrains trains, long step, int stepsPerBin) {
    return (int) ((step - trains.fromStep() - 1) / stepsPerBin);
  }
}
