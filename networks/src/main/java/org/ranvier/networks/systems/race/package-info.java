/** Neurons that race for a choice. */
@NullMarked
package org.ranvier.networks.systems.race;

import org.jspecify.annotations.NullMarked;
