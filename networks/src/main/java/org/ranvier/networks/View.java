package org.ranvier.networks;

import org.ranvier.networks.connect.NeuronSet;

/** Some neurons of a population, in ascending order. */
public record View(Population population, NeuronSet set) implements Neurons {}
