/** All neuromodulators of a network at work, and what their receptors do to neurons. */
@NullMarked
package org.ranvier.plasticity.modulation;

import org.jspecify.annotations.NullMarked;
