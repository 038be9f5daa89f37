/** Stimuli and sources of spikes. */
@NullMarked
package org.ranvier.neuronmodels.stimuli;

import org.jspecify.annotations.NullMarked;
