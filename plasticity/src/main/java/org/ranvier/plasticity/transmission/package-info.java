/** What a weight delivers: short-term plasticity and release by chance. */
@NullMarked
package org.ranvier.plasticity.transmission;

import org.jspecify.annotations.NullMarked;
