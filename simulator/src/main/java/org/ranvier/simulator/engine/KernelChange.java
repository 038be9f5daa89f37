package org.ranvier.simulator.engine;

import java.util.function.Consumer;
import org.ranvier.simulator.kernel.NeuronKernel;

/**
 * Something done to the kernels of a population between two steps, e.g. a change of parameters.
 *
 * @param step it is done after this step
 * @param population index of the population
 * @param change done once to the kernel of each slice, by the worker that has it
 */
record KernelChange(long step, int population, Consumer<NeuronKernel> change) {}
