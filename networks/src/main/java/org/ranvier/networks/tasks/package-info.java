/** Experiments in which a network learns a task, beside twins that cannot learn it. */
@NullMarked
package org.ranvier.networks.tasks;

import org.jspecify.annotations.NullMarked;
