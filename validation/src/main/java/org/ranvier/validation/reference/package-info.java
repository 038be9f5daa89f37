/** Responses that other simulators computed, and how Ranvier's compare with them. */
@NullMarked
package org.ranvier.validation.reference;

import org.jspecify.annotations.NullMarked;
