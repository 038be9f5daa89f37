package org.ranvier.simulator.exact;

import java.util.List;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a kernel in continuous time knows of its slice.
 *
 * @param population name of the population
 * @param first index in the population of the slice's first neuron
 * @param size number of neurons in the slice
 * @param paddedSize length of the slice's state arrays, at least {@code size}; padding may hold anything finite
 * @param seed the simulation's seed, for {@link org.ranvier.simulator.random.RandomKey#of}
 * @param grid the grid, at whose points probes look
 * @param fields what neurons and synapses share beside spikes: the worker's copies
 */
public record ExactContext(String population, int first, int size, int paddedSize, long seed, TimeGrid grid, List<Field> fields) {
  public ExactContext {
    fields = List.copyOf(fields);
  }

  /** A slice in a network without fields. */
  public ExactContext(String population, int first, int size, int paddedSize, long seed, TimeGrid grid) {
    this(population, first, size, paddedSize, seed, grid, List.of());
  }
}
