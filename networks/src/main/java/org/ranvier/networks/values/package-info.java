/** Values with units and distributions of values. */
@NullMarked
package org.ranvier.networks.values;

import org.jspecify.annotations.NullMarked;
