package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.SynapseStorage.AUTOMATIC;
import static org.ranvier.networks.SynapseStorage.PROCEDURAL;
import static org.ranvier.networks.SynapseStorage.STORED;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.exponential;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeDigest;

/** Synapses that are drawn again at each spike are those that would be stored. */
final class ProceduralTest {
  private static final double MS = 60;

  private static Simulation.Options options(int threads, SynapseStorage synapses) {
    return Simulation.Options.DEFAULT.threads(threads).seed(7).synapses(synapses);
  }

  /**
   * Two populations that excite and inhibit each other, over few delays or many, and some of the targets of a stored projection beside.
   *
   * @param kind which rule, and whether weights and delays are drawn
   */
  private static Network network(int kind) {
    var net = new Network("procedural");
    var a = net.population("a", 400, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var b = net.population("b", 230, "iaf_psc_alpha").initial("V_m", uniform(mV(-70), mV(-55)));
    var c = net.population("c", 90, "iaf_psc_exp");
    net.poisson("drive", a).rate(Hz(9500)).weight(pA(85));
    net.poisson("drive", b).rate(Hz(9000)).weight(pA(85));
    net.poisson("drive", c).rate(Hz(9000)).weight(pA(85));
    ConnectionRule rule =
        switch (kind % 7) {
          case 0 -> fixedTotalNumber(40_000); // five between two neurons often
          case 1 -> fixedTotalNumber(900); // most sources have a few
          case 2 -> fixedOutDegree(40);
          case 3 -> fixedOutDegree(150).withoutMultapses().withoutAutapses();
          case 4 -> fixedOutDegree(3).withoutAutapses();
          case 5 -> allToAll().withoutAutapses();
          default -> oneToOne();
        };
    boolean drawn = kind < 7;
    var from = kind % 7 == 6 ? a.range(10, 200) : a.range(5, 380);
    var to = kind % 7 == 6 ? b.range(0, 190) : b;
    Projection p = net.connect(from, to).rule(rule);
    Projection back = net.connect(b, a.range(17, 399)).rule(kind % 7 == 6 ? fixedTotalNumber(2000) : rule);
    if (drawn && kind != 5) {
      p.weight(normal(pA(10), pA(12))).delay(normal(ms(1.5), ms(0.75)).redraw(ms(0.3), ms(20))); // signs choose the receptor
      back.weight(normal(pA(-20), pA(5)).redraw(pA(-50), pA(-1))).delay(exponential(ms(1)).redraw(ms(0.3), ms(8)));
    } else {
      p.weight(pA(9)).delay(ms(1.2));
      back.weight(pA(-7)).delay(ms(0.8));
    }
    net.connect(from, to).rule(fixedOutDegree(4)).weight(uniform(pA(1), pA(30))).delay(uniform(ms(1), ms(2))); // ends at the same inputs
    net.connect(a, c).rule(fixedInDegree(8)).weight(pA(60)).delay(ms(1)); // cannot be procedural
    return net;
  }

  /** One in which a projection says that it is procedural. */
  static Network said() {
    Network said = network(0);
    said.projections().getFirst().procedural();
    return said;
  }

  private static String run(Simulation simulation, double... partsMs) {
    var digest = new SpikeDigest();
    simulation.addListener(digest);
    long spikes = 0;
    long events = 0;
    for (double part : partsMs) {
      var result = simulation.run(ms(part));
      spikes += result.spikes();
      events += result.synapticEvents();
    }
    assertTrue(spikes > 100, "a silent network shows nothing");
    return spikes + " spikes, " + events + " events, " + digest.hex();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void haveTheSameSpikesAndSynapses(int kind) {
    Network net = network(kind);
    try (var stored = Simulation.of(net, options(2, STORED)); var drawn = Simulation.of(net, options(1, PROCEDURAL));
        var three = Simulation.of(net, options(3, PROCEDURAL))) {
      assertEquals(stored.synapses(), drawn.synapses());
      assertEquals(stored.synapses(), three.synapses());
      String expected = run(stored, MS);
      assertEquals(expected, run(drawn, MS));
      assertEquals(expected, run(three, 7.3, MS - 7.3));
      for (Projection p : net.projections()) {
        String[] read = sorted(stored.weights(p));
        assertArrayEquals(read, sorted(drawn.weights(p)));
        assertArrayEquals(read, sorted(three.weights(p)));
      }
    }
  }

  /** So many synapses that some of what counting draws is kept for placing, and some is not. */
  @Test
  void areThoseOfRowsThatAreBuiltFromWhatWasKept() {
    var net = new Network("large");
    var a = net.population("a", 2000, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var b = net.population("b", 900, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", a).rate(Hz(9500)).weight(pA(85));
    for (Population to : new Population[] {a, b}) {
      net.connect(a, to).rule(fixedTotalNumber(1_100_000)).weight(normal(pA(0), pA(2))).delay(normal(ms(1.5), ms(0.75)).redraw(ms(0.3), ms(9)));
    }
    try (var stored = Simulation.of(net, options(1, STORED)); var drawn = Simulation.of(net, options(1, PROCEDURAL))) {
      assertEquals(run(stored, 30), run(drawn, 30));
    }
  }

  private static String[] sorted(Weights w) {
    String[] all = new String[w.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = w.sources()[k] + " " + w.targets()[k] + " " + w.delaysMs()[k] + " " + w.values()[k];
    }
    Arrays.sort(all);
    return all;
  }

  @ParameterizedTest
  @CsvSource({"0, STORED, PROCEDURAL", "0, PROCEDURAL, STORED", "1, PROCEDURAL, PROCEDURAL",
      "2, PROCEDURAL, PROCEDURAL", "4, PROCEDURAL, STORED", "4, STORED, PROCEDURAL"})
  void goOnFromACheckpoint(int kind, SynapseStorage before, SynapseStorage after, @TempDir Path temporary) {
    Network net = network(kind);
    Path file = temporary.resolve("middle.ranvier");
    String expected;
    try (var whole = Simulation.of(net, options(1, STORED))) {
      whole.run(ms(20.3));
      expected = run(whole, MS);
    }
    try (var first = Simulation.of(net, options(2, before))) {
      first.run(ms(20.3));
      first.save(file);
    }
    try (var second = Simulation.restore(network(kind), file, options(3, after))) {
      assertEquals(expected, run(second, MS));
    }
  }

  @Test
  void aProjectionSaysSoAndItsDigestIsTheSame() {
    Network plain = network(0);
    Network said = said();
    assertEquals(Descriptions.digest(plain), Descriptions.digest(said));
    assertTrue(Descriptions.of(said).contains("procedural"));
    assertTrue(Network.of(said.plan()).plan().projections().getFirst().procedural());
    assertTrue(said.toJson().contains("\"procedural\": true"));
    assertTrue(Network.fromJson(said.toJson()).projections().getFirst().plan().procedural());
    try (var stored = Simulation.of(plain, options(1, AUTOMATIC)); var drawn = Simulation.of(said, options(2, AUTOMATIC));
        var all = Simulation.of(said, options(2, STORED))) {
      assertTrue(drawn.synapseBytes() < stored.synapseBytes() - 6 * 40_000 + 8 * 3000, drawn.synapseBytes() + " bytes in place of " + stored.synapseBytes());
      assertTrue(all.synapseBytes() >= stored.synapseBytes());
      assertEquals(run(stored, MS), run(drawn, MS));
    }
  }

  /** Eight billion synapses, for which no heap of a test has room. */
  @Test
  void areChosenWhereMemoryDoesNotSuffice() {
    var net = new Network("huge");
    var n = net.population("n", 50_000, "iaf_psc_exp");
    net.connect(n, n).rule(fixedTotalNumber(8_000_000_000L)).weight(normal(pA(1), pA(0.1))).delay(ms(1));
    net.poisson("drive", n.range(0, 3)).rate(Hz(10_000)).weight(pA(500));
    try (var simulation = Simulation.of(net, options(2, AUTOMATIC))) {
      assertEquals(8_000_000_000L, simulation.synapses());
      long spikes = simulation.run(ms(6)).spikes();
      assertTrue(spikes > 0);
    }
    String message = assertThrows(RanvierException.class, () -> Simulation.of(net, options(2, STORED))).getMessage();
    assertTrue(message.contains("8,000,000,000 synapses of projection n→n 44.7 GiB"), message);
  }

  private static void refused(String expected, Consumer<Network> description) {
    var net = new Network("net");
    net.population("a", 50, "iaf_psc_exp");
    net.population("b", 50, "iaf_psc_exp");
    description.accept(net);
    assertEquals(expected, assertThrows(RanvierException.class, () -> Simulation.of(net, options(1, AUTOMATIC))).getMessage());
  }

  private static Projection connect(Network net, ConnectionRule rule) {
    return net.connect(net.populations().get(0), net.populations().get(1)).rule(rule).weight(pA(1)).delay(ms(1)).procedural();
  }

  @Test
  void whatCannotBeDrawnAgainIsRefusedByName() {
    String mend = "; leave out .procedural()";
    String byTarget = " draws the sources of a target, and not the targets of a source; fixedTotalNumber(n) and fixedOutDegree(n) can be drawn source by source";
    refused("projection a→b cannot be procedural: fixedInDegree(3)" + byTarget + mend, net -> connect(net, fixedInDegree(3)));
    refused("projection a→b cannot be procedural: pairwiseBernoulli(0.2)" + byTarget + mend, net -> connect(net, pairwiseBernoulli(0.2)));
    refused("projection a→b cannot be procedural: its synapses are listed" + mend, net -> connect(net, explicit(new int[] {1}, new int[] {2})));
    refused("projection a→b cannot be procedural: its weights may change" + mend, net -> connect(net, oneToOne()).plastic(Stdp.pair()));
    refused("projection a→b cannot be procedural: its weights take 8 bytes (.doubleWeights())" + mend, net -> connect(net, oneToOne()).doubleWeights());
    refused("projection a→b cannot be procedural: of allToAll() the weights and delays are drawn target by target; give it one weight and one delay" + mend,
        net -> connect(net, allToAll()).weight(uniform(pA(1), pA(2))));
    refused("projection a→b cannot be procedural: its targets live in continuous time" + mend, net -> {
      net.populations().get(1).exact();
      connect(net, oneToOne());
    });
    refused("projection a→b cannot be procedural: projection a→b 2 has the same sources and targets and cannot be (fixedInDegree(2)" + byTarget + ")" + mend, net -> {
      connect(net, oneToOne());
      net.connect("a→b 2", net.populations().get(0), net.populations().get(1)).rule(fixedInDegree(2)).weight(pA(1)).delay(ms(1));
    });
  }

  @Test
  void weightsAreNotSet() {
    Network net = network(0);
    Projection p = net.projections().getFirst();
    try (var simulation = Simulation.of(net, options(1, PROCEDURAL))) {
      String message = assertThrows(RanvierException.class, () -> simulation.synapses(p).scale(2)).getMessage();
      assertEquals("projection a→b is procedural: its weights are drawn again at each spike and can be read, not set; leave out .procedural(),"
          + " or say --synapses stored", message);
    }
    var none = new Network("none");
    var n = none.population("n", 9, "iaf_psc_exp");
    none.connect(n, n).rule(fixedInDegree(2)).weight(pA(1)).delay(ms(1));
    assertTrue(assertThrows(RanvierException.class, () -> Simulation.of(none, options(1, PROCEDURAL))).getMessage()
        .startsWith("network 'none' has no projection that can be procedural: projection n→n cannot, for fixedInDegree(2) draws"));
  }

  /** What was set before a checkpoint is not forgotten in silence. */
  @Test
  void weightsThatWereSetAreNotLost(@TempDir Path temporary) {
    Path file = temporary.resolve("set.ranvier");
    try (var simulation = Simulation.of(network(0), options(1, STORED))) {
      simulation.synapses(simulation.network().projections().getFirst()).scale(2);
      simulation.save(file);
    }
    String message = assertThrows(RanvierException.class, () -> Simulation.restore(network(0), file, options(1, PROCEDURAL))).getMessage();
    assertTrue(message.contains("projection a→b is procedural") && message.contains("set before the checkpoint"), message);
  }
}
