/** Attacks on the program: what is lost, let in or left hanging when runs are killed, started at once, or given what they should refuse. */
@NullMarked
package org.ranvier.validation.reliability;

import org.jspecify.annotations.NullMarked;
