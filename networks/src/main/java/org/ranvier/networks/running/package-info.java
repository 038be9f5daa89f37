/**
 * What a simulation does besides advancing the engine: pauses between two steps and all that is done in them, reading and changing of weights, states and
 * stimuli, freezing. Projections, populations and stimuli are those of the plan, known by their names or places in it.
 */
@NullMarked
package org.ranvier.networks.running;

import org.jspecify.annotations.NullMarked;
