/**
 * Networks as data: immutable values that say all that a network describes, with units. {@link org.ranvier.networks.Network} builds them; {@code
 * networks.json} writes and reads them.
 */
@NullMarked
package org.ranvier.networks.plan;

import org.jspecify.annotations.NullMarked;
