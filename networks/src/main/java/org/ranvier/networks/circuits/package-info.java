/** Canonical circuits, ready to run. */
@NullMarked
package org.ranvier.networks.circuits;

import org.jspecify.annotations.NullMarked;
