package org.ranvier.networks.sonata;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Makes populations of nodes that are simulated as points. */
final class PointNeurons {
  private static final Set<String> MODEL_TYPES = Set.of("point_process", "point_neuron");

  private final Network network;
  private final ParameterFiles files;
  private final List<String> notes;

  PointNeurons(Network network, ParameterFiles files, List<String> notes) {
    this.network = network;
    this.files = files;
    this.notes = notes;
  }

  void add(NodePopulation population, NodeGroup group) {
    var model = group.model();
    if (!MODEL_TYPES.contains(model.type())) {
      throw new RanvierException(
          population.where() + ": model_type '" + Shown.of(model.type())
              + "' is not supported; virtual, point_process, point_neuron and biophysical are");
    }
    if (IntFire1Parameters.TEMPLATES.contains(model.template())) {
      addIntFire1(population, group);
    } else if (NestNeurons.isTemplate(model.template())) {
      NestNeurons.add(network, population, group, files);
      if (!model.template().startsWith("nest:")) {
        notes.add(population.where() + ": " + Shown.of(model.template()) + " is taken for NEST's model of that name");
      }
    } else {
      throw new RanvierException(
          population.where() + ": model_template '" + Shown.of(model.template()) + "' is not supported; nrn:IntFire1 is, and "
              + NestNeurons.templates());
    }
  }

  private void addIntFire1(NodePopulation population, NodeGroup group) {
    var parameters = IntFire1Parameters.read(population, group, files);
    if (parameters.inSeconds()) {
      notes.add("population " + Shown.of(population.name())
          + ": tau and refrac are taken to be in seconds, as the Allen Institute's files have them");
    }
    var neurons = network.population(group.name(), group.members().length, "intfire1");
    set(neurons, "tau", parameters.tauMs());
    set(neurons, "refrac", parameters.refracMs());
  }

  private static void set(Population neurons, String parameter, double[] ms) {
    if (Arrays.stream(ms).allMatch(v -> v == ms[0])) {
      neurons.set(parameter, Units.ms(ms[0]));
    } else {
      neurons.set(parameter, Distribution.each(Units::ms, ms));
    }
  }
}
