package org.ranvier.simulator.recording;

/**
 * One population as a recording sees it: its neurons carry the ids {@code firstId .. firstId + size - 1}.
 *
 * @param name the population's name, unique in its network
 * @param model the name of its neuron model
 * @param firstId network-wide id of its first neuron
 * @param size number of neurons
 */
public record PopulationRange(String name, String model, int firstId, int size) {
  /** The id after the last neuron of this population. */
  public int endId() {
    return firstId + size;
  }

  public boolean contains(int id) {
    return id >= firstId && id < endId();
  }
}
