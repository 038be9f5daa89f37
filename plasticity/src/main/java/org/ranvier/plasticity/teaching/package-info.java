/** What teaches neurons step by step: learning signals, the readouts that compute them from errors, and optimisers. */
@NullMarked
package org.ranvier.plasticity.teaching;

import org.jspecify.annotations.NullMarked;
