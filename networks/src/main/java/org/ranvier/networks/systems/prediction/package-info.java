/** Neurons that come to predict, and dopamine neurons that say how wrong they are. */
@NullMarked
package org.ranvier.networks.systems.prediction;

import org.jspecify.annotations.NullMarked;
