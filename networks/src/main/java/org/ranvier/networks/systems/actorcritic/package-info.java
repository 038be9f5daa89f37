/** Spiking actors and critics. */
@NullMarked
package org.ranvier.networks.systems.actorcritic;

import org.jspecify.annotations.NullMarked;
