/** Weights that a gradient learns over tasks, beside Hebbian parts that change within a task. */
@NullMarked
package org.ranvier.networks.systems.globallocal;

import org.jspecify.annotations.NullMarked;
