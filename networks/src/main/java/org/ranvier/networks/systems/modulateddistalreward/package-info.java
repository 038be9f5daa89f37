/**
 * The distal reward with three transmitters: noradrenaline lets neurons burst, acetylcholine ends that when the synapse has been
 * found.
 */
@NullMarked
package org.ranvier.networks.systems.modulateddistalreward;

import org.jspecify.annotations.NullMarked;
