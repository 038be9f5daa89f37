/** What the engine asks of neuron dynamics and stimuli, and what it gives them. */
@NullMarked
package org.ranvier.simulator.kernel;

import org.jspecify.annotations.NullMarked;
