package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.ThreeState;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;

/** Traces and resources of a synapse, read at any time, against their closed forms. */
final class SynapseVariablesTest {
  private static final double[] PRE = {10, 31, 33.5, 80};
  private static final double[] POST = {20, 35, 76};
  private static final double AXONAL = 0.5;
  private static final double DENDRITIC = 1.5;

  private static Network pair(LearningRule rule, Transmission transmission) {
    var net = new Network("pair");
    var source = net.spikeSource("pre", new double[][] {PRE});
    var drive = net.spikeSource("drive", new double[][] {POST});
    var target = net.population("post", 1, "iaf_psc_exp");
    net.connect(drive, target).rule(oneToOne()).weight(pA(3000)).delay(ms(1));
    net.connect(source, target).rule(oneToOne()).weight(pA(50)).delay(ms(2)).axonalDelay(ms(AXONAL)).doubleWeights().plastic(rule).shortTerm(transmission);
    return net;
  }

  /** A trace of the spikes that have reached the synapse. */
  private static double trace(double[] spikes, double delay, double tau, double now) {
    double sum = 0;
    for (double t : spikes) {
      sum += t + delay <= now + 1e-9 ? Math.exp(-(now - t - delay) / tau) : 0;
    }
    return sum;
  }

  @Property(tries = 40)
  void tracesAndResourcesAreThoseOfNow(@ForAll @IntRange(min = 1, max = 1000) int tenths) {
    var net = pair(Stdp.triplet().tauPlusMs(10).tauMinusMs(15).tauXMs(50).tauYMs(70), ShortTerm.of(0.3, 40, 25));
    var synapse = net.projections().getLast();
    try (var sim = Simulation.of(net)) {
      double now = tenths / 10.0;
      sim.run(ms(now));
      double[] fired = sim.spikes().trainsMs(sim.spikes().population("post"))[0];
      assertEquals(trace(PRE, AXONAL, 10, now), sim.weights(synapse, "trace_pre").values()[0], 1e-12);
      assertEquals(trace(PRE, AXONAL, 50, now), sim.weights(synapse, "trace_pre2").values()[0], 1e-12);
      assertEquals(trace(fired, DENDRITIC, 15, now), sim.weights(synapse, "trace_post").values()[0], 1e-12);
      assertEquals(trace(fired, DENDRITIC, 70, now), sim.weights(synapse, "trace_post2").values()[0], 1e-12);
      double u = 0;
      double x = 1;
      double at = 0;
      for (double t : PRE) {
        if (t + AXONAL <= now + 1e-9) {
          u = u * Math.exp(-(t + AXONAL - at) / 25);
          x = 1 + (x - 1) * Math.exp(-(t + AXONAL - at) / 40);
          u += 0.3 * (1 - u);
          x -= u * x;
          at = t + AXONAL;
        }
      }
      assertEquals(u * Math.exp(-(now - at) / 25), sim.weights(synapse, "u").values()[0], 1e-12);
      assertEquals(1 + (x - 1) * Math.exp(-(now - at) / 40), sim.weights(synapse, "x").values()[0], 1e-12);
    }
  }

  @Test
  void theyCanBeRecordedAtIntervalsAndAtSpikes() {
    var net = pair(Stdp.pair().tauPlusMs(10).tauMinusMs(15), new ThreeState(0.5, 100, 30, 3));
    var synapse = net.projections().getLast();
    net.recordWeights(synapse).variable("x").every(ms(12.5));
    net.recordWeights(synapse).onSpikes();
    try (var sim = Simulation.of(net)) {
      sim.run(ms(25));
      double x25 = sim.weights(synapse, "x").values()[0];
      double y25 = sim.weights(synapse, "y").values()[0];
      double since = 25 - 10 - AXONAL;
      double recovered = (100 * (1 - Math.exp(-since / 100)) - 3 * (1 - Math.exp(-since / 3))) / (100 - 3); // of 0.5
      assertEquals(0.5 + 0.5 * recovered, x25, 1e-12);
      assertEquals(0.5 * Math.exp(-since / 3), y25, 1e-12);
      assertEquals(0.5 * Math.exp(-since / 30), sim.weights(synapse, "u").values()[0], 1e-12);
      sim.run(ms(75));
      WeightTrace trace = sim.weightTraces().getFirst();
      assertEquals("x", trace.variable());
      assertEquals(x25, trace.values()[0][1]);
      WeightEvents events = sim.weightEvents().getFirst();
      assertEquals(List.of("trace_pre", "u", "x", "y", "trace_post"), events.variables());
      assertEquals(PRE.length, events.events().size());
      double[] fired = sim.spikes().trainsMs(sim.spikes().population("post"))[0];
      double[] second = events.events().get(2).columns(); // as the spike at 33.5 ms finds them when it reaches the synapse
      assertEquals(trace(new double[] {10, 31}, AXONAL, 10, 34), second[0], 1e-12);
      assertEquals(trace(fired, DENDRITIC, 15, 34), second[4], 1e-12);
      assertArrayEquals(new double[] {0, 0, 1, 0, 0}, events.events().getFirst().columns(), 1e-12);
    }
  }

  @Test
  void staticSynapsesHaveNoTraces() {
    var net = pair(LearningRule.none(), Transmission.PLAIN);
    try (var sim = Simulation.of(net)) {
      var e = assertThrows(RanvierException.class, () -> sim.weights(net.projections().getLast(), "trace_pre"));
      assertTrue(String.valueOf(e.getMessage()).contains("has no variable 'trace_pre'"), e.getMessage());
    }
  }
}
