/** Diffusion over a lattice of voxels. */
@NullMarked
package org.ranvier.plasticity.diffusion;

import org.jspecify.annotations.NullMarked;
