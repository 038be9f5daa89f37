/** What learning rules keep of the potentials of their targets. */
@NullMarked
package org.ranvier.plasticity.potentials;

import org.jspecify.annotations.NullMarked;
