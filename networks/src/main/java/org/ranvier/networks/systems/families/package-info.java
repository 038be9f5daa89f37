/** Families of learning rules at one task. */
@NullMarked
package org.ranvier.networks.systems.families;

import org.jspecify.annotations.NullMarked;
