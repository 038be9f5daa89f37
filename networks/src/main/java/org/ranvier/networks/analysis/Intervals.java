package org.ranvier.networks.analysis;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ranvier.simulator.recording.SpikeTrains;

/** Intervals between spikes. */
public final class Intervals {
  private Intervals() {}

  /** The intervals between successive spikes of each neuron of a population in ms, neuron by neuron: one fewer than it fired spikes. */
  public static double[] ms(SpikeTrains spikes, String population) {
    var of = DoubleStream.builder();
    for (double[] train : spikes.trainsMs(spikes.population(population))) {
      IntStream.range(1, train.length).mapToDouble(k -> train[k] - train[k - 1]).forEach(of);
    }
    return of.build().toArray();
  }
}
