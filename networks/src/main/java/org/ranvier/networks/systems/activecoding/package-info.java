/** A predictive model of the world and an actor that learn without backpropagation, and noradrenaline that tells of what was not predicted. */
@NullMarked
package org.ranvier.networks.systems.activecoding;

import org.jspecify.annotations.NullMarked;
