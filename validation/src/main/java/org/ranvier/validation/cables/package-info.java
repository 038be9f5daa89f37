/** Cells of compartments against reference data, closed forms, and themselves at finer steps. */
@NullMarked
package org.ranvier.validation.cables;

import org.jspecify.annotations.NullMarked;
