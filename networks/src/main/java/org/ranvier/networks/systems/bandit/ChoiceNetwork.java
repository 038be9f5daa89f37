package org.ranvier.networks.systems.bandit;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.number;
import static org.ranvier.networks.values.Units.s;

import java.util.stream.IntStream;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.race.Racer;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * A race of neurons with escape noise that is a softmax. At a cue the context's synapses set the potential of each choice neuron to their weight, the
 * value of an arm, times the gain of the input; the neurons then wait with the rate {@code ρ·exp(V + u(t))} for an urgency u that grows for all alike. The
 * probability to be first is {@code exp(V_i)/Σ exp(V_j)}, whatever the course of u. Whoever fires stops the others.
 *
 * <p>Noradrenaline lowers the gain: with the concentration n the inverse temperature is {@code β = β₀ + (β₁ - β₀)/(1 + n)}. The spike of an arm's
 * neuron makes its synapse eligible, and is answered within 4 ms by dopamine; how much that changes is in proportion to acetylcholine.
 *
 * @param values from the context to the choice neurons, weights in mV
 */
record ChoiceNetwork(
    Network net, Population choice, Projection values, Modulator dopamine, Modulator acetylcholine, Modulator noradrenaline) {
  static final String DOPAMINE = "dopamine";
  static final String ACETYLCHOLINE = "acetylcholine";
  static final String NORADRENALINE = "noradrenaline";
  static final String ALPHA = "alpha2";
  static final String WEIGHTS = "values";

  static final double LEAST_BETA = 0.05;
  static final double MOST_BETA = 6;

  /** From cue to cue. */
  static final double PERIOD_MS = 80;

  static final double CUE_MS = 2;
  private static final double STEP_MS = 0.25;
  private static final double ANSWER_MS = 2; // from spike to dopamine, on average
  private static final double TAU_ELIGIBLE_MS = 16;
  private static final double TAU_DOPAMINE_MS = 5;
  private static final double TAU_CUE_MS = 1000;
  private static final double WAIT_MS = 32; // of a typical choice

  static ChoiceNetwork of(Plan plan, int cues) {
    var net = new Network("bandit").resolution(ms(STEP_MS));
    double[] times = IntStream.range(0, cues).mapToDouble(k -> k * PERIOD_MS + CUE_MS).toArray();
    var context = net.spikeSource("context", new double[][] {times});
    var choice = net.population("choice", Arms.COUNT, Racer.MODEL);
    var dopamine = net.modulator(DOPAMINE).decay(ms(TAU_DOPAMINE_MS)).signed();
    var acetylcholine = net.modulator(ACETYLCHOLINE).decay(s(10));
    var noradrenaline = net.modulator(NORADRENALINE).decay(s(10));
    if (!plan.knocksOut(ALPHA)) {
      noradrenaline.receptor(ALPHA, new Response.Hill(1, 1)).every(ms(1)).scalesInput(choice, "value", new Effect.Between(MOST_BETA, LEAST_BETA));
    }
    var values = net.connect(context, choice).receptor("value").rule(allToAll()).weight(mV(0)).delay(ms(STEP_MS));
    if (!plan.freezes(WEIGHTS)) {
      values.plastic(rule());
    }
    net.connect(context, choice).receptor("cue").rule(allToAll()).weight(number(1)).delay(ms(STEP_MS));
    net.connect(choice, choice).receptor("stop").rule(allToAll()).weight(number(1)).delay(ms(STEP_MS));
    return new ChoiceNetwork(net, choice, values, dopamine, acetylcholine, noradrenaline);
  }

  /**
   * {@code dw/dt = D·A·c}: the eligibility that a spike after a cue leaves, and the course of the dopamine after it, are such that an answer of δ
   * under acetylcholine A changes the weight by A·δ.
   */
  private static ThreeFactor rule() {
    double trace = 1 / (1 - Math.exp(-PERIOD_MS / TAU_CUE_MS)) * Math.exp(-WAIT_MS / TAU_CUE_MS); // of cues, at a typical choice
    double both = 1 / (1 / TAU_ELIGIBLE_MS + 1 / TAU_DOPAMINE_MS);
    double change = trace * Math.exp(-ANSWER_MS / TAU_ELIGIBLE_MS) * both;
    return ThreeFactor.of(EligibilityTrace.of(TAU_ELIGIBLE_MS, ThirdFactor.of(DOPAMINE).times(ThirdFactor.of(ACETYLCHOLINE))))
        .dependence(WeightDependence.additive(1 / change, 0))
        .tauPlusMs(TAU_CUE_MS)
        .bounds(Bounds.NONE);
  }

  /** The inverse temperature at a concentration of noradrenaline. */
  static double inverseTemperature(double noradrenaline) {
    return LEAST_BETA + (MOST_BETA - LEAST_BETA) / (1 + Math.max(0, noradrenaline));
  }

  /** The concentration of noradrenaline that makes an inverse temperature, which is above the least one. */
  static double noradrenaline(double inverseTemperature) {
    return (MOST_BETA - inverseTemperature) / (inverseTemperature - LEAST_BETA);
  }
}
