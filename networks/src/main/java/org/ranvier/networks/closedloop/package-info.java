/** Networks that act in an environment, and environments that answer. */
@NullMarked
package org.ranvier.networks.closedloop;

import org.jspecify.annotations.NullMarked;
