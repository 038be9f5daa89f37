package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** The sign of a plastic projection and the bounds of its weights hold from the first weight on. */
final class FirstWeightsTest {
  /** Vogels & Sprekeler's rule with an aim (alpha) far below the 70 spikes/s at which the target fires: weights grow in magnitude. */
  private static final LearningRule HOMEOSTATIC = Stdp.homeostatic(1, 0.1);

  private static double[] weights(SynapticValue<?> first, LearningRule rule, UnaryOperator<Projection> more) {
    var net = new Network("signs");
    double[] times = new double[400];
    for (int k = 0; k < times.length; k++) {
      times[k] = 2 + 2.5 * k;
    }
    var source = net.spikeSource("source", new double[][] {times, times, times});
    var n = net.population("n", 3, "iaf_psc_exp").set("I_e", pA(900));
    var p = more.apply(net.connect(source, n).rule(allToAll()).weight(first).delay(ms(1)).plastic(rule));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(0.1));
      double[] before = simulation.weights(p).values();
      simulation.run(ms(1000));
      double[] after = simulation.weights(p).values();
      double[] both = Arrays.copyOf(before, 2 * before.length);
      System.arraycopy(after, 0, both, before.length, after.length);
      return both;
    }
  }

  private static String refusal(SynapticValue<?> first, LearningRule rule, UnaryOperator<Projection> more) {
    return assertThrows(RanvierException.class, () -> weights(first, rule, more)).getMessage();
  }

  @Test
  void inhibitionThatBeginsAtNothingGrowsAsInhibition() {
    for (UnaryOperator<Projection> inhibitory : Arrays.<UnaryOperator<Projection>>asList(Projection::negativeWeights, p -> p.receptor("inhibitory"))) {
      double[] w = weights(constant(pA(0)), HOMEOSTATIC, inhibitory);
      assertTrue(Arrays.stream(w).allMatch(x -> x <= 0) && w[w.length - 1] < -10, Arrays.toString(w));
    }
    for (UnaryOperator<Projection> excitatory : Arrays.<UnaryOperator<Projection>>asList(Projection::positiveWeights, p -> p.receptor("excitatory"))) {
      double[] w = weights(constant(pA(0)), HOMEOSTATIC, excitatory);
      assertTrue(Arrays.stream(w).allMatch(x -> x >= 0) && w[w.length - 1] > 10, Arrays.toString(w));
    }
  }

  @Test
  void aSignThatNothingSaysIsAskedFor() {
    String message = refusal(constant(pA(0)), HOMEOSTATIC, p -> p);
    assertTrue(message.contains("projection source→n: all weights begin at 0, which has no sign") && message.contains(".negativeWeights()"), message);
  }

  @Test
  void weightsUpToNothingAreOfOneSign() {
    double[] w = weights(uniform(pA(-20), pA(0)), HOMEOSTATIC, p -> p);
    assertTrue(Arrays.stream(w).allMatch(x -> x <= 0) && w[w.length - 1] < -20, Arrays.toString(w));
  }

  @Test
  void weightsOfBothSignsAreRefusedAndSoIsASignThatIsNotTheirs() {
    assertTrue(refusal(uniform(pA(-20), pA(1)), HOMEOSTATIC, p -> p).contains("weights of both signs"));
    assertTrue(refusal(uniform(pA(-20), pA(1)), HOMEOSTATIC, Projection::negativeWeights).contains("may be above 0, but the projection has .negativeWeights()"));
    assertTrue(refusal(constant(pA(-1)), HOMEOSTATIC, Projection::positiveWeights).contains("may be below 0"));
  }

  @Test
  void theFirstWeightLiesWithinTheBounds() {
    LearningRule rule = Stdp.pair().dependence(WeightDependence.additive(0.0, 1e-9)).bounds(new Bounds(20, 50));
    double[] w = weights(normal(pA(40), pA(30)).redraw(pA(1), pA(200)), rule, p -> p);
    for (int k = 0; k < 9; k++) {
      assertTrue(w[k] >= 20 && w[k] <= 50, Arrays.toString(w));
    }
    assertTrue(Arrays.stream(w).anyMatch(x -> x == 20 || x == 50), "some were drawn outside: " + Arrays.toString(w));
    double[] negative = weights(normal(pA(-40), pA(30)).redraw(pA(-200), pA(-1)), rule, p -> p);
    assertTrue(Arrays.stream(negative).allMatch(x -> x <= -20 + 1e-6 && x >= -50), Arrays.toString(negative));
    String message = refusal(constant(pA(60)), rule, p -> p);
    assertTrue(message.contains("first weight 60 pA lies outside the bounds of") && message.contains("from 20.0 to 50.0 pA"), message);
  }

  @Test
  void weightsThatAreSetLieWithinTheBounds() {
    var net = new Network("set");
    var source = net.spikeSource("source", new double[][] {{1}});
    var n = net.population("n", 1, "iaf_psc_delta");
    var p = net.connect(source, n).rule(allToAll()).weight(mV(1)).delay(ms(1)).plastic(Stdp.pair().bounds(Bounds.upTo(2)));
    try (var simulation = Simulation.of(net)) {
      simulation.setWeights(p, new double[] {2});
      assertEquals(2, simulation.weights(p).values()[0]);
      var refused = assertThrows(RanvierException.class, () -> simulation.setWeights(p, new double[] {2.5}));
      assertTrue(refused.getMessage().contains("weight 2.5 of synapse 0 lies outside the bounds"), refused.getMessage());
    }
  }
}
