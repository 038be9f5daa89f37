package org.ranvier.plasticity.potentials;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/** Finds the potential that a synapse at a receptor of a model sees. */
public final class LocalPotential {
  private static final String SOMA = "V_m";

  private LocalPotential() {}

  /**
   * The variable of a name; or, where none is given, the potential of the compartment in which the receptor lies, and of a model without
   * compartments its {@code V_m}.
   *
   * @param name empty for the local potential
   * @param where who asks, in messages
   */
  public static String of(NeuronModel model, String receptor, String name, String where) {
    List<StateVariable> variables = model.variables();
    if (!name.isEmpty()) {
      return find(variables, name)
          .orElseThrow(() -> new RanvierException(
              where + " reads '" + name + "' of its targets, but " + model.name() + " has no such variable"
                  + Names.suggest(name, variables.stream().map(StateVariable::name).toList())));
    }
    var candidates = new LinkedHashSet<String>();
    candidates.add(receptor + ".v");
    candidates.add(receptor.split("\\.", 2)[0] + ".v");
    candidates.add(SOMA);
    for (String candidate : candidates) {
      if (variables.stream().anyMatch(v -> v.name().equals(candidate) && v.unit().equals("mV"))) {
        return candidate;
      }
    }
    throw new RanvierException(
        where + " reads the potential of its targets, but " + model.name() + " has none (no " + String.join(", no ", candidates) + " in mV); its variables are "
            + variables.stream().map(StateVariable::name).toList() + ": connect to neurons with a potential, or name the variable with .reads(…)");
  }

  private static Optional<String> find(List<StateVariable> variables, String name) {
    return variables.stream().map(StateVariable::name).filter(name::equals).findFirst();
  }
}
