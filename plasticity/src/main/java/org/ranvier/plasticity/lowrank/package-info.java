/** Projections of low rank, whose modes modulators scale. */
@NullMarked
package org.ranvier.plasticity.lowrank;

import org.jspecify.annotations.NullMarked;
