/** Benchmarks of whole simulations. */
@NullMarked
package org.ranvier.validation.bench;

import org.jspecify.annotations.NullMarked;
