package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.SurrogateGradient;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.checkpoint.CheckpointFile;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Snapshot;

/**
 * Running a, saving, restoring and running b is the same as running a and b, to the last bit, whatever the threads; and so it is when all weights are read on the
 * way.
 */
final class CheckpointTest {
  private static Simulation.Options threads(int threads) {
    return Simulation.Options.DEFAULT.threads(threads).seed(7);
  }

  /** Runs a network in one piece, and with a checkpoint between; both must come to the same state, spikes and records. */
  static void check(Supplier<Network> network, double beforeMs, double afterMs, int threads, int threadsAfter) {
    try {
      Path directory = Files.createTempDirectory("ranvier-checkpoint");
      try {
        check(network, beforeMs, afterMs, threads, threadsAfter, directory);
      } finally {
        try (var files = Files.list(directory)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void check(Supplier<Network> network, double beforeMs, double afterMs, int threads, int threadsAfter, Path directory) {
    Path middle = directory.resolve("middle");
    Path whole = directory.resolve("whole");
    Path restored = directory.resolve("restored");
    double readMs = Math.floor(10 * afterMs * 0.37) / 10;
    try (var one = Simulation.of(network.get(), threads(threads)); var saved = Simulation.of(network.get(), threads(threads))) {
      one.run(ms(beforeMs));
      int before = one.spikes().size();
      one.discardRecordings();
      one.run(ms(afterMs));
      one.save(whole);
      saved.run(ms(beforeMs));
      saved.save(middle);
      try (var two = Simulation.restore(network.get(), middle, threads(threadsAfter))) {
        assertEquals(beforeMs, two.timeMs());
        read(two);
        two.run(ms(readMs));
        read(two);
        two.run(ms(afterMs - readMs));
        assertArrayEquals(one.spikes().steps(), two.spikes().steps());
        assertArrayEquals(one.spikes().ids(), two.spikes().ids());
        assertTrue(before + one.spikes().size() > 0, "a silent network shows nothing");
        for (int k = 0; k < one.traces().size(); k++) {
          assertArrayEquals(one.traces().get(k).values(), two.traces().get(k).values());
          assertArrayEquals(one.traces().get(k).timesMs(), two.traces().get(k).timesMs());
        }
        two.save(restored);
      }
      assertSame(CheckpointFile.read(whole).snapshot(), CheckpointFile.read(restored).snapshot());
    }
  }

  /** Looks at all weights, which may not change anything. */
  private static void read(Simulation simulation) {
    simulation.network().projections().stream().filter(p -> p.plan().isPlastic()).forEach(simulation::weights);
  }

  private static void assertSame(Snapshot expected, Snapshot actual) {
    assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
    for (Map.Entry<String, SavedArray> e : expected.arrays().entrySet()) {
      Object a = e.getValue().values();
      Object b = actual.arrays().get(e.getKey()).values();
      switch (a) {
        case double[] of -> assertArrayEquals(of, (double[]) b, e.getKey());
        case float[] of -> assertArrayEquals(of, (float[]) b, e.getKey());
        case int[] of -> assertArrayEquals(of, (int[]) b, e.getKey());
        case long[] of -> assertArrayEquals(of, (long[]) b, e.getKey());
        default -> assertArrayEquals((char[]) a, (char[]) b, e.getKey());
      }
    }
  }

  /** Junctions that are solved for know how potentials changed in the last step; weights of 8 bytes are on their way in rows that are pushed and pulled. */
  @Test
  void strongJunctionsAndWeightsOfEightBytesGoOn() {
    Supplier<Network> network =
        () -> {
          var net = new Network("coupled");
          var n = net.population("n", 130, "iaf_psc_exp_gap").set("I_e", normal(pA(420), pA(30)));
          net.connect(n, n).receptor("gap").rule(pairwiseBernoulli(0.05)).weight(uniform(nS(20), nS(60))).symmetric().interpolated();
          net.connect(n, n).receptor("excitatory").rule(fixedInDegree(5)).weight(normal(pA(30), pA(3))).delay(uniform(ms(1), ms(8))).doubleWeights();
          net.connect(n, n).receptor("inhibitory").rule(fixedInDegree(40)).weight(pA(-3.3)).delay(ms(2)).doubleWeights();
          net.poisson("drive", n).receptor("excitatory").rate(Hz(800)).weight(pA(20.1)).doubleWeights();
          net.record(n, "V_m").every(ms(1));
          return net;
        };
    check(network, 30.3, 25, 2, 3);
    check(network, 0.1, 40, 1, 4);
  }

  @Property(tries = 10)
  void arbitraryStaticNetworks(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int cut, @ForAll @IntRange(min = 1, max = 5) int threads) {
    check(() -> MachineIndependenceTest.network(seed), cut / 10.0, 60, 2, threads);
  }

  private static Network plastic(LearningRule rule, Transmission transmission, boolean wide) {
    var net = new Network("plastic");
    var exc = net.population("E", 150, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    Projection p =
        net.connect(exc, exc).rule(fixedInDegree(20)).weight(uniform(pA(20), pA(40))).delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.5), ms(3)))
            .plastic(rule).shortTerm(transmission);
    if (wide) {
      p.doubleWeights();
    }
    if (rule instanceof ThreeFactor) {
      var dopamine = net.modulator("dopamine").decay(ms(200));
      dopamine.releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2)).depleting(0.3, ms(80));
      net.record(dopamine).every(ms(5));
    }
    net.recordWeights(p).every(ms(10));
    return net;
  }

  private static List<LearningRule> rules() {
    return List.of(
        Stdp.pair(), Stdp.triplet(), Stdp.antiHebbian(), Stdp.homeostatic(1, 0.2), Stdp.pair().pairing(Pairing.RESTRICTED), Clopath.visualCortex(),
        DendriticLearning.of(1e-3), BurstDependent.of(0.1), Calcium.between(0, 100), ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")),
        ThreeFactor.dopamineStdp("dopamine", 0.1), ThreeFactor.mstdpet("dopamine", 1));
  }

  @Property(tries = 14)
  void everyRule(
      @ForAll @IntRange(min = 0, max = 11) int rule, @ForAll @IntRange(min = 1, max = 900) int cut, @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll boolean wide, @ForAll boolean shortTerm) {
    check(() -> plastic(rules().get(rule), shortTerm ? ShortTerm.of(0.5, 200, 50) : Transmission.PLAIN, wide), cut / 10.0, 80, 2, threads);
  }

  private static Network taught(boolean adapts, boolean wide) {
    var net = new Network("taught");
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(200));
    var rec = net.population("rec", 70, adapts ? "eprop_iaf_adapt" : "eprop_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    if (adapts) {
      rec.set("beta", mV(0.7)).set("tau_a", ms(80));
    }
    var rule = Eprop.of("out").optimiser(Optimiser.adam(0.01)).regularised(1e-3, 15);
    var in = net.connect(source, rec).rule(fixedInDegree(10)).weight(normal(mV(4), mV(2))).delay(uniform(ms(1), ms(5))).plastic(rule);
    if (wide) {
      in.doubleWeights();
    }
    net.connect(rec, rec).rule(fixedInDegree(8)).weight(normal(mV(0), mV(3))).delay(ms(2)).plastic(rule);
    net.readout("out", rec).outputs(2).tau(ms(15)).interval(ms(20)).loss(Loss.SQUARES).optimiser(Optimiser.adam(0.01)).recorded(ms(1));
    return net;
  }

  @Property(tries = 4)
  void epropAndReadouts(
      @ForAll boolean adapts, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = 900) int cut, @ForAll @IntRange(min = 1, max = 3) int threads) {
    check(() -> taught(adapts, wide), cut / 10.0, 80, 2, threads);
  }

  @Property(tries = 3)
  void surrogateGradients(@ForAll boolean wide, @ForAll @IntRange(min = 1, max = 900) int cut, @ForAll @IntRange(min = 1, max = 3) int threads) {
    check(
        () -> {
          var net = new Network("surrogate");
          var in = net.population("in", 40, "poisson_generator").set("rate", Hz(100));
          var layer = net.population("layer", 70, "surrogate_iaf");
          var p = net.connect(in, layer).rule(fixedInDegree(15)).weight(normal(mV(3), mV(3))).delay(uniform(ms(0.5), ms(4)))
              .plastic(SurrogateGradient.timingDependent("out", 0.3, 12).optimiser(Optimiser.adam(0.05)));
          if (wide) {
            p.doubleWeights();
          }
          net.readout("out", layer).outputs(2).tau(ms(15)).interval(ms(20)).feedback(Feedback.TARGET).optimiser(Optimiser.adam(0.01));
          return net;
        },
        cut / 10.0, 80, 2, threads);
  }

  @Test
  void lowRankProjections() {
    check(() -> LowRankTest.modulated(true), 43.2, 40, 2, 3);
    check(() -> LowRankTest.modulated(false), 21.7, 40, 3, 1);
    check(() -> LowRankTest.twoClocks(true, true, true), 43.2, 40, 2, 3);
    check(() -> FactorLearningTest.rewarded(FactorSide.BOTH, LowRankProjection::keepingNorms), 53.7, 40, 3, 2);
    check(() -> FactorLearningTest.rewarded(FactorSide.LEFT, l -> l.plastic(Stdp.pair().bounds(Bounds.NONE), FactorSide.LEFT)), 31.1, 40, 1, 3);
  }

  @Test
  void rewardMaximisation() {
    check(
        () -> {
          var net = new Network("rewarded");
          net.modulator("reward").baseline(1).decay(ms(50)).release(ms(30), 2);
          var in = net.population("in", 40, "poisson_generator").set("rate", Hz(60));
          var out = net.population("out", 70, "srm0_psc_delta");
          net.connect(in, out).rule(fixedInDegree(15)).weight(normal(mV(4), mV(3))).delay(uniform(ms(0.5), ms(4)))
              .plastic(RMax.of(ThirdFactor.of("reward")).rate(0.01));
          return net;
        },
        43.2, 60, 2, 3);
  }

  @Property(tries = 4)
  void couplings(@ForAll @IntRange(min = 1, max = 400) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(
        () -> {
          var net = new Network("coupled");
          var cells = net.population("cells", 150, "wang_buzsaki_gap").initial("V_m", uniform(mV(-66), mV(-50))).set("I_e", pA(1));
          net.connect(cells, cells).receptor("gap").rule(fixedInDegree(5)).weight(Units.nS(0.02)).delay(uniform(ms(0.1), ms(2))).oneWay();
          net.record(cells, "V_m").every(ms(1));
          return net;
        },
        cut / 10.0, 40, 2, threads);
  }

  /** What stands in a checkpoint is needed: without any one array of values that differ, a run does not go on the same way, or is refused. */
  @Test
  void whatIsLeftOutIsMissed(@TempDir Path directory) {
    Path file = directory.resolve("saved");
    Supplier<Network> network = () -> plastic(Stdp.triplet(), ShortTerm.of(0.5, 200, 50), false);
    Snapshot expected;
    try (var simulation = Simulation.of(network.get(), threads(2))) {
      simulation.run(ms(50));
      simulation.save(file);
      simulation.run(ms(60));
      simulation.save(directory.resolve("whole"));
      expected = CheckpointFile.read(directory.resolve("whole")).snapshot();
    }
    CheckpointFile whole = CheckpointFile.read(file);
    int missed = 0;
    for (String name : List.of("population E/V_m", "population E/I_syn_ex", "projection E→E/sources/neuron", "projection E→E/synapses/weight",
        "projection E→E/sources/values", "projection E→E/sources/last", "projection E→E/post-synaptic spikes/0")) {
      var lacking = new Snapshot();
      whole.snapshot().arrays().forEach(lacking::put);
      Object zeros = java.lang.reflect.Array.newInstance(
          lacking.arrays().get(name).values().getClass().getComponentType(), lacking.arrays().get(name).length());
      lacking.put(name, new SavedArray("", zeros));
      new CheckpointFile(whole.header(), lacking).write(file);
      try (var simulation = Simulation.restore(network.get(), file, threads(2))) {
        simulation.run(ms(60));
        simulation.save(directory.resolve("lacking"));
        Snapshot found = CheckpointFile.read(directory.resolve("lacking")).snapshot();
        assertThrows(AssertionError.class, () -> assertSame(expected, found), name);
        missed++;
      }
    }
    assertEquals(7, missed);
  }

  static Stream<NeuronModel> models() {
    return EveryModelTest.models().map(a -> (NeuronModel) ((Named<?>) a.get()[0]).getPayload());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModel(NeuronModel model) {
    check(() -> EveryModelTest.network(model), 9.3, 13, 3, 2);
  }

  @Property(tries = 6)
  void continuousTime(@ForAll @IntRange(min = 1, max = 1200) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(ExactPopulationTest::random, cut / 10.0, 60, 3, threads);
  }

  @Property(tries = 8)
  void learningInContinuousTime(
      @ForAll @IntRange(min = 0, max = 3) int rule, @ForAll @IntRange(min = 1, max = 1500) int cut, @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll boolean wide) {
    check(() -> learningInContinuousTime(rule, wide), cut / 10.0, 90, 2, threads);
  }

  /** Delays that are no multiples of anything, some longer than the time between spikes; plastic synapses from the grid too. */
  private static Network learningInContinuousTime(int rule, boolean wide) {
    var net = new Network("learning");
    var source = net.population("source", 60, "poisson_generator").set("rate", Hz(40)).exact();
    var grid = net.population("grid", 40, "poisson_generator").set("rate", Hz(30));
    var out = net.population("out", 130, "iaf_psc_exp").exact().set("I_e", pA(320)).initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", out).rate(Hz(1500)).weight(pA(90));
    LearningRule of = switch (rule) {
      case 0 -> Stdp.pair();
      case 1 -> Stdp.triplet();
      case 2 -> Stdp.homeostatic(1, 0.2);
      default -> ThreeFactor.rewardStdp(ThirdFactor.of("reward"));
    };
    if (rule == 3) {
      net.modulator("reward").decay(ms(60)).release(ms(30), 2).release(ms(110), 1);
    }
    for (Population from : List.of(source, grid, out)) {
      Projection p = net.connect(from, out).rule(fixedInDegree(8)).weight(uniform(pA(20), pA(60))).delay(uniform(ms(0.61), ms(47.3))).plastic(of);
      if (rule < 2) {
        p.shortTerm(ShortTerm.of(0.4, 120, 40));
      }
      if (wide) {
        p.doubleWeights();
      }
    }
    return net;
  }

  @Property(tries = 3)
  void modulatorsAndReceptors(@ForAll @IntRange(min = 0, max = 1000) int seed, @ForAll @IntRange(min = 1, max = 900) int cut) {
    check(() -> NeuromodulationTest.busy(seed), cut / 10.0, 60, 3, 2);
  }

  @Property(tries = 3)
  void cellsOfCompartments(@ForAll @IntRange(min = 1, max = 1000) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(CellNetworkTest::network, cut / 10.0, 40, 2, threads);
  }

  @Property(tries = 4)
  void homeostasis(@ForAll @IntRange(min = 1, max = 1500) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(HomeostasisTest::lively, cut / 10.0, 100, 2, threads);
  }

  @Property(tries = 6)
  void rewiring(
      @ForAll @IntRange(min = 0, max = 3) int which, @ForAll @IntRange(min = 1, max = 1500) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(() -> RewiringTest.lively(which, true), cut / 10.0, 120, 2, threads);
  }

  @Property(tries = 4)
  void stimuli(@ForAll @IntRange(min = 1, max = 1500) int cut, @ForAll @IntRange(min = 1, max = 4) int threads) {
    check(StimuliTest::all, cut / 10.0, 100, 2, threads);
  }

  /** What stimuli have been changed to between runs is saved too. */
  @Test
  void changedStimuliGoOn(@TempDir Path directory) {
    Supplier<Network> network =
        () -> {
          var net = new Network("changed");
          var n = net.population("n", 80, "iaf_psc_exp");
          var e = net.population("e", 70, "iaf_psc_exp").exact();
          net.poisson("drive", n).rate(Hz(6000)).weight(pA(80));
          net.poisson("exact drive", e).rate(Hz(4000)).weight(pA(80));
          net.current("step", n).from(ms(5), pA(50));
          net.current("noise", n).ornsteinUhlenbeck(pA(50), pA(30), ms(5));
          net.current("pulses", n).pulses(PulseTrain.of(pA(800), ms(0.3)).at(Hz(60)));
          var source = net.spikeSource("source", new double[][] {{3, 50}, {8}});
          var exact = net.spikeSource("exact source", new double[][] {{3.01, 50}, {8}}).exact();
          net.connect(source, n).rule(fixedInDegree(1)).weight(pA(400)).delay(ms(1));
          net.connect(exact, e).rule(fixedInDegree(1)).weight(pA(400)).delay(ms(1.03));
          return net;
        };
    Path saved = directory.resolve("saved");
    try (var one = Simulation.of(network.get(), threads(2))) {
      one.run(ms(20));
      Network net = one.network();
      one.set(net.drives().get(0), Hz(9000));
      one.setWeight(net.drives().get(0), pA(90));
      one.set(net.drives().get(1), uniform(Hz(3000), Hz(9000)));
      one.set(net.currents().get(0), normal(pA(100), pA(20)));
      one.set(net.currents().get(1), pA(90), pA(10));
      one.set(net.currents().get(2), PulseTrain.of(pA(900), ms(0.5)).irregular(Hz(150), 0.5).biphasic().ramp(ms(30)));
      one.setSpikes(net.population("source"), new double[][] {{25, 30, 47.3}, {22, 60}});
      one.setSpikes(net.population("exact source"), new double[][] {{25.003, 47.31}, {22, 60}});
      one.run(ms(15.3));
      one.save(saved);
      one.discardRecordings();
      one.run(ms(40));
      assertTrue(one.spikes().size() > 300, one.spikes().size() + " spikes");
      try (var two = Simulation.restore(network.get(), saved, threads(3))) {
        two.save(directory.resolve("again"));
        assertSame(CheckpointFile.read(saved).snapshot(), CheckpointFile.read(directory.resolve("again")).snapshot());
        two.run(ms(40));
        assertArrayEquals(one.spikes().steps(), two.spikes().steps());
        assertArrayEquals(one.spikes().ids(), two.spikes().ids());
        assertArrayEquals(one.spikes().offsetsMs(), two.spikes().offsetsMs());
      }
    }
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused(@TempDir Path directory) {
    Path file = directory.resolve("saved");
    try (var simulation = Simulation.of(MachineIndependenceTest.network(1), threads(1))) {
      simulation.run(ms(5));
      simulation.save(file);
    }
    var e = assertThrows(RanvierException.class, () -> Simulation.restore(MachineIndependenceTest.network(3), file));
    assertTrue(e.getMessage().contains("described differently"), e.getMessage());
  }

  @Test
  void everyBitOfTheFileIsGuarded(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("saved");
    try (var simulation = Simulation.of(MachineIndependenceTest.network(1), threads(1))) {
      simulation.run(ms(5));
      simulation.save(file);
    }
    byte[] whole = Files.readAllBytes(file);
    var random = new java.util.Random(1);
    for (int k = 0; k < 300; k++) {
      byte[] damaged = whole.clone();
      damaged[k < 12 ? k : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThrows(RanvierException.class, () -> CheckpointFile.read(file));
      Files.write(file, java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
      assertThrows(RanvierException.class, () -> CheckpointFile.read(file));
    }
  }
}
