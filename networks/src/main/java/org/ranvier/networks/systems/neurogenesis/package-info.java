/** A layer that grows when what it does fills it (Maile et al. 2022). */
@NullMarked
package org.ranvier.networks.systems.neurogenesis;

import org.jspecify.annotations.NullMarked;
