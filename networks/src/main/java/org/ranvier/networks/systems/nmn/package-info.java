/** A neuromodulatory network: modulators that find out what the task is, and change what other neurons make of their input. */
@NullMarked
package org.ranvier.networks.systems.nmn;

import org.jspecify.annotations.NullMarked;
