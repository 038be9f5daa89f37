/**
 * Time, events, synapse storage, workers, random streams, state and recording: runs whatever neurons, rules and modulators
 * implement its interfaces, and knows none of them by name.
 */
@NullMarked
package org.ranvier.simulator;

import org.jspecify.annotations.NullMarked;
