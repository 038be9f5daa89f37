package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.space.Layout;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.loops.NestSlices;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** Modulated learning at synapses to neurons in continuous time, as a person describes it. */
class ExactThreeFactorTest {
  /** One synapse whose source and target fire once, and a neuron whose spike releases dopamine. */
  private static final class Pair {
    static final double PRE = 5.11;
    static final double POST = 8.30123 + 0.5 + 1.3; // at the synapse, whose delay is all dendritic

    final Network net = new Network("pair");
    final Projection p;
    final Modulator dopamine;

    Pair(ThreeFactor rule) {
      var from = net.spikeSource("from", new double[][] {{PRE}}).exact();
      var to = net.population("to", 1, "iaf_psc_delta").exact();
      var drive = net.spikeSource("drive", new double[][] {{8.30123}}).exact();
      var vta = net.spikeSource("vta", new double[][] {{12.34}}).exact();
      net.connect(drive, to).rule(oneToOne()).weight(mV(100)).delay(ms(0.5));
      dopamine = net.modulator("dopamine").decay(ms(30));
      dopamine.releasedBy(vta).amount(0.5).delay(ms(1.5));
      net.modulator("reward").momentary().release(ms(10.1), 0.7);
      p = net.connect(from, to).rule(oneToOne()).weight(mV(1)).delay(ms(1.3)).doubleWeights();
      p.plastic(rule.dependence(WeightDependence.additive(0.1, 0.2)).bounds(Bounds.upTo(10)).tauPlusMs(17));
    }
  }

  private static double integral(double tauMs, double ms) {
    return -tauMs * Math.expm1(-ms / tauMs);
  }

  /** What the equations say; a spike at 12.34 ms belongs to the step that ends at 12.4 ms and releases 1.5 ms after that. */
  @Test
  void aPairingIsRewardedFromItsExactTimeOn() {
    var pair = new Pair(ThreeFactor.of(EligibilityTrace.of(200, ThirdFactor.of("dopamine").minus(0.02))));
    pair.net.recordWeights(pair.p).every(ms(5)).variable("c");
    double c = 0.1 * Math.exp((Pair.PRE - Pair.POST) / 17);
    double both = 1 / (1.0 / 200 + 1.0 / 30);
    try (var sim = Simulation.of(pair.net, Simulation.Options.DEFAULT)) {
      sim.run(ms(10.1));
      assertEquals(1, sim.weights(pair.p).values()[0]);
      sim.run(ms(3.9));
      double early = 1 + c * (-0.02 * integral(200, 14 - Pair.POST) + Math.exp((Pair.POST - 13.9) / 200) * 0.5 * integral(both, 0.1));
      assertEquals(early, sim.weights(pair.p).values()[0], 1e-13);
      sim.run(ms(6));
      sim.release(pair.dopamine, 0.3);
      sim.run(ms(20));
      double late =
          1 + c * (-0.02 * integral(200, 40 - Pair.POST) + Math.exp((Pair.POST - 13.9) / 200) * 0.5 * integral(both, 26.1)
                  + Math.exp((Pair.POST - 20) / 200) * 0.3 * integral(both, 20));
      assertEquals(late, sim.weights(pair.p).values()[0], 1e-13);
      assertEquals(c * Math.exp((Pair.POST - 40) / 200), sim.weights(pair.p, "c").values()[0], 1e-15);
      double[] recorded = sim.weightTraces().getFirst().values()[0];
      assertEquals(8, recorded.length);
      assertEquals(c * Math.exp((Pair.POST - 15) / 200), recorded[2], 1e-15);
    }
  }

  /** The pairing is at 10.10123 ms; the reward lasts from 10.1 ms to 10.2 ms. */
  @Test
  void withoutATraceAPairingActsWithTheRewardOfItsTime() {
    var pair = new Pair(ThreeFactor.mstdp("reward", 0.25));
    var never = new Pair(ThreeFactor.mstdp("reward", 0.25));
    never.net.modulators().get(1).clamp(ms(0), ms(100), 0);
    try (var sim = Simulation.of(pair.net, Simulation.Options.DEFAULT);
        var control = Simulation.of(never.net, Simulation.Options.DEFAULT)) {
      sim.run(ms(40));
      control.run(ms(40));
      assertEquals(1 + 0.25 * 0.7 * 0.1 * Math.exp((Pair.PRE - Pair.POST) / 17), sim.weights(pair.p).values()[0], 1e-13);
      assertEquals(1, control.weights(never.p).values()[0]);
    }
  }

  /** A recurrent network, and input from the grid; modulators that are global, per population and diffusing. */
  private static final class Learning {
    final Network net = new Network("learning");
    final Projection within;
    final Projection in;
    final Modulator reward;

    Learning(boolean rewarded) {
      var cells = net.population("cells", 60, "iaf_psc_exp").exact().set("I_e", pA(360)).positions(Layout.grid(60).extent(um(60)));
      var input = net.population("input", 30, "poisson_generator").set("rate", Hz(40));
      double amount = rewarded ? 0.05 : 0;
      net.modulator("dopamine").decay(ms(40)).releasedBy(cells).amount(amount);
      net.modulator("local").perPopulation().decay(ms(15)).releasedBy(input).amount(amount);
      var lattice = new Lattice(new int[] {6}, new double[] {10}, new double[] {-30}, Boundary.REFLECTING);
      net.modulator("voxels").decay(ms(25)).diffusing(lattice, 0.3).every(ms(0.5)).releasedBy(cells).amount(amount).delay(ms(2));
      reward = net.modulator("reward").signed().decay(ms(20));
      ThirdFactor product = ThirdFactor.of("dopamine").times(ThirdFactor.of("local")).minus(ThirdFactor.of("reward"));
      within = net.connect(cells, cells).rule(pairwiseBernoulli(0.1)).weight(uniform(pA(20), pA(60))).delay(uniform(ms(0.3), ms(4)));
      within.plastic(ThreeFactor.rewardStdp(product).tauEligibilityMs(100).bounds(Bounds.upTo(100))).axonalDelay(ms(0.123));
      in = net.connect(input, cells).rule(pairwiseBernoulli(0.2)).weight(pA(60)).delay(ms(1.04)).doubleWeights();
      in.plastic(ThreeFactor.dualTrace(ThirdFactor.of("voxels"), ThirdFactor.of("reward")).tauEligibilityMs(80))
          .shortTerm(Transmission.stochastic(ShortTerm.of(0.5, 50, 20)));
      net.recordWeights(in).every(ms(25)).variable("c2");
    }

    Simulation on(int threads) {
      return Simulation.of(net, Simulation.Options.DEFAULT.threads(threads));
    }
  }

  @Test
  void nothingDependsOnThreadsOrTheDivisionOfTheRun() {
    var one = new Learning(true);
    try (var first = one.on(1)) {
      first.run(ms(60));
      first.release(one.reward, -0.5);
      first.run(ms(90));
      double[] learnt = first.weights(one.within).values();
      assertTrue(first.spikes().size() > 300, first.spikes().size() + " spikes");
      assertTrue(Arrays.stream(first.weights(one.in).values()).anyMatch(w -> Math.abs(w - 60) > 0.01));
      for (int threads = 2; threads <= 4; threads++) {
        var other = new Learning(true);
        try (var sim = other.on(threads)) {
          sim.run(ms(31.7));
          sim.run(ms(28.3));
          sim.release(other.reward, -0.5);
          sim.run(ms(0.1));
          sim.run(ms(89.9));
          assertArrayEquals(first.spikes().offsetsMs(), sim.spikes().offsetsMs());
          assertArrayEquals(learnt, sim.weights(other.within).values());
          assertArrayEquals(first.weights(one.within, "c").values(), sim.weights(other.within, "c").values());
          assertArrayEquals(first.weights(one.in).values(), sim.weights(other.in).values());
          assertArrayEquals(first.weightTraces().getFirst().values(), sim.weightTraces().getFirst().values());
        }
      }
    }
  }

  @Test
  void withoutModulatorsNoWeightChangesInAnyBit() {
    var l = new Learning(false);
    try (var sim = l.on(2)) {
      double[] within = sim.weights(l.within).values();
      double[] in = sim.weights(l.in).values();
      sim.run(ms(150));
      assertArrayEquals(within, sim.weights(l.within).values());
      assertArrayEquals(in, sim.weights(l.in).values());
      assertTrue(Arrays.stream(sim.weights(l.within, "c").values()).anyMatch(c -> c != 0));
    }
  }

  @Test
  void weightsAreSetAsOfNowAndTakeTheGainSinceTheLastEventWithThem() {
    var l = new Learning(true);
    try (var sim = l.on(2)) {
      sim.run(ms(60));
      double[] wanted = new double[sim.weights(l.within).size()];
      Arrays.setAll(wanted, k -> 10 + k % 50);
      sim.setWeights(l.within, wanted);
      assertArrayEquals(wanted, sim.weights(l.within).values(), 1e-4);
      sim.normaliseWeights(l.within, 300);
      assertTrue(Arrays.stream(sim.weights(l.within).sumByTarget(60)).filter(s -> Math.abs(s - 300) < 0.01).count() > 50);
    }
  }

  private static void refused(LearningRule rule, Consumer<Network> more, String... parts) {
    var net = new Network("refused");
    var n = net.population("n", 2, "iaf_psc_exp").exact();
    net.modulator("dopamine").decay(ms(30));
    net.connect(n, n).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(ms(1)).plastic(rule);
    more.accept(net);
    var e = assertThrows(RanvierException.class, () -> Simulation.of(net, Simulation.Options.DEFAULT));
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  private static void cannotLearn(LearningRule rule, String reason) {
    refused(
        rule, net -> {}, "projection n→n: " + rule.name() + " cannot learn from exact spike times, for " + reason + ", and its targets are exact; leave .exact() "
            + "or the rule out");
  }

  @Test
  void rulesThatGoByStepsAreNamedWithTheReason() {
    cannotLearn(Clopath.visualCortex(), "it follows the potential of its targets step by step");
    cannotLearn(DendriticLearning.of(0.1), "it follows the potential of its targets step by step");
    cannotLearn(Eprop.of("out"), "it follows the pseudo-derivative of its targets step by step");
    cannotLearn(RMax.of(ThirdFactor.of("dopamine")), "it follows the score of its targets step by step");
    cannotLearn(BurstDependent.of(0.1), "it counts the times of spikes in steps of the grid");
    cannotLearn(Calcium.between(0, 90), "the course of its calcium is known at steps of the grid");
    cannotLearn(
        ThreeFactor.dopamineStdp("dopamine", 0).asNestOrdersEvents(new NestSlices(1, 30, 1)),
        "it takes events in the order of NEST's slices, which are steps of the grid");
  }

  @Test
  void modulatorsThatAreMissingAreNamed() {
    refused(ThreeFactor.dopamineStdp("dopamin", 0), net -> {}, "needs the modulator 'dopamin', which the network does not have; did you mean 'dopamine'?");
  }

  @Test
  void upkeepInStepsIsRefused() {
    String reason = "works in steps of the grid, and the targets of projection n→n are exact; their weights can be read, set, scaled and recorded at an interval";
    String mend = "Leave .exact() or this out";
    refused(Stdp.pair(), net -> net.rewire(net.projections().getFirst()).pruneUpTo(pA(0.5)).every(ms(10)), "rewiring", reason, mend);
    refused(Stdp.pair(), net -> net.scale(net.projections().getFirst()).toRate(Hz(5)).strength(0.001).every(ms(10)), "scaling", reason, mend);
    refused(Stdp.pair(), net -> net.normalise(net.projections().getFirst()).sum(pA(5)).every(ms(10)), "normalis", reason, mend);
    refused(
        Stdp.pair(), net -> net.modulators().getFirst().receptor("D1", new Response.Hill(10, 1)).gates(net.projections().getFirst(), new Effect.Scaled(0.5)),
        "receptor 'D1' of modulator 'dopamine' acts on population 'n', which is exact; receptors act from step to step");
  }
}
