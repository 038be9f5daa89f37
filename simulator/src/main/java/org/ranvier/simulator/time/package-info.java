/** The grid of time. */
@NullMarked
package org.ranvier.simulator.time;

import org.jspecify.annotations.NullMarked;
