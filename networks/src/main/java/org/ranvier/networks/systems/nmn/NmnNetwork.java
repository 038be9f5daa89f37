package org.ranvier.networks.systems.nmn;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.number;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.race.Racer;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * A main network of racers, one for each action, whose input from the position is {@code V_i = Σ_k a(z_k)·w_k,i,p}: each modulator's concentration z_k
 * scales a component of their slopes. Modulatory neurons, ten for each k, release z_k (200 ms) and are excited by it, so that they go on once they have been
 * excited enough; others are inhibited. Cells that say what was done where, and was rewarded, excite them; in training so do cells that tell the task. An
 * outcome worse than expected releases noradrenaline, which stops them.
 *
 * <pre>
 *   dw_k,i,p/dt = D·a(z_k)·c          c of spikes of position p before those of action i, 30 ms; D the reward less what the synapses said, 5 ms
 *   dv/dt       = R·c                 c of feedback cells' spikes before those of modulatory neurons, 100 ms; R the reward, 100 ms
 * </pre>
 *
 * @param main the components w_k
 * @param identification the synapses v
 */
record NmnNetwork(
    Network net, Population actions, Population feedback, Population told, List<Projection> main, List<Projection> identification, Signals signals) {
  static final int COUNT = 8; // of positions, actions, tasks
  static final String MAIN = "main";
  static final String IDENTIFICATION = "identification";
  static final String NORADRENALINE = "noradrenaline";

  static final double TRIAL_MS = 200;
  static final double CUE_MS = 2;

  /** What a reward is worth: its logarithm of odds, where it is expected for sure. */
  static final double WORTH = 8;

  private static final double STEP_MS = 0.5;
  private static final int MODULATORY = 10;
  private static final double HOLDING_HZ = 50;
  private static final double Z_MS = 200;
  private static final double TAU_POSITION_MS = 40;
  private static final double TAU_ACTION_MS = 30;
  private static final double DOPAMINE_MS = 5;
  private static final double WAIT_MS = 26; // from the cue to a typical choice
  private static final double ANSWER_MS = 14; // from there to dopamine
  private static final Response.Hill RECEPTOR = new Response.Hill(0.5, 4);

  /** Their rate is linear in potential and bias, above 0. */
  private static final NeuronModel MODULATORY_NEURON =
      EquationModel.of(
          "modulatory_neuron",
          """
          parameters:
            tau_m = 10 ms (> 0)   # membrane time constant
            bias  = 0 Hz          # what modulators add to the rate
            gain  = 10 Hz/mV      # slope of the rate
          equations:
            rate    = max(gain*V_m + bias, 0 Hz) : Hz
            dV_m/dt = -V_m/tau_m : mV   # potential, from rest
          receptors:
            synapse: V_m += w : mV
          hazard: rate
          reset:  none
          """);

  /** Concentrations that the loop releases and reads. */
  record Signals(List<Modulator> z, Modulator dopamine, Modulator reward, Modulator noradrenaline) {}

  /**
   * @param positions times (ms) at which each position is seen
   */
  static NmnNetwork of(Plan plan, double[][] positions) {
    var net = new Network("nmn").resolution(ms(STEP_MS));
    var position = net.spikeSource("position", positions);
    var actions = net.population("actions", COUNT, Racer.MODEL);
    var feedback = net.population("feedback", COUNT * COUNT, "poisson_generator");
    var told = net.population("told", COUNT, "poisson_generator");
    var dopamine = net.modulator("dopamine").signed().decay(ms(DOPAMINE_MS));
    var reward = net.modulator("reward").decay(ms(100));
    var noradrenaline = net.modulator(NORADRENALINE).decay(ms(150));
    net.connect(position, actions).receptor("cue").rule(allToAll()).weight(number(1)).delay(ms(STEP_MS));
    net.connect(actions, actions).receptor("stop").rule(allToAll()).weight(number(1)).delay(ms(STEP_MS));
    var neurons = new ArrayList<Population>();
    for (int k = 0; k < COUNT; k++) {
      neurons.add(net.population("modulatory " + k, MODULATORY, MODULATORY_NEURON));
    }
    var z = new ArrayList<Modulator>();
    var main = new ArrayList<Projection>();
    var identification = new ArrayList<Projection>();
    var stop = noradrenaline.receptor("alpha2", new Response.Proportional(1)).every(ms(4));
    for (int k = 0; k < COUNT; k++) {
      Population of = neurons.get(k);
      stop.changes(of, "bias", new Effect.Shifted(-150));
      var modulator = net.modulator("z" + k).decay(ms(Z_MS));
      modulator.releasedBy(of).amount(1 / (HOLDING_HZ * MODULATORY * Z_MS / 1000));
      z.add(modulator);
      var receptor = modulator.receptor("receptor " + k, RECEPTOR).every(ms(4));
      for (Population other : neurons) {
        receptor.changes(other, "bias", new Effect.Shifted(other == of ? HOLDING_HZ : -HOLDING_HZ));
      }
      var component = net.connect(position, actions).receptor("value").rule(allToAll()).weight(mV(0)).delay(ms(STEP_MS));
      receptor.gates(component, new Effect.Between(0, 1));
      main.add(plan.freezes(MAIN) ? component : component.plastic(mainRule(k, plan.get("eta"))));
      net.connect(told.range(k, k + 1), of).rule(allToAll()).weight(mV(1)).delay(ms(1));
      var synapses = net.connect(feedback, of).rule(allToAll()).weight(mV(0)).delay(ms(1)).positiveWeights();
      identification.add(plan.freezes(IDENTIFICATION) ? synapses : synapses.plastic(identificationRule(plan.get("eta_identification"))));
    }
    return new NmnNetwork(
        net, actions, feedback, told, List.copyOf(main), List.copyOf(identification), new Signals(List.copyOf(z), dopamine, reward, noradrenaline));
  }

  /** At full activation of its receptor an error of δ changes the weight by η·δ, at a typical choice. */
  private static ThreeFactor mainRule(int k, double eta) {
    double both = 1 / (1 / TAU_ACTION_MS + 1 / DOPAMINE_MS);
    double change = Math.exp(-WAIT_MS / TAU_POSITION_MS) * Math.exp(-ANSWER_MS / TAU_ACTION_MS) * both;
    var factor = ThirdFactor.of("dopamine").times(ThirdFactor.of("z" + k).activating(RECEPTOR));
    return ThreeFactor.of(EligibilityTrace.of(TAU_ACTION_MS, factor))
        .dependence(WeightDependence.additive(eta / change, 0))
        .tauPlusMs(TAU_POSITION_MS)
        .bounds(Bounds.NONE);
  }

  private static ThreeFactor identificationRule(double eta) {
    return ThreeFactor.of(EligibilityTrace.of(100, ThirdFactor.of("reward")))
        .dependence(WeightDependence.additive(eta, 0))
        .tauPlusMs(20)
        .bounds(Bounds.upTo(2));
  }

  /** How much a receptor of a z is activated. */
  static double activation(double z) {
    return RECEPTOR.at(z);
  }
}
