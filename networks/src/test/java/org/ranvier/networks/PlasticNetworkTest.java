package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeDigest;

final class PlasticNetworkTest {
  private static final Stdp STDP =
      Stdp.pair().dependence(WeightDependence.multiplicative(0.05, 1.05, 200)).bounds(Bounds.upTo(200));

  /** A live recurrent network with a plastic projection, and others beside it. */
  private static Network network(LearningRule rule, Transmission transmission, boolean plastic) {
    var net = new Network("plastic");
    var e = net.population("E", 200, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var i = net.population("I", 70, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    for (var target : List.of(e, i)) {
      net.poisson("noise", target).rate(Hz(9000)).weight(pA(80));
      net.connect(i, target).rule(fixedInDegree(10)).weight(pA(-200)).delay(ms(0.8));
    }
    net.connect(e, i).rule(fixedInDegree(20)).weight(pA(60)).delay(ms(1.5));
    var ee =
        net.connect(e, e)
            .rule(fixedInDegree(40))
            .weight(normal(pA(60), pA(20)).redraw(pA(1), pA(150)))
            .delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.8), ms(3)));
    if (plastic) {
      ee.plastic(rule).shortTerm(transmission).dendriticDelay(uniform(ms(0.1), ms(0.7)));
    }
    return net;
  }

  private record Result(String digest, double[] weights) {}

  private static Result run(Network net, int threads, double... partsMs) {
    var digest = new SpikeDigest();
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(3))) {
      sim.addListener(digest);
      for (double part : partsMs) {
        sim.run(ms(part));
      }
      assertTrue(sim.spikes().size() > 500, "the network is alive");
      var plastic = net.projections().getLast();
      return new Result(digest.hex(), plastic.plan().isPlastic() ? sim.weights(plastic).values() : new double[0]);
    }
  }

  @Property(tries = 6)
  void threadsAndPausesChangeNeitherASpikeNorAWeight(@ForAll @IntRange(min = 0, max = 4) int which, @ForAll @IntRange(min = 2,
      max = 4) int threads) {
    LearningRule[] rules = {STDP, Stdp.triplet().dependence(WeightDependence.additive(20, 20)), Calcium.between(0,
        200).rates(200, 320, 1000).noise(1).preDelayMs(2.5), LearningRule.none(), Stdp.homeostatic(1, 0.5)};
    Transmission[] transmissions = {
      Transmission.PLAIN, ShortTerm.of(0.5, 100, 50), Transmission.stochastic(ShortTerm.of(0.5, 100, 50)),
          Transmission.bernoulli(0.6),
      Transmission.bernoulli(0.4)
    };
    Result expected = run(network(rules[which], transmissions[which], true), 1, 200);
    Result other = run(network(rules[which], transmissions[which], true), threads, 200);
    assertEquals(expected.digest, other.digest);
    assertArrayEquals(expected.weights, other.weights);
    Result divided = run(network(rules[which], transmissions[which], true), threads, 33.3, 0.1, 166.6);
    assertEquals(expected.digest, divided.digest);
    assertArrayEquals(expected.weights, divided.weights);
  }

  @Test
  void aRuleThatChangesNothingGivesTheSpikesOfStaticSynapses() {
    Stdp idle = Stdp.pair().dependence(WeightDependence.additive(0, 0));
    String expected = run(network(idle, Transmission.PLAIN, false), 2, 300).digest;
    assertEquals(expected, run(network(idle, Transmission.PLAIN, true), 2, 300).digest);
    assertEquals(expected, run(network(LearningRule.none(), Transmission.PLAIN, true), 2, 300).digest);
    assertNotEquals(expected, run(network(STDP, Transmission.PLAIN, true), 2, 300).digest);
  }

  /** Chance draws by synapse and spike, not by rule: rules that change nothing transmit the same spikes. */
  @Test
  void everyRuleTransmitsByChance() {
    Transmission chance = Transmission.stochastic(ShortTerm.of(0.5, 100, 50));
    Stdp idle = Stdp.pair().dependence(WeightDependence.additive(0, 0));
    LearningRule[] rules = {
      idle, idle.pairing(Pairing.PRE_CENTERED), ThreeFactor.mstdp("r", 1), ThreeFactor.mstdpet("r", 1)
    };
    String expected = run(network(LearningRule.none(), chance, true), 2, 300).digest;
    assertNotEquals(expected, run(network(LearningRule.none(), ShortTerm.of(0.5, 100, 50), true), 2, 300).digest);
    for (LearningRule rule : rules) {
      var net = network(rule, chance, true);
      net.modulator("r").signed().decay(ms(10)); // without any release
      assertEquals(expected, run(net, 2, 300).digest, rule.name());
    }
  }

  /** Two neurons that fire at given times, with one synapse. */
  private static Network pair(LearningRule rule, double[] pre, double[] post) {
    var net = new Network("pair");
    var source = net.spikeSource("pre", new double[][] {pre});
    var drive = net.spikeSource("drive", new double[][] {post});
    var target = net.population("post", 1, "iaf_psc_exp");
    net.connect(drive, target).rule(oneToOne()).weight(pA(3000)).delay(ms(1));
    net.connect(source, target).rule(oneToOne()).weight(pA(50)).delay(ms(2)).doubleWeights().plastic(rule);
    return net;
  }

  @Test
  void aPairChangesTheWeightByTheWindowOfStdp() {
    var rule = Stdp.pair().tauPlusMs(10).tauMinusMs(20).dependence(WeightDependence.additive(3, 5));
    for (double shift : new double[] {-25, -8, 7, 15}) {
      var net = pair(rule, new double[] {100}, new double[] {100 + shift});
      var synapse = net.projections().getLast();
      net.recordWeights(synapse).every(ms(50));
      net.recordWeights(synapse).onSpikes();
      try (var sim = Simulation.of(net)) {
        sim.run(ms(200));
        var target = sim.spikes().population("post");
        assertEquals(1, sim.spikes().trainsMs(target)[0].length);
        double fired = sim.spikes().trainsMs(target)[0][0];
        double gap = fired + 2 - 100; // the whole delay is dendritic
        double expected = gap > 0 ? 3 * Math.exp(-gap / 10) : -5 * Math.exp(gap / 20);
        assertEquals(50 + expected, sim.weights(synapse).values()[0], 1e-9);
        var trace = sim.weightTraces().getFirst();
        assertArrayEquals(new double[] {50, 100, 150, 200}, trace.timesMs());
        assertEquals(50, trace.values()[0][0]);
        assertEquals(50 + expected, trace.values()[0][3], 1e-9);
        var events = sim.weightEvents().getFirst().events();
        assertEquals(1, events.size());
        assertEquals(1000, events.getFirst().step());
        assertEquals(gap > 0 ? 50 : 50 + expected, events.getFirst().delivered(), 1e-9);
        sim.discardRecordings();
        assertEquals(0, sim.weightEvents().getFirst().events().size());
        assertEquals(0, sim.weightTraces().getFirst().timesMs().length);
      }
    }
  }

  @Test
  void weightsCanBeSetScaledAndNormalised() {
    var net = new Network("quiet");
    double[][] times = new double[200][];
    Arrays.setAll(times, k -> new double[] {1 + k % 7, 11 + k % 5});
    var sources = net.spikeSource("S", times);
    var e = net.population("E", 200, "iaf_psc_exp");
    var ee = net.connect(sources, e).rule(fixedInDegree(40)).weight(pA(60)).delay(ms(1.5)).plastic(STDP);
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      sim.run(ms(50)); // no spike is on its way
      sim.normaliseWeights(ee, 1000);
      for (double sum : sim.weights(ee).sumByTarget(200)) {
        assertEquals(1000, sum, 1e-3); // weights have 4 bytes
      }
      double[] half = new double[200];
      Arrays.fill(half, 0.5);
      sim.scaleWeights(ee, half);
      for (double sum : sim.weights(ee).sumByTarget(200)) {
        assertEquals(500, sum, 1e-3);
      }
      double[] set = new double[sim.weights(ee).size()];
      Arrays.setAll(set, k -> k % 100);
      sim.setWeights(ee, set);
      assertArrayEquals(set, sim.weights(ee).values());
      assertEquals("projection S→E: there are 1 weights for 8000 synapses; give one for each", refused(() -> sim.setWeights(ee,
          new double[1])));
      set[7] = -1;
      assertTrue(refused(() -> sim.setWeights(ee, set)).startsWith("projection S→E: weight -1.0 of synapse 7 has another sign"));
      set[7] = Double.NaN;
      assertTrue(refused(() -> sim.setWeights(ee, set)).contains("must be finite"));
      assertTrue(refused(() -> sim.scaleWeights(ee, new double[] {1})).contains("there are 1 factors for 200 targets"));
      assertTrue(refused(() -> sim.normaliseWeights(ee, -5)).contains("another sign than the weights"));
      assertTrue(refused(() -> sim.weights(ee, "tagging")).contains("has no variable 'tagging'"));
      var other = network(STDP, Transmission.PLAIN, false).projections().getFirst();
      assertTrue(refused(() -> sim.weights(other)).contains("another network"));
    }
  }

  /** The calcium stays above both thresholds, so that ρ comes to a mean of 1/2 and a variance of σ²/(γ₊ + γ₋). */
  @Test
  void noiseOfTheCalciumRuleIsIndependentFromSynapseToSynapse() {
    var net = new Network("noise");
    double[][] times = new double[30][200];
    for (double[] train : times) {
      Arrays.setAll(train, k -> 5.0 * (k + 1));
    }
    var sources = net.spikeSource("S", times);
    var e = net.population("E", 30, "iaf_psc_exp");
    var se =
        net.connect(sources, e).rule(allToAll()).weight(pA(0.5)).delay(ms(1.5)).doubleWeights()
            .plastic(Calcium.between(0, 1).jumps(2, 0).rates(50, 50, 10_000).noise(1));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      sim.run(ms(1000)); // the last spikes reach the synapses, and some noise with them
      double[] rho = sim.weights(se).values();
      double mean = Arrays.stream(rho).average().orElseThrow();
      double variance = Arrays.stream(rho).map(r -> (r - mean) * (r - mean)).sum() / (rho.length - 1);
      assertEquals(0.5, mean, 5 * 0.1 / 30);
      assertEquals(0.01, variance, 5 * 0.01 * Math.sqrt(2.0 / 900));
      double[] bySource = new double[30];
      for (int k = 0; k < rho.length; k++) {
        bySource[sim.weights(se).sources()[k]] += rho[k] / 30;
      }
      double spread = Arrays.stream(bySource).map(r -> (r - mean) * (r - mean)).sum() / 29;
      assertEquals(0.01 / 30, spread, 5 * 0.01 / 30 * Math.sqrt(2.0 / 30));
    }
  }

  @Test
  void onlyChosenSynapsesAreRecorded() {
    var net = network(STDP, Transmission.PLAIN, true);
    var ee = net.projections().getLast();
    Population e = net.population("E");
    net.recordWeights(ee).every(ms(10)).from(e.range(3, 6)).to(e.range(0, 100));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(25));
      WeightTrace trace = sim.weightTraces().getFirst();
      assertEquals(2, trace.timesMs().length);
      assertTrue(trace.sources().length > 0);
      assertTrue(Arrays.stream(trace.sources()).allMatch(s -> s >= 3 && s < 6));
      assertTrue(Arrays.stream(trace.targets()).allMatch(t -> t < 100));
    }
  }

  @Test
  void mistakesAreRefusedByName() {
    var net = new Network("bad");
    var e = net.population("E", 10, "iaf_psc_exp");
    var a = net.connect(e, e).rule(allToAll()).weight(normal(pA(10), pA(10))).delay(ms(1)).plastic(Stdp.pair());
    var b = net.connect(e, e).rule(allToAll()).weight(pA(10)).delay(ms(1)).plastic(Stdp.pair()).axonalDelay(ms(1));
    var c = net.connect(e, e).rule(allToAll()).weight(normal(pA(10),
        pA(10))).delay(ms(1)).plastic(Stdp.pair().bounds(Bounds.NONE));
    String message = refused(() -> Simulation.of(net));
    assertTrue(message.contains(a.where() + ": weights of both signs, but pair STDP keeps the sign of a weight"), message);
    assertTrue(message.contains(b.where() + ": axonal delay 1 ms does not fit into the delay of 1 ms"), message);
    assertTrue(message.contains(c.where() + ": plastic weights of both signs would end at two receptors"), message);
  }

  @Test
  void theDescriptionSaysWhatIsPlastic() {
    String text = Descriptions.of(network(STDP, ShortTerm.of(0.5, 100, 50), true));
    assertTrue(text.contains("plastic pair STDP, all to all, tau_plus = 20.0 ms"), text);
    assertTrue(text.contains("delivers w·u·x"), text);
    assertNotEquals(text, Descriptions.of(network(Stdp.pair(), ShortTerm.of(0.5, 100, 50), true)));
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(RanvierException.class, work::run).getMessage());
  }

  /** Plastic synapses on the grid count 2^30 - 1 steps: 29.8 h at 0.1 ms. What is longer is refused before its first step, and nothing is lost. */
  @Test
  void aRunThatIsTooLongForPlasticSynapsesIsRefusedAtItsStart() {
    for (boolean paused : new boolean[] {false, true}) {
      var net = new Network("long");
      var source = net.spikeSource("in", new double[][] {{1}});
      var cells = net.population("cells", 1, "iaf_psc_exp");
      var learning = net.connect(source, cells).rule(oneToOne()).weight(pA(1)).delay(ms(1)).plastic(Stdp.pair());
      if (paused) {
        net.recordWeights(learning);
      }
      try (var simulation = Simulation.of(net)) {
        var refused = assertThrows(RanvierException.class, () -> simulation.run(ms(40 * 3600e3)));
        assertTrue(refused.getMessage().contains("count at most 1073741823 steps, which are 29.82616175 h; the run would end at 40 h"), refused.getMessage());
        assertTrue(refused.getMessage().contains("run for at most 29.82616175 h more"), refused.getMessage());
        assertEquals(0, simulation.timeMs());
        simulation.run(ms(10));
        assertThrows(RanvierException.class, () -> simulation.run(ms(107374182.3 - 9)));
        simulation.run(ms(10));
        assertEquals(20, simulation.timeMs());
      }
    }
  }
}
