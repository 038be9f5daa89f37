/** A pole that is balanced on a cart. */
@NullMarked
package org.ranvier.networks.systems.cartpole;

import org.jspecify.annotations.NullMarked;
