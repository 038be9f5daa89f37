/** From the text of a model to its syntax tree, and from a mistake to the place where it stands. */
@NullMarked
package org.ranvier.neuronmodels.equations.syntax;

import org.jspecify.annotations.NullMarked;
