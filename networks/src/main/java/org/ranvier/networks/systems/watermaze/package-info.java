/** Place cells, a critic and a ring of actors that find a hidden platform. */
@NullMarked
package org.ranvier.networks.systems.watermaze;

import org.jspecify.annotations.NullMarked;
