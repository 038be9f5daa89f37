/** How the concentration of a neuromodulator returns to its baseline. */
@NullMarked
package org.ranvier.plasticity.kinetics;

import org.jspecify.annotations.NullMarked;
