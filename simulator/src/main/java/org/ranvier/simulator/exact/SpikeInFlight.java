package org.ranvier.simulator.exact;

/** A spike that has not reached all of its synapses; its number is 0 where the order of sending does not matter. */
record SpikeInFlight(int population, int neuron, double time, long number) {}
