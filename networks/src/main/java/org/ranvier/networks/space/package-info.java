/** Where neurons are, and what follows from it: distances, and functions of them for connections, weights and delays. */
@NullMarked
package org.ranvier.networks.space;

import org.jspecify.annotations.NullMarked;
