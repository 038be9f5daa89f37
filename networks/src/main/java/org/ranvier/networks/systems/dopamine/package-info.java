/**
 * Dopamine neurons that signal errors of prediction: of reward, of states to come, and each of a pool with an optimism of its
 * own.
 */
@NullMarked
package org.ranvier.networks.systems.dopamine;

import org.jspecify.annotations.NullMarked;
