/** What a concentration does: dose–response curves and the kinetics of receptors. */
@NullMarked
package org.ranvier.plasticity.receptors;

import org.jspecify.annotations.NullMarked;
