/** Building a network into arrays and carrying it through time. */
@NullMarked
package org.ranvier.simulator.engine;

import org.jspecify.annotations.NullMarked;
