/** Declared state of kernels. */
@NullMarked
package org.ranvier.simulator.state;

import org.jspecify.annotations.NullMarked;
