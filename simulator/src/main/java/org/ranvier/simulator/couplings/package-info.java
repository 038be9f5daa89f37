/** Continuous coupling: values that neurons publish at every step, and their weighted sums at the neurons that listen. */
@NullMarked
package org.ranvier.simulator.couplings;

import org.jspecify.annotations.NullMarked;
