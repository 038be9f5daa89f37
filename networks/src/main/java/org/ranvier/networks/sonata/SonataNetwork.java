package org.ranvier.networks.sonata;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * A network read from SONATA files: HDF5 nodes and edges, tables of types, spikes of virtual populations (Dai et al. 2020,
 * doi:10.1371/journal.pcbi.1007696). Point neurons of NEURON's {@code IntFire1} are supported, in continuous time; anything else
 * is refused by its name.
 *
 * <pre>{@code
 * var sonata = SonataNetwork.read(Path.of("300_intfire/config.json"));
 * try (var sim = Simulation.of(sonata.network())) {
 *   sim.run(ms(sonata.durationMs()));
 *   sonata.output().write(sim.spikes());
 * }
 * }</pre>
 */
public final class SonataNetwork {
  private final SonataConfig config;
  private final Network network;
  private final Map<String, NodePopulation> nodes = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private SonataNetwork(SonataConfig config) {
    this.config = config;
    network = new Network(name(config.file())).resolution(Units.ms(config.resolutionMs()));
  }

  /** Reads what a configuration describes: network, inputs, duration and output. */
  public static SonataNetwork read(Path config) {
    var reading = new SonataNetwork(SonataConfig.read(config));
    reading.readNodes(0);
    return reading;
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
    return new SonataOutput(config.output(), nodes.values().stream().filter(n -> !n.isVirtual()).toList());
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
    Hdf.read(files.data(), hdf -> {
      for (var child : Hdf.group(hdf, "nodes").getChildren().entrySet()) {
        if (child.getValue() instanceof Group group) {
          var types = TypesTable.read(files.types(), "node_type_id", child.getKey());
          if (nodes.put(child.getKey(), new NodePopulation(child.getKey(), group, types)) != null) {
            throw new RanvierException(
                files.data() + ": population '" + child.getKey() + "' is in another file of nodes already");
          }
        }
      }
      readNodes(file + 1);
      return file;
    });
  }

  private void build() {
    if (nodes.isEmpty()) {
      throw new RanvierException(config.file() + ": networks.nodes lists no populations");
    }
    config.passedOver().forEach(key -> notes.add(key + " is not SONATA's and is passed over"));
    var trains = new VirtualSpikes(config, nodes).trains();
    var neurons = new ParameterFiles("point_neuron_models_dir", config.components());
    for (var population : nodes.values()) {
      if (population.size() > 0) {
        if (population.isVirtual()) {
          addSource(population, trains);
        } else {
          addIntFire1(population, neurons);
        }
      }
    }
    var synapses = new ParameterFiles("synaptic_models_dir", config.components());
    for (var files : config.edges()) {
      Hdf.read(files.data(), hdf -> {
        for (var child : Hdf.group(hdf, "edges").getChildren().entrySet()) {
          if (child.getValue() instanceof Group group) {
            var types = TypesTable.read(files.types(), "edge_type_id", child.getKey());
            connect(EdgePopulation.read(child.getKey(), group, types, synapses, nodes));
          }
        }
        return files;
      });
    }
  }

  private void addSource(NodePopulation population, Map<NodePopulation, double[][]> trains) {
    double[][] times = trains.get(population);
    if (times == null) {
      notes.add("population " + population.name() + " is virtual and has no input: it is silent");
      times = new double[population.size()][0];
    }
    network.spikeSource(population.name(), times).exact();
  }

  private void addIntFire1(NodePopulation population, ParameterFiles files) {
    var parameters = IntFire1Parameters.read(population, files);
    if (parameters.inSeconds()) {
      notes.add("population " + population.name()
          + ": tau and refrac are taken to be in seconds, as the Allen Institute's files have them");
    }
    var neurons = network.population(population.name(), population.size(), "intfire1");
    set(neurons, "tau", parameters.tauMs());
    set(neurons, "refrac", parameters.refracMs());
  }

  private static void set(Population neurons, String parameter, double[] ms) {
    if (allEqual(ms)) {
      neurons.set(parameter, Units.ms(ms[0]));
    } else {
      neurons.set(parameter, Distribution.each(Units::ms, ms));
    }
  }

  private static boolean allEqual(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]);
  }

  private void connect(EdgePopulation edges) {
    if (edges.weights().length == 0) {
      return;
    }
    double[] delays = edges.delaysMs();
    var projection = network.connect(network.population(edges.source().name()), network.population(edges.target().name()))
        .rule(ConnectionRule.explicit(edges.sources(), edges.targets()))
        .weight(Distribution.each(edges.weights()));
    if (allEqual(delays)) {
      projection.delay(Units.ms(delays[0]));
    } else {
      projection.delay(Distribution.each(Units::ms, delays));
    }
  }
}
