/** Reading reconstructed neurons from SWC files. */
@NullMarked
package org.ranvier.neuronmodels.swc;

import org.jspecify.annotations.NullMarked;
