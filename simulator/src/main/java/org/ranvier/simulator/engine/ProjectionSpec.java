package org.ranvier.simulator.engine;

import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * A static projection as the engine sees it.
 *
 * @param name for messages
 * @param source index of the source population
 * @param target index of the target population
 * @param receptor where its synapses end
 * @param generator makes its synapses
 */
public record ProjectionSpec(String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator) {}
