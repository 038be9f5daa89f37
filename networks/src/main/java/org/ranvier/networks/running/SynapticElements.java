package org.ranvier.networks.running;

import org.ranvier.plasticity.structure.Elements;

/** The synaptic elements of a projection's neurons. */
public record SynapticElements(Elements axonal, Elements dendritic) {}
