package org.ranvier.simulator.kernel;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a kernel knows of its slice.
 *
 * @param population name of the population
 * @param first index in the population of the slice's first neuron
 * @param size number of neurons in the slice
 * @param paddedSize length of the slice's state arrays, at least {@code size}; padding may hold anything finite
 * @param seed the simulation's seed, for {@link org.ranvier.simulator.random.RandomKey#of}
 * @param grid the grid of time
 * @param input the worker's inputs: neuron {@code i} of the slice receives on receptor {@code r} what has been added to
 *     {@code input[receptorBase[r] + i]}; the kernel zeroes what it has consumed
 * @param receptorBase see {@code input}
 * @param current external current of each neuron in the step (pA), the sum of what its stimuli add to the 0 that each step begins
 *     with; null where no current stimulus ends in the slice
 * @param wideInput the worker's inputs of 8 bytes, addressed as {@code input}; null unless a projection or stimulus that ends in the slice
 *     asks for them. Then whatever is added to {@code input} has been moved there when the kernel is called, and the kernel takes all from there
 * @param fields what neurons and synapses share beside spikes: the worker's copies
 * @param cancelled whether the run is to end; for kernels that may need long for a step
 */
public record SliceContext(
    String population,
    int first,
    int size,
    int paddedSize,
    long seed,
    TimeGrid grid,
    float[] input,
    int[] receptorBase,
    double @Nullable [] current,
    double @Nullable [] wideInput,
    List<Field> fields,
    BooleanSupplier cancelled) {
  public SliceContext {
    fields = List.copyOf(fields);
  }

  /** A slice in a network without fields, whose runs are not cancelled. */
  public SliceContext(
      String population, int first, int size, int paddedSize, long seed, TimeGrid grid, float[] input, int[] receptorBase,
      double @Nullable [] current) {
    this(population, first, size, paddedSize, seed, grid, input, receptorBase, current, null, List.of(), () -> false);
  }

  /** The external currents, for a stimulus that adds to them. */
  public double[] requireCurrent() {
    if (current == null) {
      throw new IllegalStateException("the current of population '" + population + "' is not declared");
    }
    return current;
  }
}
