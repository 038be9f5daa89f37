/** Weights that lie on curves along which modulators move them. */
@NullMarked
package org.ranvier.plasticity.curves;

import org.jspecify.annotations.NullMarked;
