package org.ranvier.simulator.engine;

import java.util.Arrays;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.kernel.SpikeSink;

/**
 * The spikes of one worker in one epoch: for each step, for each of its slices, a run of neurons.
 *
 * <p>Other workers read it, and what they read in each step lies in two arrays: in small networks a step costs a few microseconds, and each cache
 * line that has to come from another core a tenth of one.
 */
final class Outbox {
  private static final int LINE = 16; // ints of a cache line, before which other objects may lie

  private final int populations;
  private final SpikeSink sink = new SpikeSink();
  private int[] neurons = sink.neurons(); // these two are written when they grow only
  private double[] offsets = sink.offsets();
  private int[] bounds = new int[LINE + 128]; // begin and end of the run: [LINE + 2 * (step in epoch * populations + population)]

  Outbox(int populations) {
    this.populations = populations;
  }

  void start(int steps) {
    sink.clear();
    int n = LINE + 2 * steps * populations;
    if (n > bounds.length) {
      bounds = new int[n + LINE];
    }
    Arrays.fill(bounds, LINE, n, 0);
  }

  void advance(Slice slice, int k, long step) {
    int run = LINE + 2 * (k * populations + slice.population());
    bounds[run] = sink.size();
    slice.advance(step, sink);
    end(run);
  }

  /** Takes the spikes that a slice in continuous time has reported for a step. */
  void report(ExactPart exact, int slice, int k, long step) {
    int run = LINE + 2 * (k * populations + exact.slices().get(slice).population());
    bounds[run] = sink.size();
    exact.report(slice, step, sink);
    end(run);
  }

  /** Begins a run of spikes that come from elsewhere. */
  void beginRun(int k, int population) {
    bounds[LINE + 2 * (k * populations + population)] = sink.size();
  }

  /** Adds a spike to the run. */
  void add(int neuron, double offsetMs) {
    if (offsetMs == 0) {
      sink.add(neuron);
    } else {
      sink.add(neuron, offsetMs);
    }
  }

  void endRun(int k, int population) {
    end(LINE + 2 * (k * populations + population));
  }

  /** Number of spikes. */
  int size() {
    return sink.size();
  }

  private void end(int run) {
    bounds[run + 1] = sink.size();
    if (neurons != sink.neurons() || offsets != sink.offsets()) {
      neurons = sink.neurons();
      offsets = sink.offsets();
    }
  }

  double[] offsets() {
    return offsets;
  }

  int[] neurons() {
    return neurons;
  }

  int begin(int k, int population) {
    return bounds[LINE + 2 * (k * populations + population)];
  }

  int count(int k, int population) {
    int run = LINE + 2 * (k * populations + population);
    return bounds[run + 1] - bounds[run];
  }
}
