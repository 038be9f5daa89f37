package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.OtherRankFailed;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.ranks.ThreadRanks;

/** The checkpoint of any number of ranks is the file that one process writes, and any number of ranks go on from it. */
@Timeout(60)
final class RankedCheckpointTest {
  private static final double BEFORE = 12.3;
  private static final double AFTER = 6.8;

  @TempDir private Path directory = Path.of("");

  private static Simulation.Options options(int threads) {
    return Simulation.Options.DEFAULT.threads(threads).seed(7);
  }

  private byte[] file(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  private void check(Supplier<Network> network) throws IOException {
    Path begun = directory.resolve("begun");
    try (var one = Simulation.of(network.get(), options(1))) {
      assertTrue(one.run(ms(BEFORE)).spikes() > 0, "a silent network shows nothing");
      one.save(begun);
      one.run(ms(AFTER));
      one.save(directory.resolve("whole"));
    }
    ThreadRanks.run(3, ranks -> {
      try (var part = Simulation.of(network.get(), options(1).ranks(ranks))) {
        part.run(ms(BEFORE));
        part.save(directory.resolve("of 3 ranks"));
        return 0;
      }
    });
    assertArrayEquals(file("begun"), file("of 3 ranks"));
    ThreadRanks.run(2, ranks -> goOn(network.get(), begun, ranks));
    assertArrayEquals(file("whole"), file("gone on with"));
  }

  private int goOn(Network network, Path begun, Ranks ranks) {
    try (var part = Simulation.restore(network, begun, options(2).ranks(ranks))) {
      assertEquals(BEFORE, part.timeMs());
      part.run(ms(AFTER));
      part.save(directory.resolve("gone on with"));
      return 0;
    }
  }

  /** A population of 40 and one of 150: some ranks and workers have nothing of some. */
  private static Network learning(LearningRule rule, boolean wide) {
    var net = new Network("learning");
    var exc = net.population("E", 190, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55))).set("tau_m", normal(ms(10), ms(1)));
    var inh = net.population("I", 40, "aeif_cond_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    net.current("noise", exc).noise(pA(0), pA(30), ms(1));
    var p = net.connect(exc, exc).rule(fixedInDegree(20)).weight(uniform(pA(20), pA(40))).delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.5), ms(3)))
        .plastic(rule).shortTerm(ShortTerm.of(0.5, 200, 50));
    if (wide) {
      p.doubleWeights();
    }
    net.connect(exc, inh).rule(pairwiseBernoulli(0.2)).weight(nS(1)).delay(ms(1.5)).plastic(Stdp.pair());
    net.connect(inh, exc).rule(fixedInDegree(8)).weight(pA(-60)).delay(ms(0.9));
    var dopamine = net.modulator("dopamine").decay(ms(200));
    dopamine.releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2)).depleting(0.3, ms(80));
    return net;
  }

  @Test
  void plasticSynapses() throws IOException {
    for (LearningRule rule : List.of(Clopath.visualCortex(), ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")))) {
      check(() -> learning(rule, rule instanceof Clopath));
    }
  }

  @Test
  void continuousTime() throws IOException {
    check(
        () -> {
          var net = new Network("exact");
          var e = net.population("E", 200, "iaf_psc_exp").exact().initial("V_m", uniform(mV(-70), mV(-55)));
          var i = net.population("I", 70, "iaf_psc_exp");
          var cells = net.population("C", 150, "intfire1");
          var input = net.spikeSource("in", new double[][] {{1.0371, 5.25, 12.5, 20.25, 30.1}, {1.0371, 7.75, 12.5, 30.2}}).exact();
          net.poisson("drive", e).rate(Hz(9_000)).weight(pA(60));
          net.connect(input, cells).rule(pairwiseBernoulli(0.5)).weight(0.6).delay(ms(0.613));
          net.connect(cells, cells).rule(fixedInDegree(20)).weight(0.1).delay(ms(0.131));
          net.connect(e, e).rule(fixedInDegree(30)).weight(pA(20)).delay(uniform(ms(0.4), ms(2))).plastic(Stdp.pair());
          net.connect(e, i).rule(fixedInDegree(30)).weight(pA(60)).delay(ms(1.5));
          net.connect(i, e).rule(fixedInDegree(20)).weight(pA(-50)).delay(ms(0.9));
          return net;
        });
  }

  /** Junctions with a delay and without, those of 40 neurons so strong that they are solved for; and none end at some ranks. */
  @Test
  void coupledNeurons() throws IOException {
    check(
        () -> {
          var net = new Network("coupled");
          var a = net.population("a", 190, "iaf_psc_exp_gap").initial("V_m", uniform(mV(-70), mV(-55)));
          var b = net.population("b", 40, "iaf_psc_exp_gap").initial("V_m", uniform(mV(-70), mV(-55)));
          net.poisson("drive", a).rate(Hz(9500)).weight(pA(80));
          net.connect(b, b).receptor("gap").rule(pairwiseBernoulli(0.1)).weight(nS(300)).symmetric().interpolated();
          net.connect(a, b).receptor("gap").rule(fixedInDegree(3)).weight(nS(1)).delay(ms(0.7)).oneWay().interpolated();
          net.connect(a, b).rule(fixedInDegree(10)).weight(pA(60)).delay(ms(1.5));
          return net;
        });
  }

  /** A rule that draws source by source, each worker those of its targets. */
  @Test
  void synapsesDrawnBySource() throws IOException {
    check(
        () -> {
          var net = learning(Stdp.pair(), false);
          var exc = net.population("E");
          net.connect(exc, exc).rule(fixedOutDegree(20)).weight(uniform(pA(10), pA(60))).delay(uniform(ms(1), ms(1.4))).plastic(Stdp.pair());
          return net;
        });
  }

  @Test
  void upkeepAndWiring() throws IOException {
    check(
        () -> {
          var net = learning(Stdp.pair(), false);
          var p = net.projections().getFirst();
          net.normalise(p).sum(pA(600)).every(ms(7));
          net.rewire(p).pruneUpTo(pA(28)).weight(pA(30)).every(ms(5));
          net.adapt(net.population("I"), "V_th").toRate(Hz(20)).by(mV(0.2)).every(ms(3));
          return net;
        });
  }

  @Test
  void changedWeightsAndStimuli() throws IOException {
    Supplier<Network> network = () -> learning(Stdp.pair(), false);
    Simulation one = changed(network.get(), options(2));
    one.save(directory.resolve("one"));
    one.run(ms(AFTER));
    one.save(directory.resolve("whole"));
    ThreadRanks.run(3, ranks -> {
      try (Simulation part = changed(network.get(), options(1).ranks(ranks))) {
        part.save(directory.resolve("ranks"));
        return 0;
      }
    });
    assertArrayEquals(file("one"), file("ranks"));
    ThreadRanks.run(2, ranks -> goOn(network.get(), directory.resolve("ranks"), ranks));
    assertArrayEquals(file("whole"), file("gone on with"));
  }

  private static Simulation changed(Network network, Simulation.Options options) {
    var simulation = Simulation.of(network, options);
    simulation.run(ms(BEFORE - 10));
    Projection still = network.projections().getLast();
    double[] weights = simulation.weights(still).values();
    weights[3] = -71;
    weights[weights.length - 2] = -20;
    simulation.setWeights(still, weights);
    simulation.set(network.drives().getFirst(), Hz(9000));
    simulation.run(ms(10));
    return simulation;
  }

  @Test
  void variants() throws IOException {
    Supplier<Network> variant = () -> {
      var net = learning(Stdp.pair(), false);
      net.projections().getLast().weight(pA(-40));
      return net;
    };
    try (var one = Simulation.of(learning(Stdp.pair(), false), options(2))) {
      one.run(ms(BEFORE));
      one.save(directory.resolve("begun"));
    }
    try (var one = Simulation.restoreVariant(variant.get(), directory.resolve("begun"), options(1))) {
      one.run(ms(AFTER));
      one.save(directory.resolve("whole"));
    }
    ThreadRanks.run(3, ranks -> {
      try (var part = Simulation.restoreVariant(variant.get(), directory.resolve("begun"), options(1).ranks(ranks))) {
        part.run(ms(AFTER));
        part.save(directory.resolve("on ranks"));
        return 0;
      }
    });
    assertArrayEquals(file("whole"), file("on ranks"));
  }

  @Test
  void resetGoesBack() {
    List<String> digests = ThreadRanks.run(3, ranks -> {
      try (var part = Simulation.of(learning(Stdp.pair(), false), options(1).ranks(ranks))) {
        part.run(ms(BEFORE));
        part.save(directory.resolve("first"));
        part.reset();
        assertEquals(0, part.timeMs());
        part.run(ms(BEFORE));
        part.save(directory.resolve("again"));
        return "";
      }
    });
    assertEquals(3, digests.size());
    try {
      assertArrayEquals(file("first"), file("again"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedByAllAndTheRunGoesOn() {
    Path nowhere = directory.resolve("no such directory").resolve("file");
    List<Class<?>> failures = ThreadRanks.run(3, ranks -> {
      try (var part = Simulation.of(learning(Stdp.pair(), false), options(1).ranks(ranks))) {
        part.run(ms(5));
        RuntimeException e = assertThrows(RuntimeException.class, () -> part.save(nowhere));
        part.run(ms(5));
        part.save(directory.resolve("there"));
        return e.getClass();
      }
    });
    assertEquals(List.of(RanvierException.class, OtherRankFailed.class, OtherRankFailed.class), failures);
    assertTrue(Files.exists(directory.resolve("there")));
  }

  @Test
  void damageIsFoundByAll() throws IOException {
    Path file = directory.resolve("file");
    try (var one = Simulation.of(learning(Stdp.pair(), false), options(1))) {
      one.run(ms(5));
      one.save(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 4;
    Files.write(file, bytes);
    ThreadRanks.run(2, ranks -> {
      RuntimeException e = assertThrows(
          RuntimeException.class, () -> Simulation.restore(learning(Stdp.pair(), false), file, options(1).ranks(ranks)));
      assertTrue(e instanceof OtherRankFailed || String.valueOf(e.getMessage()).contains("is damaged: the checksum of"), e.toString());
      return 0;
    });
  }
}
