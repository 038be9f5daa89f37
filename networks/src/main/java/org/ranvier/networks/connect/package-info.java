/** Connection rules, and the synapses that they yield. */
@NullMarked
package org.ranvier.networks.connect;

import org.jspecify.annotations.NullMarked;
