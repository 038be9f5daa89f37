/** What a neuron model is. */
@NullMarked
package org.ranvier.neuronmodels.model;

import org.jspecify.annotations.NullMarked;
