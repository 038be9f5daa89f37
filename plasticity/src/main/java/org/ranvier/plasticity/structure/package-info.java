/** Structural plasticity: which synapses go, and which come. */
@NullMarked
package org.ranvier.plasticity.structure;

import org.jspecify.annotations.NullMarked;
