package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ranvier.networks.values.Course;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.recording.SpikeDigest;

/** Structural plasticity together with rules that follow a variable or the bursts of their targets. */
final class RewiringTargetRulesTest {
  private static final double FAINT = 1e-7; // pA

  private enum Rule {
    CLOPATH, DENDRITIC, BURST, EPROP, RMAX
  }

  private enum Rewired {
    NOT, IDLE, YES
  }

  private record Net(Network net, Projection plastic, Population targets) {}

  /** 40 sources, 60 targets that are driven besides, and synapses of the rule between them. */
  private static Net network(Rule rule, Rewired rewired) {
    var net = new Network(rule.name().toLowerCase(Locale.ROOT)).resolution(ms(0.5));
    var in = net.poissonSource("in", 40, Course.step(ms(0), Hz(30)));
    boolean jumps = rule == Rule.EPROP || rule == Rule.RMAX;
    Population cells =
        switch (rule) {
          case CLOPATH -> net.population("cells", 60, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
          case DENDRITIC -> net.population("cells", 60, "urbanczik_cell");
          case BURST -> net.population("cells", 60, "burst_cell");
          case EPROP -> net.population("cells", 60, "eprop_iaf_adapt");
          case RMAX -> net.population("cells", 60, "srm0_psc_delta");
        };
    var synapses = net.connect(in, cells).rule(fixedInDegree(15).withoutMultapses()).delay(uniform(ms(0.5), ms(2)));
    switch (rule) {
      case CLOPATH -> {
        net.poisson("noise", cells).rate(Hz(9000)).weight(pA(80));
        synapses.plastic(Clopath.visualCortex().amplitudes(7e-3, 4e-3).spikes(33, 2).bounds(Bounds.upTo(200)));
      }
      case DENDRITIC -> {
        net.poisson("soma", cells).receptor("soma_exc").rate(Hz(1000)).weight(nS(60));
        synapses.receptor("dendrite").plastic(DendriticLearning.of(2000));
      }
      case BURST -> {
        net.poisson("soma", cells).receptor("soma").rate(Hz(600)).weight(pA(140));
        net.poisson("apical", cells).receptor("apical").rate(Hz(400)).weight(pA(100));
        synapses.receptor("soma").plastic(BurstDependent.of(5).tausMs(50, 8000));
      }
      case EPROP -> {
        net.readout("out", cells).interval(ms(10)).optimiser(Optimiser.adam(1e-2));
        synapses.plastic(Eprop.of("out").optimiser(Optimiser.adam(5e-2)).regularised(1e-3, 20));
      }
      case RMAX -> {
        net.modulator("reward").baseline(1);
        synapses.plastic(RMax.of(ThirdFactor.of("reward")).rate(0.02).bounds(Bounds.upTo(20)));
      }
    }
    // The threshold of e-prop's neurons and the step of R-max's are some mV away.
    synapses.weight(jumps ? normal(mV(4), mV(2)).redraw(mV(0.1), mV(8)) : normal(pA(60), pA(20)).redraw(pA(1), pA(120)));
    var fresh = jumps ? uniform(mV(3), mV(5)) : uniform(pA(40), pA(80));
    switch (rewired) {
      case NOT -> {}
      case IDLE -> net.rewire(synapses).sprouting(1e-9).weight(fresh).every(ms(10));
      case YES -> {
        net.rewire(synapses).pruneWeakest(0.1).keeping(Keeping.TOTAL).weight(fresh).every(ms(12.5));
        net.rewire(synapses).sprouting(2.5).weight(fresh).every(ms(7));
      }
    }
    return new Net(net, synapses, cells);
  }

  private record Outcome(String digest, double[] weights, int[] sources, int[] targets) {}

  private static Outcome run(Rule rule, Rewired rewired, int threads, double... partsMs) {
    Net n = network(rule, rewired);
    var digest = new SpikeDigest();
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads).seed(4))) {
      sim.addListener(digest);
      double[] before = sim.weights(n.plastic).values();
      for (double part : partsMs) {
        sim.run(ms(part));
      }
      int first = sim.populations().stream().filter(p -> p.name().equals("cells")).findFirst().orElseThrow().firstId();
      assertTrue(Arrays.stream(sim.spikes().ids()).filter(id -> id >= first).count() > 60, rule + ": the targets fire");
      Weights w = sim.weights(n.plastic);
      assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(w.values()), rule + " learns");
      return new Outcome(digest.hex(), w.values(), w.sources(), w.targets());
    }
  }

  private static void same(Outcome a, Outcome b) {
    assertEquals(a.digest, b.digest);
    assertArrayEquals(a.weights, b.weights);
    assertArrayEquals(a.sources, b.sources);
    assertArrayEquals(a.targets, b.targets);
  }

  @ParameterizedTest
  @EnumSource
  void threadsAndPausesChangeNeitherASpikeNorASynapse(Rule rule) {
    Outcome one = run(rule, Rewired.YES, 1, 110);
    same(one, run(rule, Rewired.YES, 2, 110));
    same(one, run(rule, Rewired.YES, 3, 33, 0.5, 66.5, 10));
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void aRewiringThatChangesNothingIsNotNoticed(Rule rule) {
    Outcome expected = run(rule, Rewired.NOT, 2, 60);
    same(expected, run(rule, Rewired.IDLE, 2, 60));
    assertNotEquals(expected.digest, run(rule, Rewired.YES, 2, 60).digest);
  }

  /** Synapses too weak to be felt, of which all or some are there from the beginning; in the latter case some grow at 100 ms. */
  private static Net faint(Rule rule, boolean grows) {
    var net = new Network("faint").resolution(ms(0.5));
    var in = net.poissonSource("in", 20, Course.step(ms(0), Hz(60)));
    boolean bursts = rule == Rule.BURST;
    var cells = net.population("cells", 30, bursts ? "burst_cell" : "iaf_psc_exp");
    var synapses = net.connect(in, cells).weight(pA(FAINT)).delay(ms(2)).dendriticDelay(ms(0.5)).doubleWeights();
    if (bursts) {
      net.poisson("soma", cells).receptor("soma").rate(Hz(600)).weight(pA(140));
      net.poisson("apical", cells).receptor("apical").rate(Hz(400)).weight(pA(100));
      synapses.receptor("soma").plastic(BurstDependent.of(FAINT).tausMs(50, 8000));
    } else {
      net.poisson("noise", cells).rate(Hz(9000)).weight(pA(80));
      synapses.plastic(Clopath.visualCortex().amplitudes(7e-5 * FAINT, 4e-4 * FAINT).spikes(33, 2));
    }
    if (grows) {
      synapses.rule(fixedInDegree(5).withoutMultapses());
      net.rewire(synapses).sprouting(200).weight(pA(FAINT)).every(ms(100));
    } else {
      synapses.rule(allToAll());
    }
    return new Net(net, synapses, cells);
  }

  /** A synapse that has been there all the time, and gets its weight when the other comes, has learnt the same since. */
  @ParameterizedTest
  @EnumSource(names = {"CLOPATH", "BURST"})
  void aNewSynapseLearnsFromWhatComesAfterIt(Rule rule) {
    var options = Simulation.Options.DEFAULT.threads(2).seed(9);
    Net there = faint(rule, false);
    Net grown = faint(rule, true);
    double[][] expected = new double[20][30];
    try (var sim = Simulation.of(there.net, options)) {
      sim.run(ms(100));
      double[] all = new double[20 * 30];
      Arrays.fill(all, FAINT);
      sim.setWeights(there.plastic, all);
      sim.run(ms(99));
      Weights w = sim.weights(there.plastic);
      for (int q = 0; q < w.size(); q++) {
        expected[w.sources()[q]][w.targets()[q]] = w.values()[q];
      }
    }
    try (var sim = Simulation.of(grown.net, options)) {
      boolean[][] old = new boolean[20][30];
      Weights before = sim.weights(grown.plastic);
      for (int q = 0; q < before.size(); q++) {
        old[before.sources()[q]][before.targets()[q]] = true;
      }
      sim.run(ms(199));
      Weights w = sim.weights(grown.plastic);
      int fresh = 0;
      int changed = 0;
      for (int q = 0; q < w.size(); q++) {
        if (!old[w.sources()[q]][w.targets()[q]]) {
          double e = expected[w.sources()[q]][w.targets()[q]];
          assertEquals(e, w.values()[q], 1e-9 * FAINT, w.sources()[q] + " to " + w.targets()[q]);
          fresh++;
          changed += Math.abs(e - FAINT) > 0.01 * FAINT ? 1 : 0;
        }
      }
      assertEquals(200, fresh);
      assertTrue(changed > 60, changed + " learnt something");
    }
  }
}
