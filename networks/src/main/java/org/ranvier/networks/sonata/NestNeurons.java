package org.ranvier.networks.sonata;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/** Neurons of templates {@code nest:<model>}, with NEST's names, units and defaults of their parameters. */
final class NestNeurons {
  private static final Set<String> SCHEMAS = Set.of("nest", "nestml");
  /** NEST's models that are here under the same names. */
  private static final Set<String> MODELS = new TreeSet<>(
      Set.of(
          "iaf_psc_delta", "iaf_psc_exp", "iaf_psc_alpha", "iaf_cond_exp", "iaf_cond_alpha", "iaf_cond_beta", "aeif_cond_exp",
          "aeif_cond_alpha", "aeif_psc_exp", "hh_psc_alpha", "hh_cond_exp_traub", "mat2_psc_exp", "iaf_psc_delta_ps",
          "iaf_psc_exp_ps", "iaf_psc_alpha_ps"));

  /** NEST has these for plasticity and for its solver. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("tau_minus", "tau_minus_triplet", "gsl_error_tol", "frozen");

  private static final String POTENTIAL = "V_m";

  private NestNeurons() {}

  static boolean isTemplate(String template) {
    int colon = template.indexOf(':');
    return colon > 0 && SCHEMAS.contains(template.substring(0, colon));
  }

  static void add(Network network, NodePopulation population, NodeGroup group, ParameterFiles files) {
    String where = population.where();
    String name = group.model().resource();
    if (name.toLowerCase(Locale.ROOT).startsWith("glif")) {
      throw new RanvierException(
          where + ": model_template '" + Shown.of(group.model().template()) + "': generalised leaky integrate-and-fire models (GLIF) are"
              + " missing; these are there: " + MODELS);
    }
    if (!MODELS.contains(name)) {
      throw new RanvierException(
          where + ": model_template '" + Shown.of(group.model().template()) + "' is not supported; of NEST's models these are: " + MODELS);
    }
    var model = new Known(NeuronModels.find(name));
    var neurons = network.population(group.name(), group.members().length, model.model);
    var names = new TreeSet<>(files.names(population.elements(), group.members(), where));
    names.removeAll(WITHOUT_EFFECT);
    var unknown = names.stream().filter(n -> model.parameter(n).isEmpty() && model.state(n).isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    if (!unknown.isEmpty()) {
      throw new RanvierException(
          where + ": dynamics_params " + Shown.of(unknown.toString()) + " are not parameters of " + name + "; these are: "
              + model.model.parameters().stream().map(Parameter::name).toList());
    }
    for (var parameter : names) {
      set(model, neurons, population, group, parameter, files.values(population.elements(), parameter, where));
    }
    if (names.contains("E_L") && !names.contains(POTENTIAL)) {
      // NEST's neurons begin at the resting potential that their model has by default, whatever theirs is.
      model.state(POTENTIAL).ifPresent(v -> neurons.initial(POTENTIAL, Units.mV(v.values()[0])));
    }
  }

  /** A model, whose states are known once: to tell them a kernel is made. */
  private record Known(NeuronModel model, List<StateVariable> states) {
    Known(NeuronModel model) {
      this(model, model.variables());
    }

    Optional<Parameter> parameter(String name) {
      return model.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    Optional<StateVariable> state(String name) {
      return states.stream().filter(v -> v.name().equals(name)).findFirst();
    }
  }

  private static void set(Known model, Population neurons, NodePopulation nodes, NodeGroup group, String name, ElementNumbers values) {
    var parameter = model.parameter(name);
    double otherwise = parameter.map(Parameter::defaultValue).orElseGet(() -> model.state(name).orElseThrow().values()[0]);
    String unit = parameter.map(Parameter::unit).orElseGet(() -> model.state(name).orElseThrow().unit());
    double[] each = new double[group.members().length];
    for (int i = 0; i < each.length; i++) {
      int k = group.members()[i];
      each[i] = values.isGiven(k) ? values.get(k) : otherwise;
    }
    var distribution = same(each) ? Distribution.constant(Units.quantity(each[0], unit)) : Distribution.each(x -> Units.quantity(x, unit), each);
    if (parameter.isPresent()) {
      for (int i = 0; i < each.length; i++) {
        parameter.get().check(each[i], nodes.where() + ", node " + nodes.ids()[group.members()[i]]);
      }
      neurons.set(name, distribution);
    } else {
      neurons.initial(name, distribution);
    }
  }

  private static boolean same(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** The templates that are supported, for messages. */
  static List<String> templates() {
    return MODELS.stream().map(m -> "nest:" + m).toList();
  }
}
