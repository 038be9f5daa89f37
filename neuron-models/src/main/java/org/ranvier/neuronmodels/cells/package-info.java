/** Cells of compartments: their description, and the kernel that advances many of them together. */
@NullMarked
package org.ranvier.neuronmodels.cells;

import org.jspecify.annotations.NullMarked;
