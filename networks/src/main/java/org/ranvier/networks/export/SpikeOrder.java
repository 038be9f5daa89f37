package org.ranvier.networks.export;

/** The order of the spikes in a SONATA file; the places of the constants are the values of its attribute {@code sorting}. */
public enum SpikeOrder {
  /** Not to be relied upon. */
  NONE,
  /** By neuron, and each neuron's by time. */
  BY_ID,
  /** By time, and of one time by neuron. */
  BY_TIME
}
