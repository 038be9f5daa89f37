package org.ranvier.networks.plan;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;

/**
 * Neurons of a population.
 *
 * @param population its name
 * @param chosen which of them; null: all
 */
public record NeuronsPlan(String population, @Nullable NeuronSet chosen) {
  @Override
  public String toString() {
    return population + (chosen == null ? "" : " [" + chosen + "]");
  }
}
