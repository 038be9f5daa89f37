/** Point neurons with hand-written kernels. */
@NullMarked
package org.ranvier.neuronmodels.point;

import org.jspecify.annotations.NullMarked;
