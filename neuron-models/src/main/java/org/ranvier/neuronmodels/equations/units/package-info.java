/** The algebra of physical dimensions and the units of the field. */
@NullMarked
package org.ranvier.neuronmodels.equations.units;

import org.jspecify.annotations.NullMarked;
