package org.ranvier.networks;

import java.util.List;
import org.ranvier.simulator.plastic.EventRecorder.WeightEvent;

/**
 * Chosen plastic synapses at the spikes of their sources, ordered by the time of the spike, then source, then target.
 *
 * @param projection name of the projection
 * @param variables names of {@link WeightEvent#columns}
 */
public record WeightEvents(String projection, List<String> variables, List<WeightEvent> events) {}
