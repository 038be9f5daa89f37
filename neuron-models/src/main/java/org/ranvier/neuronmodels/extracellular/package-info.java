/** Potentials outside cells. */
@NullMarked
package org.ranvier.neuronmodels.extracellular;

import org.jspecify.annotations.NullMarked;
