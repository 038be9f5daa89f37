package org.ranvier.networks.systems.heterogeneity;

import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** Low-passed spikes of the first neurons of a simulation. */
final class Traces implements SpikeListener {
  private final double[] trace;
  private final long[] at; // step of the trace
  private final double stepMs;
  private final double tauMs;
  private long spikes;

  Traces(int neurons, double stepMs, double tauMs) {
    trace = new double[neurons];
    at = new long[neurons];
    this.stepMs = stepMs;
    this.tauMs = tauMs;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      long t = block.firstStep() + k;
      for (int q = block.begin(k); q < block.end(k); q++) {
        int id = block.ids()[q];
        if (id < trace.length) {
          trace[id] = decayed(id, t) + 1;
          at[id] = t;
          spikes++;
        }
      }
    }
  }

  private double decayed(int id, long step) {
    return trace[id] * Math.exp(-(step - at[id]) * stepMs / tauMs);
  }

  /** At a step. */
  double[] now(long step) {
    double[] all = new double[trace.length];
    for (int k = 0; k < all.length; k++) {
      all[k] = decayed(k, step);
    }
    return all;
  }

  long spikes() {
    return spikes;
  }
}
