/** Models that are integrated exactly in continuous time. */
@NullMarked
package org.ranvier.neuronmodels.exact;

import org.jspecify.annotations.NullMarked;
