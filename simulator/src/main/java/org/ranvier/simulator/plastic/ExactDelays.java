package org.ranvier.simulator.plastic;

/**
 * Real delays of synapses from soma to soma, and how they are divided into axonal and dendritic ones.
 *
 * @param each of each synapse in ms; empty where they are all {@code common}
 */
public record ExactDelays(double[] each, double common, Dendrite dendrite) {
  /** From soma to soma. */
  public double delay(int q) {
    return each.length == 0 ? common : each[q];
  }

  /** From the source to the synapse. */
  public double axonal(int q) {
    return dendrite.kind() == Dendrite.Kind.AXONAL ? dendrite.ms() : delay(q) - dendrite.ms();
  }

  /** From the synapse to the target, and from the target back to it. */
  public double dendritic(int q) {
    return dendrite.ofMs(delay(q));
  }
}
