/** The shape of a neuron: sections of points with radii, regions, locations, and the compartments that they are divided into. */
@NullMarked
package org.ranvier.neuronmodels.morphology;

import org.jspecify.annotations.NullMarked;
