/** How a change depends on the weight: dependences, bounds, and what pairing does with both. */
@NullMarked
package org.ranvier.plasticity.weights;

import org.jspecify.annotations.NullMarked;
