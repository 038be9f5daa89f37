package org.ranvier.networks.systems.setshift;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.s;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.ModulatorSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.values.Course;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * Cues drive an actor, two groups that inhibit each other, and a critic. The critic's spikes release {@code expectation}; dopamine is what the outcome is
 * beyond it. What is missing of an expected outcome is {@code mismatch}, whose running mean is {@code habit}; the locus coeruleus is excited by the one and
 * inhibited by the other, and its spikes release noradrenaline.
 *
 * @param go excitatory neurons of the one group
 * @param noGo of the other
 * @param coeruleus release of noradrenaline by the locus coeruleus
 */
record SetShiftNetwork(
    Network net, Population go, Population noGo, Population lc, ModulatorSource coeruleus, Signals signals, List<Projection> learning) {
  static final String DOPAMINE = "dopamine";
  static final String NORADRENALINE = "noradrenaline";
  static final String ACETYLCHOLINE = "acetylcholine";
  static final String SEROTONIN = "serotonin";
  static final String BURSTS = "alpha1";
  static final String GAIN = "alpha2";
  static final String RATE = "beta";
  static final String SENSORY = "muscarinic";
  static final String WITHHOLDING = "5-HT1A";
  static final String ACTOR = "actor";
  static final String CRITIC = "critic";

  static final int GROUP = 20;
  private static final int OF_A_CUE = 20;
  private static final int INHIBITORY = 5;
  private static final double TAU_M_MS = 20;
  private static final double MOST_MV = 1.2;

  /** The modulators that the loop releases. */
  record Signals(Modulator dopamine, Modulator expectation, Modulator mismatch, Modulator noradrenaline) {}

  static SetShiftNetwork of(Plan plan, Cues cues) {
    var net = new Network("set-shift").resolution(ms(1));
    var inputs = new ArrayList<Population>();
    for (int cue = 0; cue < 4; cue++) {
      inputs.add(net.poissonSource("cue " + "ABXY".charAt(cue), OF_A_CUE, cues.rate(cue)));
    }
    var go = neurons(net, "Go", GROUP);
    var noGo = neurons(net, "No-Go", GROUP);
    var critic = neurons(net, "critic", GROUP);
    var lc = neurons(net, "locus coeruleus", 10);
    net.poisson("spontaneous", lc).rate(Hz(1000)).weight(mV(0.5)); // 10 mV below the threshold's 15 on average

    var dopamine = net.modulator(DOPAMINE).signed().decay(ms(50));
    var expectation = net.modulator("expectation").decay(ms(150));
    expectation.releasedBy(critic).amount(plan.get("expectation"));
    var mismatch = net.modulator("mismatch").decay(s(plan.get("tau_mismatch")));
    var habit = net.modulator("habit").follows(mismatch, s(plan.get("tau_habit")));
    var noradrenaline = net.modulator(NORADRENALINE).decay(s(plan.get("tau_na")));
    mismatch.receptor("CRF", new Response.Proportional(1)).every(ms(10)).changes(lc, "I_e", new Effect.Shifted(plan.get("alarm")));
    habit.receptor("autoreceptor", new Response.Proportional(1)).every(ms(10)).changes(lc, "I_e", new Effect.Shifted(-plan.get("alarm") * plan.get("theta")));
    var coeruleus = noradrenaline.releasedBy(lc).amount(plan.get("na_release"));

    var learning = new ArrayList<Projection>();
    var feedForward = new ArrayList<Projection>();
    for (Population input : inputs) {
      for (Population group : List.of(go, noGo, critic)) {
        String part = group == critic ? CRITIC : ACTOR;
        double[] first = group == critic ? new double[] {0.4, 0.5} : new double[] {0.45, 0.55};
        var p = net.connect(input, group).rule(allToAll()).weight(uniform(mV(first[0]), mV(first[1]))).delay(ms(1));
        if (!plan.freezes(part)) {
          learning.add(p.plastic(rule(plan, plan.get(group == critic ? "rate_critic" : "rate_actor"))));
        }
        if (group != critic) {
          feedForward.add(p);
        }
      }
    }
    var inhibition = List.of(inhibitory(net, "Go I", go), inhibitory(net, "No-Go I", noGo));
    net.connect(inhibition.get(0), noGo).rule(allToAll()).weight(mV(-8)).delay(ms(1));
    net.connect(inhibition.get(1), go).rule(allToAll()).weight(mV(-8)).delay(ms(1));
    var bursts = List.of(bursts(net, go), bursts(net, noGo));
    receptors(plan, net, noradrenaline, feedForward, bursts, noGo);
    return new SetShiftNetwork(
        net, go, noGo, lc, coeruleus, new Signals(dopamine, expectation, mismatch, noradrenaline), List.copyOf(learning));
  }

  /** What modulators do to the actor. */
  private static void receptors(
      Plan plan, Network net, Modulator noradrenaline, List<Projection> feedForward, List<Projection> bursts, Population noGo) {
    if (!plan.knocksOut(BURSTS)) {
      var alpha1 = noradrenaline.receptor(BURSTS, new Response.Hill(1, 1)).every(ms(10));
      bursts.forEach(p -> alpha1.gates(p, new Effect.Scaled(plan.get("bursts"))));
    }
    if (!plan.knocksOut(GAIN)) {
      var alpha2 = noradrenaline.receptor(GAIN, new Response.Hill(1, 1)).every(ms(10));
      feedForward.forEach(p -> alpha2.gates(p, new Effect.Scaled(-plan.get("gain"))));
    }
    var acetylcholine = net.modulator(ACETYLCHOLINE).decay(s(1));
    if (!plan.knocksOut(SENSORY)) {
      var muscarinic = acetylcholine.receptor(SENSORY, new Response.Hill(1, 1)).every(ms(10));
      feedForward.forEach(p -> muscarinic.gates(p, new Effect.Scaled(0.3)));
    }
    var serotonin = net.modulator(SEROTONIN).decay(s(1));
    if (!plan.knocksOut(WITHHOLDING)) {
      serotonin.receptor(WITHHOLDING, new Response.Hill(1, 1)).every(ms(10)).changes(noGo, "I_e", new Effect.Shifted(20));
    }
  }

  /** R-STDP: a pre-synaptic spike before a post-synaptic one is eligible; noradrenaline multiplies what dopamine makes of it. */
  private static ThreeFactor rule(Plan plan, double rate) {
    ThirdFactor dopamine = ThirdFactor.of(DOPAMINE);
    ThirdFactor beta = ThirdFactor.of(NORADRENALINE).activating(new Response.Hill(plan.get("half"), plan.get("steepness")));
    ThirdFactor factor = plan.knocksOut(RATE) ? dopamine : dopamine.plus(dopamine.times(beta).times(plan.get("boost")));
    return ThreeFactor.of(EligibilityTrace.of(200, factor))
        .dependence(WeightDependence.additive(rate, 0))
        .tauPlusMs(20)
        .bounds(Bounds.upTo(MOST_MV));
  }

  private static Population neurons(Network net, String name, int size) {
    return net.population(name, size, "iaf_psc_delta").set("tau_m", ms(TAU_M_MS)).set("I_e", pA(0));
  }

  private static Population inhibitory(Network net, String name, Population driven) {
    var inhibitory = neurons(net, name, INHIBITORY);
    net.connect(driven, inhibitory).rule(allToAll()).weight(mV(1.5)).delay(ms(1));
    return inhibitory;
  }

  /** Noise that all neurons of a group have in common: it makes choices differ. */
  private static Projection bursts(Network net, Population group) {
    var noise = net.poissonSource("bursts of " + group.name(), 4, Course.step(ms(0), Hz(20)));
    return net.connect(noise, group).rule(allToAll()).weight(mV(2)).delay(ms(1));
  }
}
