package org.ranvier.networks.sonata;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ranvier.networks.Network;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * A network read from SONATA files: HDF5 nodes and edges, tables of types, spikes of virtual populations, currents and reports (Dai
 * et al. 2020, doi:10.1371/journal.pcbi.1007696). What is not supported is refused by its name, all of it at once.
 *
 * <pre>{@code
 * var sonata = SonataNetwork.read(Path.of("300_intfire/config.json"));
 * try (var sim = Simulation.of(sonata.network())) {
 *   sim.run(ms(sonata.durationMs()));
 *   sonata.output().write(sim);
 * }
 * }</pre>
 */
public final class SonataNetwork {
  private final SonataConfig config;
  private final SonataOptions options;
  private final ConfigurationProblems problems;
  private final Network network;
  private final Map<String, NodePopulation> nodes = new LinkedHashMap<>();
  private final Set<Path> inputs = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final NodeSets sets;
  private final Reports reports;

  private SonataNetwork(SonataConfig config, SonataOptions options, ConfigurationProblems problems) {
    this.config = config;
    this.options = options;
    this.problems = problems;
    network = new Network(name(config.file()));
    problems.attempt(() -> {
      network.resolution(Units.ms(config.resolutionMs()));
    });
    var file = config.nodeSets();
    sets = problems.attempt(() -> new NodeSets(file, nodes)).orElseGet(() -> new NodeSets(Optional.empty(), nodes));
    reports = new Reports(network, sets);
    inputs.addAll(config.read());
    file.ifPresent(inputs::add);
  }

  /** Reads what a configuration describes: network, inputs, duration and output. */
  public static SonataNetwork read(Path config) {
    return read(config, SonataOptions.DEFAULT);
  }

  /** Reads with choices where the files leave some. */
  public static SonataNetwork read(Path config, SonataOptions options) {
    var problems = new ConfigurationProblems();
    var read = problems.attempt(() -> {
      var reading = new SonataNetwork(ConfigReader.read(config, problems), options, problems);
      reading.readNodes(0);
      return reading;
    });
    problems.refuse();
    return read.orElseThrow();
  }

  public Network network() {
    return network;
  }

  /** How long the configuration runs the network, in ms. */
  public double durationMs() {
    return config.durationMs();
  }

  /** What the user should know about how the files were read. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The files that the configuration wants written. */
  public SonataOutput output() {
    return new SonataOutput(config, inputs, reports, List.copyOf(nodes.values()));
  }

  private static String name(Path config) {
    return config.toAbsolutePath().normalize().getParent() instanceof Path parent
        && parent.getFileName() instanceof Path directory
        ? directory.toString()
        : "sonata";
  }

  /** Opens one file of nodes after another, builds the network while all are open, and closes them. */
  private void readNodes(int file) {
    if (file == config.nodes().size()) {
      build();
      return;
    }
    var files = config.nodes().get(file);
    read(files);
    boolean[] opened = new boolean[1];
    problems.attempt(() -> Hdf.read(files.data(), hdf -> {
      problems.attempt(() -> readNodes(files, Hdf.group(hdf, "nodes")));
      opened[0] = true;
      readNodes(file + 1);
      return file;
    }));
    if (!opened[0]) {
      readNodes(file + 1); // the others may be wrong too
    }
  }

  private void readNodes(SonataConfig.Files files, Group group) {
    for (var child : Hdf.children(group).entrySet()) {
      if (child.getValue() instanceof Group population) {
        problems.attempt(() -> {
          var types = TypesTable.read(files.types(), "node_type_id", child.getKey());
          if (nodes.put(child.getKey(), new NodePopulation(child.getKey(), population, types)) != null) {
            throw new RanvierException(
                files.data() + ": population '" + Shown.of(child.getKey()) + "' is in another file of nodes already");
          }
        });
      }
    }
  }

  private void read(SonataConfig.Files files) {
    inputs.add(files.data());
    files.types().ifPresent(inputs::add);
  }

  private void build() {
    if (nodes.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(config.file() + ": networks.nodes lists no populations");
      }
      return;
    }
    config.passedOver().forEach(key -> notes.add(key + " is not SONATA's and is passed over"));
    var spikes = new VirtualSpikes(config.durationMs(), options.skipUnknownNodes(), notes);
    for (var input : config.spikes()) {
      inputs.add(input.file());
      problems.attempt(() -> spikes.add(input, sets, user("inputs", input.name())));
    }
    var neurons = new ParameterFiles("point_neuron_models_dir", config.components());
    var points = new PointNeurons(network, neurons, notes);
    var cells = new BiophysicalCells(network, config, inputs, notes);
    for (var population : nodes.values()) {
      for (var group : population.groups()) {
        problems.attempt(() -> {
          if (group.model().isVirtual()) {
            addSource(population, group, spikes);
          } else if (group.model().isBiophysical()) {
            cells.add(population, group);
          } else {
            points.add(population, group);
          }
        });
      }
    }
    problems.attempt(cells::requireMechanisms);
    connect(cells);
    inputs.addAll(neurons.files());
    if (problems.isEmpty()) {
      var clamps = new Clamps(network, sets, config.durationMs(), notes);
      config.clamps().forEach(c -> problems.attempt(() -> clamps.add(c, user("inputs", c.name()))));
      config.reports().forEach(r -> problems.attempt(() -> reports.add(r, user("reports", r.name()))));
    }
  }

  private String user(String section, String name) {
    return config.file() + ": " + section + "." + Shown.of(name);
  }

  private void addSource(NodePopulation population, NodeGroup group, VirtualSpikes spikes) {
    if (!spikes.hasInput(population)) {
      notes.add("population " + Shown.of(population.name()) + " is virtual and has no input: it is silent");
    }
    network.spikeSource(group.name(), spikes.trains(population, group)).exact();
  }

  /** Reads all edges, as the synapses of cells are a part of their models, then makes the cells, then connects. */
  private void connect(BiophysicalCells cells) {
    var synapses = new ParameterFiles("synaptic_models_dir", config.components());
    var connections = new Connections(network);
    var all = new ArrayList<EdgePopulation>();
    for (var files : config.edges()) {
      read(files);
      problems.attempt(() -> Hdf.read(files.data(), hdf -> {
        for (var child : Hdf.children(Hdf.group(hdf, "edges")).entrySet()) {
          if (child.getValue() instanceof Group group) {
            problems.attempt(() -> {
              var types = TypesTable.read(files.types(), "edge_type_id", child.getKey());
              var edges = EdgePopulation.read(child.getKey(), group, types, synapses, nodes, config.resolutionMs(), notes);
              connections.check(edges);
              cells.place(edges, synapses);
              all.add(edges);
            });
          }
        }
        return files;
      }));
    }
    inputs.addAll(synapses.files());
    if (problems.isEmpty()) {
      problems.attempt(cells::build);
    }
    if (problems.isEmpty()) {
      all.forEach(edges -> problems.attempt(() -> connections.connect(edges)));
      problems.attempt(cells::connect);
    }
  }
}
