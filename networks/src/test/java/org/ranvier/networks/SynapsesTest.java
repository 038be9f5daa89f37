package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Synapses of projections that no rule changes are what was drawn; they can be set, saved and loaded. */
final class SynapsesTest {
  private static final List<ConnectionRule> RULES =
      List.of(fixedInDegree(7), fixedOutDegree(5), fixedTotalNumber(300), pairwiseBernoulli(0.1), allToAll(), oneToOne());

  private static Simulation.Options threads(int threads) {
    return Simulation.Options.DEFAULT.threads(threads).seed(3);
  }

  /** Several projections that share rows, one of each rule or of few delays and of many, in 4 bytes and in 8, on the grid or not. */
  private static List<Projection> connect(Network net, long seed, boolean exact, boolean plastic) {
    var random = new Random(seed);
    var a = net.population("a", 90, "iaf_psc_delta").initial("V_m", uniform(mV(-70), mV(-55)));
    var b = net.population("b", 90, "iaf_psc_delta");
    if (exact) {
      a.exact();
      b.exact();
    }
    net.poisson("drive", a).rate(Hz(8000)).weight(mV(0.3));
    var all = new ArrayList<Projection>();
    for (int k = 0; k < 4; k++) {
      ConnectionRule rule = RULES.get(random.nextInt(RULES.size()));
      Projection p =
          net.connect(a, random.nextBoolean() ? a : b).rule(rule).weight(normal(mV(0.1), mV(0.1)))
              .delay(random.nextBoolean() ? normal(ms(2), ms(1)).redraw(ms(0.5), ms(5)) : uniform(ms(1), ms(1.4)));
      if (random.nextBoolean()) {
        p.doubleWeights();
      }
      if (plastic) {
        p.letWeightsChange(); // plastic rows are read in another way altogether
      }
      all.add(p);
    }
    return all;
  }

  private record Synapse(int source, int target, double delayMs, double weight) {}

  private static List<Synapse> sorted(Weights w) {
    var list = new ArrayList<Synapse>();
    for (int k = 0; k < w.size(); k++) {
      list.add(new Synapse(w.sources()[k], w.targets()[k], w.delaysMs()[k], w.values()[k]));
    }
    list.sort(Comparator.comparing(Synapse::source).thenComparing(Synapse::target).thenComparing(Synapse::delayMs).thenComparing(Synapse::weight));
    return list;
  }

  @Property(tries = 20)
  void areWhatWasDrawn(@ForAll long seed, @ForAll boolean exact, @ForAll @IntRange(min = 1, max = 3) int threads) {
    var net = new Network("static");
    var twin = new Network("static");
    List<Projection> fixed = connect(net, seed, exact, false);
    List<Projection> changeable = connect(twin, seed, exact, true);
    try (var one = Simulation.of(net, threads(threads)); var other = Simulation.of(twin, threads(1))) {
      for (int k = 0; k < fixed.size(); k++) {
        Weights read = one.weights(fixed.get(k));
        Weights drawn = other.weights(changeable.get(k));
        assertEquals(drawn.size(), read.size());
        List<Synapse> expected = sorted(drawn);
        List<Synapse> found = sorted(read);
        for (int q = 0; q < expected.size(); q++) {
          assertEquals(expected.get(q).source(), found.get(q).source());
          assertEquals(expected.get(q).target(), found.get(q).target());
          assertEquals(expected.get(q).delayMs(), found.get(q).delayMs(), 1e-12);
          assertEquals(expected.get(q).weight(), found.get(q).weight(), 1e-7 * Math.abs(expected.get(q).weight()));
        }
      }
    }
  }

  /** What is set is read, other projections of the same rows keep theirs, and the network runs as one that was described so. */
  @Property(tries = 10)
  void areSet(@ForAll long seed, @ForAll boolean exact, @ForAll @IntRange(min = 0, max = 3) int which, @ForAll @IntRange(min = 1, max = 3) int threads)
      throws IOException {
    var net = new Network("static");
    List<Projection> all = connect(net, seed, exact, false);
    Projection p = all.get(which);
    var same = new Network("static");
    List<Projection> described = connect(same, seed, exact, false);
    Path file = Files.createTempDirectory("ranvier-synapses").resolve("p.h5");
    try (var sim = Simulation.of(net, threads(threads))) {
      List<Weights> before = all.stream().map(sim::weights).toList();
      double[] doubled = before.get(which).values().clone();
      for (int k = 0; k < doubled.length; k++) {
        doubled[k] *= 2;
      }
      sim.setWeights(p, doubled);
      for (int k = 0; k < all.size(); k++) {
        assertArrayEquals(k == which ? doubled : before.get(k).values(), sim.weights(all.get(k)).values(), "projection " + k);
      }
      sim.synapses(p).save(file);
      described.get(which).synapses(file);
      sim.run(ms(60));
      try (var other = Simulation.of(same, threads(1))) {
        other.run(ms(60));
        assertTrue(other.spikes().size() > 100);
        if (!exact) { // there sums of inputs come in the order of the description
          assertEquals(sorted(sim.weights(p)), sorted(other.weights(described.get(which))));
        }
      }
      sim.synapses(p).scale(0.5);
      assertArrayEquals(before.get(which).values(), sim.weights(p).values());
      sim.synapses(p).load(file);
      assertArrayEquals(doubled, sim.weights(p).values());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    }
  }

  /** A rule that draws by source meets its targets in an order of the workers' own; what a caller sees, sets and saves must not depend on it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void orderAndSetWeightsDoNotDependOnThreads(boolean plastic, @TempDir Path directory) {
    Path file = directory.resolve("checkpoint");
    var net = new Network("by-source");
    var in = net.population("in", 30, "poisson_generator").set("rate", Hz(50));
    var cells = net.population("cells", 3000, "iaf_psc_exp");
    Projection p = net.connect(in, cells).rule(fixedOutDegree(700)).weight(uniform(pA(100), pA(400))).delay(ms(1.5));
    if (plastic) {
      p.letWeightsChange(); // plastic rows are read in another way altogether
    }
    double[] set = new double[30 * 700];
    Arrays.setAll(set, k -> 200 + k % 977);
    List<Weights> seen = new ArrayList<>();
    List<SpikeTrains> after = new ArrayList<>();
    for (int threads = 1; threads <= 4; threads++) {
      try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        Weights drawn = simulation.weights(p);
        simulation.setWeights(p, set);
        assertArrayEquals(set, simulation.weights(p).values());
        simulation.run(ms(50));
        if (threads == 2) {
          simulation.save(file);
        }
        simulation.run(ms(50));
        seen.add(drawn);
        after.add(simulation.spikes());
      }
    }
    for (int k = 1; k < 4; k++) {
      assertArrayEquals(seen.getFirst().sources(), seen.get(k).sources());
      assertArrayEquals(seen.getFirst().targets(), seen.get(k).targets());
      assertArrayEquals(seen.getFirst().values(), seen.get(k).values());
      assertArrayEquals(after.getFirst().ids(), after.get(k).ids());
      assertArrayEquals(after.getFirst().steps(), after.get(k).steps());
    }
    for (int threads : new int[] {1, 3}) {
      try (var restored = Simulation.restore(net, file, Simulation.Options.DEFAULT.threads(threads))) {
        assertArrayEquals(set, restored.weights(p).values());
        restored.run(ms(50));
        int first = after.getFirst().ids().length - restored.spikes().ids().length;
        assertTrue(first > 0 && restored.spikes().ids().length > 50);
        assertArrayEquals(Arrays.copyOfRange(after.getFirst().ids(), first, after.getFirst().ids().length), restored.spikes().ids());
      }
    }
  }

  @Test
  void filtersMatricesAndFiles(@TempDir Path directory) throws IOException {
    var net = new Network("explicit");
    var in = net.spikeSource("in", new double[][] {{1}, {1}, {1}});
    var out = net.population("out", 2, "iaf_psc_exp");
    int[] sources = {0, 1, 2, 2, 0};
    int[] targets = {0, 0, 1, 1, 0};
    double[] weights = {10, 20, 30, 40, 50};
    double[] delays = {1, 2, 3, 3, 1.5};
    var p = net.connect(in, out).synapses(sources, targets, weights, delays);
    try (var sim = Simulation.of(net, threads(1))) {
      Synapses all = sim.synapses(p);
      assertEquals(5, all.count());
      assertArrayEquals(new double[][] {{60, 0}, {20, 0}, {0, 70}}, all.matrix());
      assertArrayEquals(new double[][] {{2, 0}, {1, 0}, {0, 2}}, all.countMatrix());
      assertEquals(2, all.from(in.range(2, 3)).count());
      assertEquals(0, all.from(in.range(2, 3)).to(out.range(0, 1)).count());
      all.to(out.range(1, 2)).scale(0);
      assertArrayEquals(new double[][] {{60, 0}, {20, 0}, {0, 0}}, all.matrix());
      Path csv = directory.resolve("w.csv");
      all.save(csv);
      assertEquals("source,target,delay_ms,weight", Files.readAllLines(csv).getFirst());
      all.scale(3);
      assertEquals(180, all.matrix()[0][0]);
      all.load(csv);
      assertArrayEquals(new double[][] {{60, 0}, {20, 0}, {0, 0}}, all.matrix());
      Files.writeString(csv, "source,target,weight\n0,0,1\n");
      var e = assertThrows(RanvierException.class, () -> all.load(csv));
      assertTrue(e.getMessage().contains("has 5 synapses here"), e.getMessage());
      var sign = assertThrows(RanvierException.class, () -> all.scale(-1));
      assertTrue(sign.getMessage().contains("another sign"), sign.getMessage());
      var name = assertThrows(RanvierException.class, () -> all.save(directory.resolve("w.txt")));
      assertTrue(name.getMessage().contains(".h5 or .csv"), name.getMessage());
      var other = assertThrows(RanvierException.class, () -> all.from(out));
      assertTrue(other.getMessage().contains("not of 'out'"), other.getMessage());
    }
    var again = new Network("from a table");
    var a = again.population("a", 3, "poisson_generator").set("rate", Hz(10));
    var b = again.population("b", 2, "iaf_psc_exp");
    Path table = directory.resolve("pairs.csv");
    Files.writeString(table, "target, source\n1,2\n0, 0\n");
    var q = again.connect(a, b).synapses(table).weight(pA(5)).delay(ms(1));
    try (var sim = Simulation.of(again, threads(1))) {
      assertArrayEquals(new double[][] {{5, 0}, {0, 0}, {0, 5}}, sim.synapses(q).matrix());
    }
  }

  /** Weights that were set stand in a checkpoint. */
  @Test
  void areSaved(@TempDir Path directory) {
    Path file = directory.resolve("saved");
    double[] set;
    var net = new Network("static");
    Projection p = connect(net, 5, false, false).get(1);
    try (var sim = Simulation.of(net, threads(2))) {
      double[] drawn = sim.weights(p).values();
      sim.run(ms(10));
      sim.synapses(p).change((source, target, delayMs, weight) -> weight * (1 + source % 3));
      set = sim.weights(p).values();
      assertNotEquals(java.util.Arrays.stream(drawn).sum(), java.util.Arrays.stream(set).sum());
      sim.save(file);
    }
    var same = new Network("static");
    Projection q = connect(same, 5, false, false).get(1);
    try (var sim = Simulation.restore(same, file, threads(1))) {
      assertArrayEquals(set, sim.weights(q).values());
    }
  }
}
