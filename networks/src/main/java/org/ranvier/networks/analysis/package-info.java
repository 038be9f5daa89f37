/**
 * Statistics of recorded spikes: rates, irregularity, synchrony and correlation of populations, the table that shows them beside
 * published values, and the file that keeps them.
 */
@NullMarked
package org.ranvier.networks.analysis;

import org.jspecify.annotations.NullMarked;
