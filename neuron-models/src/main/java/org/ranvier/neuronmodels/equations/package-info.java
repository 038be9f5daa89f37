/** Neuron models written as the equations of the paper, compiled in the process to loops over arrays. */
@NullMarked
package org.ranvier.neuronmodels.equations;

import org.jspecify.annotations.NullMarked;
