/** What generated kernels call: the matrix exponential, vector functions, noise, refractoriness, adaptive steps. */
@NullMarked
package org.ranvier.neuronmodels.equations.runtime;

import org.jspecify.annotations.NullMarked;
