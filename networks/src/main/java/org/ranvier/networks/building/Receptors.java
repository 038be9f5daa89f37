package org.ranvier.networks.building;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.ReceptorChoice;

/** Where spikes and drives end. */
public final class Receptors {
  private Receptors() {}

  /**
   * The receptors of weights of either sign: the named one, or those between which signs choose.
   *
   * @param receptor null: none is named
   * @param where what ends there, for messages
   */
  public static ReceptorChoice choice(NeuronModel model, @Nullable String receptor, String where) {
    if (receptor != null) {
      return ReceptorChoice.always(index(model, receptor, where));
    }
    if (model.receptors().isEmpty()) {
      throw new RanvierException(
          where + ": " + model.name() + " receives no spikes; connect to a population of neurons"
              + (model.couplings().isEmpty() ? "" : ", or to its " + model.couplings().stream().map(Coupling::name).toList()));
    }
    return model
        .receptorsBySign()
        .map(r -> new ReceptorChoice(r[0], r[1]))
        .orElseThrow(
            () ->
                new RanvierException(
                    where + ": " + model.name() + " has several receptors; name one of "
                        + model.receptors().stream().map(Receptor::name).toList() + " with .receptor(…)"));
  }

  /** Refuses a target at which no spike can end; of several receptors one is named later. */
  public static void requireOne(NeuronModel model, String where) {
    if (model.receptors().size() < 3) {
      choice(model, null, where);
    }
  }

  /** The unit of a receptor's weights. */
  public static String unit(NeuronModel model, ReceptorChoice choice) {
    return model.receptors().get(choice.positive()).unit();
  }

  private static int index(NeuronModel model, String receptor, String where) {
    var names = model.receptors().stream().map(Receptor::name).toList();
    int index = names.indexOf(receptor);
    if (index < 0) {
      var known = new ArrayList<>(names);
      model.couplings().forEach(c -> known.add(c.name()));
      throw new RanvierException(
          where + ": " + model.name() + " has no receptor '" + receptor + "'" + Names.suggest(receptor, known));
    }
    return index;
  }
}
