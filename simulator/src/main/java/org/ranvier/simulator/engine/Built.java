package org.ranvier.simulator.engine;

/**
 * What has been built.
 *
 * @param bytes of all rows of synapses
 * @param plasticBytes of all that plastic synapses need: themselves, and what is kept of their sources and targets
 */
record Built(long synapses, long bytes, long plasticSynapses, long plasticBytes) {
  static final Built NOTHING = new Built(0, 0, 0, 0);

  Built plus(Built more) {
    return new Built(synapses + more.synapses, bytes + more.bytes, plasticSynapses + more.plasticSynapses, plasticBytes + more.plasticBytes);
  }

  Built minus(Built less) {
    return new Built(synapses - less.synapses, bytes - less.bytes, plasticSynapses - less.plasticSynapses, plasticBytes - less.plasticBytes);
  }

  long[] toArray() {
    return new long[] {synapses, bytes, plasticSynapses, plasticBytes};
  }

  static Built of(long[] values) {
    return new Built(values[0], values[1], values[2], values[3]);
  }
}
