package org.ranvier.networks;

import org.ranvier.networks.connect.NeuronSet;

/** Neurons that can be connected, driven and recorded: a {@link Population} or a {@link View} of one. */
public sealed interface Neurons permits Population, View {
  /** The population that they belong to. */
  Population population();

  /** Which neurons of it. */
  NeuronSet set();

  default int size() {
    return set().size();
  }
}
