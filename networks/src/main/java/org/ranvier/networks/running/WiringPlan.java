package org.ranvier.networks.running;

import org.ranvier.plasticity.structure.Ends;
import org.ranvier.plasticity.structure.WiringChange;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomStream;

/** What shall become of a projection's synapses. */
@FunctionalInterface
interface WiringPlan {
  WiringChange change(long step, SynapseTable table, Ends ends, RandomStream random);
}
