/** A Go/No-Go task whose rule changes: dopamine teaches, noradrenaline comes at surprise and lets what was learnt go. */
@NullMarked
package org.ranvier.networks.systems.setshift;

import org.jspecify.annotations.NullMarked;
