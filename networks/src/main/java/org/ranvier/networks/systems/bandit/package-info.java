/** A bandit whose arms change: dopamine teaches, acetylcholine says how much, noradrenaline how freely to choose. */
@NullMarked
package org.ranvier.networks.systems.bandit;

import org.jspecify.annotations.NullMarked;
