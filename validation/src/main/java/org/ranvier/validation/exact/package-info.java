/** Exact neurons against reference data and closed forms. */
@NullMarked
package org.ranvier.validation.exact;

import org.jspecify.annotations.NullMarked;
