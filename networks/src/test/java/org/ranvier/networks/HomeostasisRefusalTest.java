package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.simulator.RanvierException;

/** Mistakes in what keeps a network in shape are refused by name. */
final class HomeostasisRefusalTest {
  private final Network net = new Network("bad");
  private final Population e = net.population("E", 10, "iaf_psc_exp");
  private final Projection ee = net.connect(e, e).rule(allToAll()).weight(pA(10)).delay(ms(1)).plastic(LearningRule.none());

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(RanvierException.class, work::run).getMessage());
  }

  private void refusesToBuild(String message) {
    assertTrue(refused(() -> Simulation.of(net)).contains(message), refused(() -> Simulation.of(net)));
  }

  @Test
  void normalisationNeedsANormOfWeightsOfOneUnit() {
    var g = net.population("G", 10, "iaf_cond_exp");
    var eg = net.connect(e, g).rule(allToAll()).weight(nS(1)).delay(ms(1));
    assertEquals("normalisation of weights: name at least one projection", refused(() -> net.normalise()));
    assertTrue(refused(() -> net.normalise(ee, eg)).contains("projection E→G ends at population 'G', and projection E→E at 'E'"));
    assertTrue(refused(() -> net.normalise(new Network("other").connect(e, e))).contains("belongs to another network"));
    net.normalise(ee);
    refusesToBuild("normalisation of [E→E] has no norm; add .sum(pA(1000)) or .euclidean(pA(100))");
    net.normalise(ee).sum(mV(3));
    refusesToBuild("normalisation of [E→E]: norm = 3 mV has the wrong unit");
    net.normalise(ee).sum(pA(-3));
    refusesToBuild("a norm of -3.0 must be above 0");
    net.normalise(ee).sum(pA(3)).partially(1.5);
    refusesToBuild("a part of 1.5 of the way must be above 0 and at most 1");
    net.normalise(ee).sum(pA(3)).every(ms(0));
    refusesToBuild("normalisation of [E→E]: interval 0 ms must be at least the resolution 0.1 ms");
    net.normalise(ee).sum(pA(3)).every(ms(0.25));
    refusesToBuild("normalisation of [E→E]: interval");
  }

  /** They would become plastic without a word. */
  @Test
  void weightsThatStayAreNeitherNormalisedNorScaled() {
    var fixed = net.connect(e, e).rule(allToAll()).weight(pA(10)).delay(ms(1));
    net.normalise(ee, fixed).sum(pA(3));
    refusesToBuild(
        "normalisation of [E→E, E→E#2]: the weights of projection E→E#2 stay as they are; add .plastic(LearningRule.none()) to it, so that they can change");
    net.scale(fixed).toRate(Hz(5));
    refusesToBuild("synaptic scaling of [E→E#2]: the weights of projection E→E#2 stay as they are");
  }

  @Test
  void scalingNeedsATargetAndAStrength() {
    net.scale(ee);
    refusesToBuild("synaptic scaling of [E→E] has no target; add .toRate(Hz(5))");
    net.scale(ee).toRate(Hz(-5));
    refusesToBuild("synaptic scaling: a target of -5.0 Hz must be 0 or above");
    net.scale(ee).toRate(Hz(5)).strength(0);
    refusesToBuild("synaptic scaling: strengths of 0.0 and 0.0 must be finite, and not both 0");
    net.scale(ee).toRate(Hz(5)).averaging(ms(0));
    refusesToBuild("synaptic scaling of [E→E]: time of averaging 0 ms must be above 0");
    net.scale(ee).toRate(Hz(5)).upTo(pA(0));
    refusesToBuild("synaptic scaling: the largest weight, 0.0, must be above 0");
    net.scale(ee).toRate(Hz(5)).upTo(mV(1));
    refusesToBuild("the largest weight = 1 mV has the wrong unit");
  }

  @Test
  void onlyParametersThatMayChangeAreAdapted() {
    assertTrue(refused(() -> net.adapt(e, "V_tt")).contains("has no parameter 'V_tt'"));
    assertTrue(refused(() -> net.adapt(e, "V_th").by(pA(1))).contains("change for a spike = 1 pA has the wrong unit"));
    assertTrue(refused(() -> net.adapt(e, "C_m").within(Units.pF(-1), Units.pF(5))).contains("C_m = -1 pF is out of range"));
    net.adapt(e, "V_th");
    refusesToBuild("intrinsic plasticity of V_th of population 'E' has no target; add .toRate(Hz(5))");
    net.adapt(e, "V_th").toRate(Hz(5));
    refusesToBuild("changes nothing; say by how much a spike changes it");
    net.adapt(e, "V_th").toRate(Hz(5)).by(mV(1)).within(mV(3), mV(3));
    refusesToBuild("the least value, 3.0, must be below the largest, 3.0");
    net.adapt(e, "V_th").toRate(Hz(5)).by(mV(1)).averaging(ms(-3));
    refusesToBuild("time of averaging -3 ms must be 0 or above");
    var x = net.population("X", 3, "iaf_psc_exp").exact();
    net.adapt(x, "V_th").toRate(Hz(5)).by(mV(1));
    refusesToBuild("intrinsic plasticity of V_th of population 'X': the population is exact");
    var dopamine = net.modulator("dopamine").decay(ms(20));
    dopamine.receptor("D1", new Response.Hill(5, 1)).changes(e, "V_th", new Effect.Shifted(1));
    net.adapt(e, "V_th").toRate(Hz(5)).by(mV(1));
    refusesToBuild("receptor 'D1' of modulator 'dopamine' changes it too");
    net.adapt(e, "V_th").toRate(Hz(-1)).by(mV(1));
    refusesToBuild("intrinsic plasticity: a target of -1.0 Hz must be 0 or above");
  }

  @Test
  void rewiringMustChangeSomethingThatCanBe() {
    net.rewire(ee);
    refusesToBuild("rewiring of E→E removes and grows nothing");
    net.rewire(ee).pruneUpTo(pA(-1));
    refusesToBuild("a threshold of -1 pA must be 0 or above; it is of magnitudes");
    net.rewire(ee).pruneWeakest(2);
    refusesToBuild("a part of 2.0 of the weakest synapses must be between 0 and 1");
    net.rewire(ee).pruneWeakest(0.1).regrowth(-0.5);
    refusesToBuild("a probability of regrowth of -0.5 must be between 0 and 1");
    net.rewire(ee).sprouting(-1);
    refusesToBuild("-1.0 new synapses each time must be 0 or above");
    net.rewire(ee).pruneUpTo(pA(10));
    refusesToBuild("weight 10.0 pA of new synapses is not above the threshold, so they would go at once; give a larger one");
    net.rewire(ee).pruneUpTo(pA(1)).weight(pA(-10));
    refusesToBuild("may have another sign than the projection's");
    net.rewire(ee).pruneUpTo(pA(1)).weight(normal(pA(5), pA(3)));
    refusesToBuild("may have another sign than the projection's");
    net.rewire(ee).pruneUpTo(pA(1)).weight(each(Units::pA, 5, 6));
    refusesToBuild("weight is listed, but how many synapses come is not known; draw it");
    net.recordWeights(ee).every(ms(10));
    refusesToBuild("its synapses come and go, so there is no series of samples for each; record .onSpikes()");
    var curve = new GrowthCurve.Linear(5, 1);
    net.rewire(ee).pruneWeakest(0.1).elements(curve, curve);
    refusesToBuild("synapses follow either their weights or the elements of their neurons");
    net.rewire(ee).elements(curve, curve).vacant(-1);
    refusesToBuild("-1.0 vacant elements must be 0 or above");
    net.rewire(ee).elements(curve, curve).averaging(ms(0));
    refusesToBuild("rewiring of E→E: time of averaging 0 ms must be above 0");
    assertTrue(refused(() -> new GrowthCurve.Linear(0, 1)).contains("the target of a linear growth curve, 0.0 Hz, must be above 0"));
    assertTrue(refused(() -> new GrowthCurve.Linear(5, 0)).contains("a rate of growth of 0.0 elements/s must be finite and not 0"));
    assertTrue(refused(() -> new GrowthCurve.Gaussian(5, 5, 1)).contains("must be 0 or above and below the target, 5.0 Hz"));
    var listed = net.connect(e, e).rule(explicit(new int[] {0, 1}, new int[] {2, 3})).weight(each(Units::pA, 5, 6)).delay(ms(1));
    net.rewire(listed).pruneUpTo(pA(1));
    refusesToBuild("the projection's weights or delays are listed, so new synapses have none");
  }

  @Test
  void whatCannotBePlasticCannotBeKeptInShape() {
    var x = net.population("X", 3, "iaf_psc_exp").exact();
    var ex = net.connect(e, x).rule(allToAll()).weight(pA(1)).delay(ms(1));
    net.normalise(ex).sum(pA(5));
    refusesToBuild("normalisation of [E→X] works in steps of the grid, and the targets of projection E→X are exact");
  }

  @Test
  void parametersThatCannotChangeAreNotRead() {
    var s = net.spikeSource("S", new double[][] {{1}});
    assertTrue(refused(() -> net.recordParameter(s, "rate")).contains("has no parameter 'rate'"));
    var x = net.population("X", 3, "iaf_psc_exp").exact();
    net.recordParameter(x, "V_th");
    refusesToBuild("population 'X': parameters of a iaf_psc_exp_ps cannot change during a run, and are as they were set");
    net.recordParameter(e, "V_th").every(ms(0.05));
    refusesToBuild("recorder of V_th of population 'E': interval");
  }

  @Test
  void elementsAreThoseOfProjectionsThatFollowThem() {
    try (var sim = Simulation.of(net)) {
      assertTrue(refused(() -> sim.axonalElements(ee)).contains("projection E→E has no synaptic elements"));
    }
  }

  @Test
  void nothingIsAddedToARunningNetwork() {
    var scaling = net.scale(ee).toRate(Hz(5));
    Simulation.of(net).close();
    assertTrue(refused(() -> scaling.strength(1)).contains("is being simulated"));
    assertTrue(refused(() -> net.rewire(ee)).contains("is being simulated"));
  }
}
