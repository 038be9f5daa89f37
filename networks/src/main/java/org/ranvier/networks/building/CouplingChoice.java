package org.ranvier.networks.building;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;

/** The coupling of a model at which connections end. */
public final class CouplingChoice {
  private CouplingChoice() {}

  /** The coupling at which connections end, if it is one: by its name, or where nothing else can be meant. */
  public static Optional<Coupling> of(NeuronModel model, @Nullable String receptor, String where) {
    if (receptor != null) {
      return model.couplings().stream().filter(c -> c.name().equals(receptor)).findFirst();
    }
    if (!model.receptors().isEmpty() || model.couplings().isEmpty()) {
      return Optional.empty();
    }
    if (model.couplings().size() > 1) {
      throw new RanvierException(
          where + ": " + model.name() + " hears other neurons in several ways; name one of "
              + model.couplings().stream().map(Coupling::name).toList() + " with .receptor(…)");
    }
    return Optional.of(model.couplings().getFirst());
  }
}
