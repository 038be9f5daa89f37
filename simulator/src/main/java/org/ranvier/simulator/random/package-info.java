/** Counter-based random numbers. */
@NullMarked
package org.ranvier.simulator.random;

import org.jspecify.annotations.NullMarked;
