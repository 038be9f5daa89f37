/** Reading networks, inputs and run configurations in the SONATA format, and running them. */
@NullMarked
package org.ranvier.networks.sonata;

import org.jspecify.annotations.NullMarked;
