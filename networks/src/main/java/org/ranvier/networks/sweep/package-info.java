/** Sweeps: the product of varied settings and seeds, a process for each trial, one table of all. */
@NullMarked
package org.ranvier.networks.sweep;

import org.jspecify.annotations.NullMarked;
