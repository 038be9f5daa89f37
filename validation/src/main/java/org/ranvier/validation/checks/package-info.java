/** Checks against reference data and closed forms, and the command that runs them. */
@NullMarked
package org.ranvier.validation.checks;

import org.jspecify.annotations.NullMarked;
