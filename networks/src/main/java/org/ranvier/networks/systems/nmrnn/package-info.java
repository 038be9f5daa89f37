/** Networks of low rank whose modes are scaled by modulators: memory, timing, and transfer by the modulator alone. */
@NullMarked
package org.ranvier.networks.systems.nmrnn;

import org.jspecify.annotations.NullMarked;
