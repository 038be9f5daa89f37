/** Tasks that come one after the other, and what modulators do against forgetting. */
@NullMarked
package org.ranvier.networks.systems.continual;

import org.jspecify.annotations.NullMarked;
