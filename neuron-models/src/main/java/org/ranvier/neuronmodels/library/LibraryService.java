package org.ranvier.neuronmodels.library;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.ModelLibrary;
import org.ranvier.neuronmodels.model.NeuronModel;

/** Makes the models of the {@link Library} known to {@link org.ranvier.neuronmodels.model.NeuronModels}. */
public final class LibraryService implements ModelLibrary {
  @Override
  public List<String> names() {
    return Library.names();
  }

  @Override
  public NeuronModel model(String name) {
    return Library.model(name);
  }

  @Override
  public Optional<NeuronModel> unlisted(String name) {
    return Library.unlisted(name).map(m -> m);
  }
}
