/** From a checked model to Java source, and from that to a class in memory. */
@NullMarked
package org.ranvier.neuronmodels.equations.codegen;

import org.jspecify.annotations.NullMarked;
