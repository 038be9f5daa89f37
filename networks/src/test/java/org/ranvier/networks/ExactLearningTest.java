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

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** Learning at synapses to neurons in continuous time, as a person describes it. */
class ExactLearningTest {
  /** A recurrent network, and input from the grid, which both learn. */
  private static final class Learning {
    final Network net = new Network("learning");
    final Projection within;
    final Projection in;

    Learning() {
      var cells = net.population("cells", 150, "iaf_psc_exp").exact().set("I_e", pA(360));
      var input = net.population("input", 60, "poisson_generator").set("rate", Hz(40));
      within = net.connect(cells, cells).rule(pairwiseBernoulli(0.1)).weight(uniform(pA(20), pA(60))).delay(uniform(ms(0.3), ms(4)));
      within.plastic(Stdp.pair().dependence(WeightDependence.additive(1, 1.1)).bounds(Bounds.upTo(100))).axonalDelay(ms(0.123));
      in = net.connect(input, cells).rule(pairwiseBernoulli(0.2)).weight(pA(60)).delay(ms(1.04)).doubleWeights();
      in.plastic(Stdp.triplet().dependence(WeightDependence.additive(400, 400)).bounds(Bounds.upTo(120))).shortTerm(ShortTerm.of(0.5, 50, 20));
      net.recordWeights(in).every(ms(50));
    }

    Simulation on(int threads) {
      return Simulation.of(net, Simulation.Options.DEFAULT.threads(threads));
    }
  }

  @Test
  void weightsAndSpikesAreTheSameForAnyNumberOfThreadsAndAnyDivisionOfTheRun() {
    var one = new Learning();
    try (var first = one.on(1)) {
      first.run(ms(300));
      double[] learnt = first.weights(one.within).values();
      assertTrue(first.spikes().size() > 1000, first.spikes().size() + " spikes");
      assertTrue(Arrays.stream(learnt).distinct().count() > learnt.length / 2);
      assertTrue(Arrays.stream(first.weights(one.in).values()).anyMatch(w -> Math.abs(w - 60) > 10));
      assertEquals(6, first.weightTraces().getFirst().timesMs().length);
      for (int threads = 2; threads <= 4; threads++) {
        var other = new Learning();
        try (var sim = other.on(threads)) {
          sim.run(ms(31.7));
          sim.run(ms(0.1));
          sim.run(ms(268.2));
          assertArrayEquals(first.spikes().ids(), sim.spikes().ids());
          assertArrayEquals(first.spikes().offsetsMs(), sim.spikes().offsetsMs());
          assertArrayEquals(learnt, sim.weights(other.within).values());
          assertArrayEquals(first.weights(one.within).delaysMs(), sim.weights(other.within).delaysMs());
          assertArrayEquals(first.weights(one.in).values(), sim.weights(other.in).values());
          assertArrayEquals(first.weightTraces().getFirst().values(), sim.weightTraces().getFirst().values());
        }
      }
    }
  }

  /** One spike of each side: what the rule's equations say of the exact difference of their times. */
  @Test
  void aPairLearnsFromTheExactDifference() {
    for (double post : new double[] {3.0071, 9.30123}) {
      var net = new Network("pair");
      var from = net.spikeSource("from", new double[][] {{5.11, 20.2}}).exact();
      var to = net.population("to", 1, "iaf_psc_delta").exact();
      var drive = net.spikeSource("drive", new double[][] {{post}}).exact();
      net.connect(drive, to).rule(oneToOne()).weight(mV(100)).delay(ms(0.5));
      Projection p = net.connect(from, to).rule(oneToOne()).weight(mV(1)).delay(ms(1.3)).doubleWeights();
      p.plastic(Stdp.pair().dependence(WeightDependence.additive(0.1, 0.2)).bounds(Bounds.upTo(10)).tauPlusMs(17).tauMinusMs(23));
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT)) {
        sim.run(ms(30));
        double at = post + 0.5 + 1.3; // at the synapse, whose delay is all dendritic
        double expected = 1 + (at > 5.11 ? 0.1 * Math.exp((5.11 - at) / 17) : -0.2 * Math.exp((at - 5.11) / 23)) - 0.2 * Math.exp((at - 20.2) / 23);
        assertEquals(expected, sim.weights(p).values()[0], 1e-14);
      }
    }
  }

  @Test
  void weightsCanBeSetAndScaled() {
    var l = new Learning();
    try (var sim = l.on(2)) {
      sim.run(ms(20));
      double[] wanted = new double[sim.weights(l.within).size()];
      Arrays.setAll(wanted, k -> 10 + k % 50);
      sim.setWeights(l.within, wanted);
      // Target's spikes that are still in the dendrites, and what they pair with, act on the new weights.
      double[] found = sim.weights(l.within).values();
      int same = 0;
      for (int k = 0; k < wanted.length; k++) {
        same += found[k] == (float) wanted[k] ? 1 : 0;
      }
      assertTrue(same > wanted.length / 2, same + " of " + wanted.length);
      sim.normaliseWeights(l.within, 500);
      double[] sums = sim.weights(l.within).sumByTarget(150);
      assertTrue(Arrays.stream(sums).filter(s -> Math.abs(s - 500) < 50).count() > 140);
    }
  }

  private static void refused(LearningRule rule, Consumer<Projection> more, String... parts) {
    var net = new Network("refused");
    var n = net.population("n", 2, "iaf_psc_exp").exact();
    Projection p = net.connect(n, n).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(ms(1)).plastic(rule);
    more.accept(p);
    var e = assertThrows(RanvierException.class, () -> Simulation.of(net, Simulation.Options.DEFAULT));
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  @Test
  void partsOfTheDelayMustFit() {
    refused(Stdp.pair(), p -> p.axonalDelay(ms(1)), "n→n: axonal delay 1 ms does not fit into the delay of 1 ms");
    refused(Stdp.pair(), p -> p.dendriticDelay(ms(1.01)), "n→n: dendritic delay 1.01 ms does not fit");
    refused(Stdp.pair(), p -> p.dendriticDelay(uniform(ms(0.1), ms(0.5))), "dendritic delay", "drawn for each synapse", "must be one value");
  }

  @Test
  void weightsAreNotRecordedAtSpikes() {
    var l = new Learning();
    l.net.recordWeights(l.in).onSpikes();
    var e = assertThrows(RanvierException.class, () -> l.on(1));
    assertTrue(String.valueOf(e.getMessage()).contains("the targets of projection input→cells are exact"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("recorded at an interval"), e.getMessage());
    var traces = new Learning();
    traces.net.recordWeights(traces.in).every(ms(10)).variable("trace_post");
    e = assertThrows(RanvierException.class, () -> traces.on(1));
    assertTrue(String.valueOf(e.getMessage()).contains("has no variable 'trace_post'"), e.getMessage());
  }

  @Test
  void upkeepInStepsIsRefused() {
    var l = new Learning();
    l.net.normalise(l.within).sum(pA(500)).every(ms(10));
    var e = assertThrows(RanvierException.class, () -> l.on(1));
    assertTrue(String.valueOf(e.getMessage()).contains("works in steps of the grid, and the targets of projection cells→cells are exact"), e.getMessage());
  }
}
