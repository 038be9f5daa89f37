package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.simulator.RanvierException;

/**
 * Nodes that are cells of compartments. Those of one model are a population; a synapse of the model is all contacts of one kind in
 * one compartment, whose conductances add up.
 */
final class BiophysicalCells {
  private static final double NS_PER_US = 1000;

  private final Network network;
  private final SonataConfig config;
  private final Set<Path> inputs;
  private final List<String> notes;
  private final Map<NodeGroup, Cells> cells = new LinkedHashMap<>();
  private final Set<String> missing = new TreeSet<>();

  /** A group, and what is known of its cells. */
  private record Cells(
      NodePopulation nodes, NodeGroup group, CellDescription description, Morphology morphology, CompartmentTree tree,
      Map<Synapse, String> synapses, List<Contacts> contacts) {}

  /** All contacts of one kind in one compartment. */
  private record Synapse(SynapseKind kind, int compartment) {}

  /** The edges from a group of sources that have contacts at a synapse, an edge for each contact. */
  private record Contacts(EdgePopulation edges, NodeGroup source, String synapse, IntArrayList of) {}

  BiophysicalCells(Network network, SonataConfig config, Set<Path> inputs, List<String> notes) {
    this.network = network;
    this.config = config;
    this.inputs = inputs;
    this.notes = notes;
  }

  /** Reads the description and the shape of a group's cells. */
  void add(NodePopulation nodes, NodeGroup group) {
    String where = nodes.where();
    var model = group.model();
    if (nodes.elements().dynamicsNames().stream().findAny().isPresent()) {
      throw new RanvierException(
          where + ": dynamics_params of single nodes " + Shown.of(nodes.elements().dynamicsNames().toString())
              + " are not supported for biophysical nodes");
    }
    if (model.morphology().isEmpty()) {
      throw new RanvierException(where + ": biophysical nodes have no morphology");
    }
    Path file = CellShape.file(component("morphologies_dir", where, "morphology"), model.morphology(), where);
    inputs.add(file);
    var morphology = CellShape.read(file, model.processing(), where);
    var description = description(model, where);
    missing.addAll(CellMembrane.missing(description));
    var tree = CellShape.divide(morphology, description, config.run().compartmentUm());
    cells.put(group, new Cells(nodes, group, description, morphology, tree, new LinkedHashMap<>(), new ArrayList<>()));
  }

  private CellDescription description(NodePopulation.Model model, String where) {
    Path directory = component("biophysical_neuron_models_dir", where, "model_template");
    int colon = model.template().indexOf(':');
    String schema = colon < 0 ? "" : model.template().substring(0, colon);
    if (schema.equals("nml")) {
      Path file = ConfigSection.below(directory, model.resource(), where + ": model_template");
      inputs.add(file);
      return NeuroMlCell.read(file);
    }
    if (schema.equals("ctdb") && !model.parameters().isEmpty()) {
      Path file = ConfigSection.below(directory, model.parameters(), where + ": dynamics_params");
      inputs.add(file);
      return CellTypesJson.read(file);
    }
    throw new RanvierException(
        where + ": model_template '" + Shown.of(model.template()) + "' of biophysical nodes"
            + (schema.equals("ctdb") ? " needs dynamics_params" : " is not supported")
            + "; ctdb:Biophys1.hoc with parameters of the Allen Cell Types Database (JSON) and nml: (NeuroML) are");
  }

  private Path component(String name, String where, String user) {
    Path directory = config.components().get(name);
    if (directory == null) {
      throw new RanvierException(where + ": " + user + " needs components." + name + ", the directory it is in");
    }
    return directory;
  }

  /** Refuses mechanisms that are missing, all at once. */
  void requireMechanisms() {
    if (!missing.isEmpty()) {
      throw new RanvierException(
          "mechanisms " + Shown.of(missing.toString()) + " of biophysical nodes are missing; these are there: " + CellMembrane.known());
    }
  }

  /** Finds the places of the contacts of edges that end on cells. */
  void place(EdgePopulation edges, ParameterFiles parameters) {
    SynapseKind[] kinds = null;
    var places = new LinkedHashMap<Cells, SynapsePlaces>();
    var found = new LinkedHashMap<String, Contacts>();
    for (int k = 0; k < edges.targets().length; k++) {
      Cells target = cells.get(edges.target().groups().get(edges.target().group(edges.targets()[k])));
      if (target == null) {
        continue;
      }
      if (kinds == null) {
        kinds = SynapseKind.of(edges, parameters);
      }
      var place = places.computeIfAbsent(target, t -> new SynapsePlaces(edges, t.tree, !t.group.model().processing().isEmpty()));
      int n = place.isGiven(k) ? 1 : edges.contacts()[k];
      int source = edges.source().group(edges.sources()[k]);
      for (int c = 0; c < n; c++) {
        var at = new Synapse(kinds[k].checked(edges, k), place.compartment(k, c));
        String label = target.synapses.computeIfAbsent(at, s -> "s" + target.synapses.size());
        found.computeIfAbsent(target.group.name() + "\n" + label + "\n" + source, key -> {
          var contacts = new Contacts(edges, edges.source().groups().get(source), label, new IntArrayList());
          target.contacts.add(contacts);
          return contacts;
        }).of.add(k);
      }
    }
  }

  /** Makes the populations. */
  void build() {
    for (var of : cells.values()) {
      String where = of.nodes.where();
      var cell = Cell.of(of.group.name(), of.tree)
          .celsius(config.run().celsius())
          .detect(Location.at(Morphology.SOMA, 0.5), config.run().spikeThresholdMv());
      config.run().initialMv().ifPresent(cell::initialPotential);
      CellMembrane.insert(cell, of.description, of.morphology.labels(), where);
      of.synapses.forEach((synapse, label) -> cell.synapse(label, synapse.kind.mechanism(), location(of.tree, synapse.compartment), synapse.kind.values()));
      network.population(of.group.name(), of.group.members().length, cell.model());
      notes.add(
          "population " + of.group.name() + ": cells of " + of.tree.sections().size() + " sections in " + of.tree.count() + " compartments with "
              + of.synapses.size() + " places of synapses");
    }
  }

  private static Location location(CompartmentTree tree, int compartment) {
    var section = tree.sections().get(tree.section()[compartment]);
    for (int k = 0; k < section.compartments().length; k++) {
      if (section.compartments()[k] == compartment) {
        return Location.at(section.name(), (k + 0.5) / section.compartments().length);
      }
    }
    throw new IllegalStateException("compartment " + compartment);
  }

  /** Connects them, where all populations are made. */
  void connect() {
    for (var of : cells.values()) {
      Population target = network.population(of.group.name());
      for (var contacts : of.contacts) {
        var edges = contacts.edges;
        int[] k = contacts.of.toIntArray();
        network.connect(network.population(contacts.source.name()), target)
            .receptor(contacts.synapse)
            .rule(
                ConnectionRule.explicit(
                    Connections.ints(k, e -> edges.source().indexInGroup(edges.sources()[e])),
                    Connections.ints(k, e -> edges.target().indexInGroup(edges.targets()[e]))))
            .weight(Connections.each(Units::nS, Connections.doubles(k, e -> NS_PER_US * edges.weights()[e])))
            .delay(Connections.each(Units::ms, Connections.doubles(k, e -> edges.delaysMs()[e])));
      }
    }
  }
}
