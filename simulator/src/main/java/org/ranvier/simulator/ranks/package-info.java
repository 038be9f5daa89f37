/** Processes that simulate one network together, and how they meet. */
@NullMarked
package org.ranvier.simulator.ranks;

import org.jspecify.annotations.NullMarked;
