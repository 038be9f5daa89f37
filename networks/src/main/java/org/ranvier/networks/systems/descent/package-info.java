/** Steps down gradients that several systems take. */
@NullMarked
package org.ranvier.networks.systems.descent;

import org.jspecify.annotations.NullMarked;
