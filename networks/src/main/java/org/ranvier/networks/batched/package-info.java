/**
 * Spiking layers of which many samples are run side by side, apart from the engine: samples are independent, weights change
 * between batches only, and
 * a batch is split into a fixed number of parts, so that results do not depend on threads.
 */
@NullMarked
package org.ranvier.networks.batched;

import org.jspecify.annotations.NullMarked;
