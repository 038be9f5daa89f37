package org.ranvier.networks.building;

import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * Neurons of a population that is known, in ascending order.
 *
 * @param set which of them
 */
public record NeuronGroup(PopulationPlan population, NeuronSet set) {
  /** How many they are. */
  public int size() {
    return set.size();
  }

  /** Whether they are all of the population. */
  public boolean isWhole() {
    return set.size() == population.size();
  }

  /** The model of all of them. */
  public NeuronModel model() {
    return population.model();
  }

  /** Whether they belong to the same population. */
  public boolean isOfSamePopulation(NeuronGroup other) {
    return population.name().equals(other.population.name());
  }
}
