/** What a run hands to those who watch it: its spikes, block by block, and the populations that they come from. */
@NullMarked
package org.ranvier.simulator.recording;

import org.jspecify.annotations.NullMarked;
