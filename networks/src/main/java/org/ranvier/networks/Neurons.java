package org.ranvier.networks;

import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.NeuronsPlan;

/** Neurons that can be connected, driven and recorded: a {@link Population} or a {@link View} of one. */
public sealed interface Neurons permits Population, View {
  /** The neurons as data. */
  default NeuronsPlan plan() {
    return new NeuronsPlan(population().name(), this instanceof Population ? null : set());
  }

  /** The population that they belong to. */
  Population population();

  /** Which neurons of it. */
  NeuronSet set();

  default int size() {
    return set().size();
  }
}
