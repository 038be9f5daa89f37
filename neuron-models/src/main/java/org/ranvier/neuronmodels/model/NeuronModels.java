package org.ranvier.neuronmodels.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.ranvier.simulator.RanvierException;

/**
 * The models that can be had by name: those of this module and any other on the class path that is listed as a service of {@link
 * NeuronModel} or belongs to a {@link ModelLibrary}.
 */
public final class NeuronModels {
  private NeuronModels() {}

  /** All models, by name. */
  public static List<NeuronModel> all() {
    Stream<NeuronModel> ofLibraries = libraries().stream().flatMap(l -> l.names().stream().map(l::model));
    return Stream.concat(single().stream(), ofLibraries).sorted(Comparator.comparing(NeuronModel::name)).toList();
  }

  /**
   * The model of that name or alias, e.g. {@code iaf_psc_exp} or {@code IF_curr_exp}.
   *
   * @throws RanvierException with the nearest names, if there is none
   */
  public static NeuronModel find(String name) {
    for (ModelLibrary library : libraries()) {
      if (library.names().contains(name)) {
        return library.model(name); // without reading all the others
      }
      Optional<NeuronModel> unlisted = library.unlisted(name);
      if (unlisted.isPresent()) {
        return unlisted.get();
      }
    }
    var known = new ArrayList<String>();
    for (NeuronModel model : all()) {
      if (model.name().equals(name) || model.aliases().contains(name)) {
        return model;
      }
      known.add(model.name());
      known.addAll(model.aliases());
    }
    var otherFormat = OtherFormats.sentence(name);
    if (otherFormat.isPresent()) {
      throw new RanvierException(otherFormat.get());
    }
    throw new RanvierException("there is no neuron model '" + name + "'" + Names.suggest(name, known));
  }

  /** The model that has exactly this name, without a look at the others. */
  public static Optional<NeuronModel> named(String name) {
    for (ModelLibrary library : libraries()) {
      if (library.names().contains(name)) {
        return Optional.of(library.model(name));
      }
      Optional<NeuronModel> unlisted = library.unlisted(name);
      if (unlisted.isPresent()) {
        return unlisted;
      }
    }
    return single().stream().filter(m -> m.name().equals(name)).findFirst();
  }

  private static List<NeuronModel> single() {
    return load(NeuronModel.class);
  }

  private static List<ModelLibrary> libraries() {
    return load(ModelLibrary.class);
  }

  private static <S> List<S> load(Class<S> service) {
    return ServiceLoader.load(service, service.getClassLoader()).stream().map(ServiceLoader.Provider::get).toList();
  }
}
