/** Threads that work together. */
@NullMarked
package org.ranvier.simulator.workers;

import org.jspecify.annotations.NullMarked;
