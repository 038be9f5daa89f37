/** Spikes in the formats of others: CSV and SONATA. */
@NullMarked
package org.ranvier.networks.export;

import org.jspecify.annotations.NullMarked;
