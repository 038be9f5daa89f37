package org.ranvier.simulator.engine;

import java.util.Arrays;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.kernel.SpikeSink;

/** The spikes of one worker in one epoch: for each step, for each of its slices, a run of neurons. */
final class Outbox {
  private final int populations;
  private final SpikeSink sink = new SpikeSink();
  private int[] begin = new int[64]; // [step in epoch * populations + population]
  private int[] end = new int[64];

  Outbox(int populations) {
    this.populations = populations;
  }

  void start(int steps) {
    sink.clear();
    int n = steps * populations;
    if (n > begin.length) {
      begin = new int[n];
      end = new int[n];
    }
    Arrays.fill(begin, 0, n, 0);
    Arrays.fill(end, 0, n, 0);
  }

  void advance(Slice slice, int k, long step) {
    int run = k * populations + slice.population();
    begin[run] = sink.size();
    slice.advance(step, sink);
    end[run] = sink.size();
  }

  /** Takes the spikes that a slice in continuous time has reported for a step. */
  void report(ExactPart exact, int slice, int k, long step) {
    int run = k * populations + exact.slices().get(slice).population();
    begin[run] = sink.size();
    exact.report(slice, step, sink);
    end[run] = sink.size();
  }

  double[] offsets() {
    return sink.offsets();
  }

  int[] neurons() {
    return sink.neurons();
  }

  int begin(int k, int population) {
    return begin[k * populations + population];
  }

  int count(int k, int population) {
    return end[k * populations + population] - begin[k * populations + population];
  }
}
