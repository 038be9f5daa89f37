/** The distal-reward problem: dopamine that comes seconds later. */
@NullMarked
package org.ranvier.networks.systems.distalreward;

import org.jspecify.annotations.NullMarked;
