/** Neuromodulators: release, uptake, place. */
@NullMarked
package org.ranvier.plasticity.modulators;

import org.jspecify.annotations.NullMarked;
