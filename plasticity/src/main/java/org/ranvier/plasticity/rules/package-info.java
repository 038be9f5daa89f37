/** Learning rules, put together from their parts. */
@NullMarked
package org.ranvier.plasticity.rules;

import org.jspecify.annotations.NullMarked;
