/** Saved state in files. */
@NullMarked
package org.ranvier.simulator.checkpoint;

import org.jspecify.annotations.NullMarked;
