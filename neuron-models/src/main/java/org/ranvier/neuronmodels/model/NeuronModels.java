package org.ranvier.neuronmodels.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.ranvier.simulator.RanvierException;

/**
 * The models that can be had by name: those of this module and any other on the class path that is listed as a service of {@link
 * NeuronModel}.
 */
public final class NeuronModels {
  private NeuronModels() {}

  /** All models, by name. */
  public static List<NeuronModel> all() {
    return ServiceLoader.load(NeuronModel.class, NeuronModel.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(NeuronModel::name))
        .toList();
  }

  /**
   * The model of that name or alias, e.g. {@code iaf_psc_exp} or {@code IF_curr_exp}.
   *
   * @throws RanvierException with the nearest names, if there is none
   */
  public static NeuronModel find(String name) {
    List<NeuronModel> all = all();
    var known = new ArrayList<String>();
    for (NeuronModel model : all) {
      if (model.name().equals(name) || model.aliases().contains(name)) {
        return model;
      }
      known.add(model.name());
      known.addAll(model.aliases());
    }
    throw new RanvierException("there is no neuron model '" + name + "'" + Names.suggest(name, known));
  }
}
