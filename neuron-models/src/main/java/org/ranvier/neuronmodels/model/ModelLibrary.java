package org.ranvier.neuronmodels.model;

import java.util.List;
import java.util.Optional;

/** Several models that can be had by name, made when they are asked for. Libraries are found as services of this interface. */
public interface ModelLibrary {
  /** The names of its models. */
  List<String> names();

  /** The model of one of the {@link #names}. */
  NeuronModel model(String name);

  /** A model that is not listed because there is one for each number in its name. */
  default Optional<NeuronModel> unlisted(String name) {
    return Optional.empty();
  }
}
