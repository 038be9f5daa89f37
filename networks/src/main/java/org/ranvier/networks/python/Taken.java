package org.ranvier.networks.python;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.DoubleStream;
import org.ranvier.networks.WeightEvents;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;

/** Results as whole arrays, written into memory of the caller. */
public final class Taken {
  private Taken() {}

  /**
   * All spikes, in their order.
   *
   * @param timesMs direct, 8 bytes a spike: receives the times
   * @param ids direct, 4 bytes a spike: receives the global ids of the neurons
   */
  public static void spikes(SpikeTrains spikes, ByteBuffer timesMs, ByteBuffer ids) {
    var times = timesMs.order(ByteOrder.nativeOrder()).asDoubleBuffer();
    int n = spikes.size();
    for (int k = 0; k < n; k++) {
      times.put(k, spikes.timeMs(k));
    }
    ids.order(ByteOrder.nativeOrder()).asIntBuffer().put(spikes.ids());
  }

  /** Rows of equal length as one array, one after the other. */
  public static void rows(double[][] rows, ByteBuffer values) {
    var into = values.order(ByteOrder.nativeOrder()).asDoubleBuffer();
    for (double[] row : rows) {
      into.put(row);
    }
  }

  /** The digest of spikes: that of a listener that had heard them. */
  public static String digest(SpikeTrains spikes) {
    var digest = new SpikeDigest();
    var block = new SpikeBlock();
    long[] steps = spikes.steps();
    int[] ids = spikes.ids();
    for (int begin = 0; begin < steps.length; ) {
      int end = begin;
      block.reset(steps[begin]);
      while (end < steps.length && steps[end] == steps[begin]) {
        double offset = spikes.offsetMs(end);
        if (offset == 0) {
          block.add(ids[end]);
        } else {
          block.add(ids[end], offset);
        }
        end++;
      }
      block.endStep();
      digest.accept(block);
      begin = end;
    }
    return digest.hex();
  }

  /** When spikes reached the synapses in what was recorded of weights at spikes, in ms. */
  public static double[] timesMs(WeightEvents events, double resolutionMs) {
    return events.events().stream().mapToDouble(e -> TimeGrid.ms(e.step(), resolutionMs)).toArray();
  }

  /** The synapses' two ends in what was recorded of weights at spikes: a row of sources and one of targets. */
  public static int[][] ends(WeightEvents events) {
    return new int[][] {
      events.events().stream().mapToInt(e -> e.source()).toArray(), events.events().stream().mapToInt(e -> e.target()).toArray()
    };
  }

  /** What was delivered, the weight and further variables in what was recorded of weights at spikes, a row for each event. */
  public static double[][] values(WeightEvents events) {
    return events.events().stream()
        .map(e -> DoubleStream.concat(DoubleStream.of(e.delivered(), e.weight()), DoubleStream.of(e.columns())).toArray())
        .toArray(double[][]::new);
  }
}
