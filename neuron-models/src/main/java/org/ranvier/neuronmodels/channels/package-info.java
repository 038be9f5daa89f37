/** Mechanisms of the membrane as their equations: channels, pools of ions, and synapses. */
@NullMarked
package org.ranvier.neuronmodels.channels;

import org.jspecify.annotations.NullMarked;
