package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.sonata.IntFire1Queue.Spike;
import org.ranvier.networks.values.Units;

/**
 * The published run of the SONATA example {@code 300_intfire} (github.com/AllenInstitute/sonata, by NEURON), where the files are at hand: they
 * are not part of the project.
 */
class PublishedIntFireTest {
  private static final Path CASES = Path.of("../../shared/cases/sonata").toAbsolutePath().normalize();
  private static final Comparator<Spike> ORDER = Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron);

  @TempDir private Path directory;
  private Path example = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Path published = CASES.resolve("examples");
    assumeTrue(Files.isDirectory(published.resolve("300_intfire")), "the published example is not there");
    for (String part : List.of("300_intfire", "shared_components")) {
      try (var files = Files.walk(published.resolve(part))) {
        for (Path file : files.toList()) {
          Path to = directory.resolve(published.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(to);
          } else {
            Files.copy(file, to);
          }
        }
      }
    }
    example = directory.resolve("300_intfire");
  }

  private List<Spike> published() {
    try (var hdf = new HdfFile(example.resolve("output/spikes.h5"))) {
      double[] times = (double[]) hdf.getDatasetByPath("spikes/v1/timestamps").getData();
      int[] ids = ints(hdf.getDatasetByPath("spikes/v1/node_ids"));
      return IntStream.range(0, ids.length).mapToObj(k -> new Spike(times[k], ids[k])).sorted(ORDER).toList();
    }
  }

  /** 4,322 of 4,322 spikes; times differ by the last digits in which NEURON adds up intervals. */
  private static void assertPublished(List<Spike> published, List<Spike> found) {
    assertEquals(4322, published.size());
    assertEquals(published.size(), found.size());
    for (int k = 0; k < found.size(); k++) {
      assertEquals(published.get(k).neuron(), found.get(k).neuron(), "spike " + k);
      assertEquals(published.get(k).timeMs(), found.get(k).timeMs(), 1e-9, "spike " + k);
    }
  }

  @Test
  void theQueueOfTheTestsFiresAsPublished() {
    double[] tau = new double[300];
    double[] refrac = new double[300];
    Arrays.fill(refrac, 3); // IntFire1_exc_1.json and IntFire1_inh_1.json
    try (var hdf = new HdfFile(example.resolve("network/v1_nodes.h5"))) {
      int[] types = ints(hdf.getDatasetByPath("nodes/v1/node_type_id"));
      Arrays.setAll(tau, i -> types[i] == 100 ? 24 : 7);
    }
    double[][] lgn = trains("inputs/lgn_spikes.h5", 90);
    double[][] tw = trains("inputs/tw_spikes.h5", 30);
    var queue = new IntFire1Queue(tau, refrac, IntStream.range(0, 120).mapToObj(k -> k < 90 ? lgn[k] : tw[k - 90]).toArray(double[][]::new));
    // The weights of the types are those of the tables beside the edges, the signs those of their dynamics_params; all delays are 2 ms.
    connect("v1_v1", "v1_to_v1", Map.of(100, -0.01, 101, -0.15, 102, 0.3, 103, 0.002), (s, t, w) -> queue.connectNeuron(s, t, w, 2));
    connect("lgn_v1", "lgn_to_v1", Map.of(100, 0.0045, 101, 0.0015), (s, t, w) -> queue.connectTrain(s, t, w, 2));
    connect("tw_v1", "tw_to_v1", Map.of(100, 0.01, 101, 0.02), (s, t, w) -> queue.connectTrain(90 + s, t, w, 2));
    assertPublished(published(), queue.run(3000).stream().sorted(ORDER).toList());
  }

  private interface Edge {
    void connect(int source, int target, double weight);
  }

  /** By targets, as BMTK does it. */
  private void connect(String file, String name, Map<Integer, Double> weights, Edge edge) {
    try (var hdf = new HdfFile(example.resolve("network/" + file + "_edges.h5"))) {
      String at = "edges/" + name + "/";
      int[] sources = ints(hdf.getDatasetByPath(at + "source_node_id"));
      int[] targets = ints(hdf.getDatasetByPath(at + "target_node_id"));
      int[] types = ints(hdf.getDatasetByPath(at + "edge_type_id"));
      int[] contacts = ints(hdf.getDatasetByPath(at + "0/nsyns"));
      IntStream.range(0, sources.length).boxed().sorted(Comparator.comparingInt(k -> targets[k])).forEach(
          k -> edge.connect(sources[k], targets[k], weights.get(types[k]) * contacts[k]));
    }
  }

  private double[][] trains(String file, int size) {
    try (var hdf = new HdfFile(example.resolve(file))) {
      double[] times = (double[]) hdf.getDatasetByPath("spikes/timestamps").getData();
      int[] ids = ints(hdf.getDatasetByPath("spikes/gids"));
      return IntStream.range(0, size)
          .mapToObj(i -> IntStream.range(0, ids.length).filter(k -> ids[k] == i).mapToDouble(k -> times[k]).sorted().toArray())
          .toArray(double[][]::new);
    }
  }

  private static int[] ints(Dataset dataset) {
    Object data = dataset.getData();
    int[] ints = new int[Array.getLength(data)];
    Arrays.setAll(ints, k -> ((Number) Array.get(data, k)).intValue());
    return ints;
  }

  @Test
  void aRunOfTheFilesFiresAsPublished() throws IOException {
    for (String cell : List.of("exc", "inh")) { // their "type" is no parameter
      Path file = directory.resolve("shared_components/point_neuron_models_dir/IntFire1_" + cell + "_1.json");
      Files.writeString(file, Files.readString(file).replaceAll("\"type\"[^,]*,", ""));
    }
    for (int threads : new int[] {1, 3}) {
      assertPublished(published(), run(example.resolve("config.json"), "v1", threads));
    }
  }

  private static List<Spike> run(Path config, String population, int threads) {
    var sonata = SonataNetwork.read(config);
    try (var simulation = Simulation.of(sonata.network(), Simulation.Options.DEFAULT.threads(threads))) {
      simulation.run(Units.ms(sonata.durationMs()));
      var all = simulation.spikes();
      var range = all.population(population);
      return IntStream.range(0, all.size())
          .filter(k -> range.contains(all.ids()[k]))
          .mapToObj(k -> new Spike(all.timeMs(k), all.ids()[k] - range.firstId()))
          .sorted(ORDER)
          .toList();
    }
  }

  /** NEURON 8.2.2 with tie.hoc, the twin of the configuration: p0 and p1 at 12 ms, p2 never, for inhibition was sent first. */
  @Test
  void inhibitionThatWasSentFirstComesFirst() {
    assertEquals(List.of(new Spike(12, 0), new Spike(12, 1)), run(CASES.resolve("intfire1-tie/config.json"), "p", 2));
  }
}
