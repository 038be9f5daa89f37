/** The page about the neuron models of the library, made from the models themselves. */
@NullMarked
package org.ranvier.networks.handbook;

import org.jspecify.annotations.NullMarked;
