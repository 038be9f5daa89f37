/** Eligibility traces that a third factor turns into changes of weights. */
@NullMarked
package org.ranvier.plasticity.eligibility;

import org.jspecify.annotations.NullMarked;
