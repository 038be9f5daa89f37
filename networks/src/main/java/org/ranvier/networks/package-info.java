/** Describing networks and running them: what a script uses. */
@NullMarked
package org.ranvier.networks;

import org.jspecify.annotations.NullMarked;
