package org.ranvier.simulator.engine;

import org.ranvier.simulator.kernel.SliceKernel;

/** Visits the kernels of a population. */
@FunctionalInterface
public interface SliceVisitor {
  /**
   * @param first index in the population of the slice's first neuron
   * @param size number of its neurons
   */
  void visit(int first, int size, SliceKernel kernel);
}
