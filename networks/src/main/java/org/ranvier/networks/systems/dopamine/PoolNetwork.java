package org.ranvier.networks.systems.dopamine;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.measure.quantity.Frequency;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Course;
import org.ranvier.simulator.random.RandomStream;

/**
 * Channels that predict one reward, each from the dopamine of neurons with an optimism of its own. In each trial the cells of a
 * state fire for a step, then those of an outcome, with a rate that is its magnitude. The state's cells excite predicting neurons,
 * which inhibit the channel's dopamine neurons a step later; the outcome's cells excite neurons of the same kind, which excite the
 * dopamine neurons. So both come through the same membranes, and a channel's dopamine neurons answer a reward {@code r} by
 *
 * <pre>
 *   gain·(r - V)·(2·τ where it is better than predicted, 2·(1-τ) where it is worse)
 * </pre>
 *
 * <p>What fluctuates about {@code r - V} is bent too: it moves the point of no error, the more the closer that is to a reward. So there
 * are many neurons, membranes of dopamine neurons are slow, and predicting neurons, whose spikes make their synapses eligible, have no
 * spontaneous rate, but predict a little from the beginning.
 */
record PoolNetwork(Network net, List<PredictionCircuit.Channel> channels) {
  static final String WEIGHTS = "predicting";
  static final String DOPAMINE = "dopamine";
  static final String SYMMETRIC = "symmetric";
  static final String REVERSED = "reversed";
  static final String DIRECT = "direct";

  /** From one trial to the next. */
  static final double TRIAL_MS = 800;

  static final double BASE_HZ = 8;

  private static final double FIRST_MS = 100;
  private static final double STEP_MS = 1;
  private static final double GAIN_HZ = 8;
  private static final double MEMBRANE_MS = 60;
  private static final double MOST_MV = 2;
  private static final int CELLS = 40; // of the state
  private static final int REWARDED = 2; // neurons that say what the reward is, of each that predicts
  private static final double UNIT_MV = PredictionCircuit.unitWeight() * PredictionCircuit.CELLS / CELLS;

  /**
   * @param taus optimism of each channel
   * @param rewards of each trial
   */
  static PoolNetwork of(Plan plan, double[] taus, double[] rewards) {
    int size = plan.whole("neurons");
    var net = new Network("dopamine-pool").resolution(ms(STEP_MS));
    var design = new PredictionCircuit.Design(size, size, BASE_HZ, GAIN_HZ, MEMBRANE_MS, 0, 0, plan.get("eta"));
    var circuit = new PredictionCircuit(net, design);
    var state = net.spikeSource("state", regular(rewards.length, plan.random("state")));
    var outcome = net.poissonSource("outcome", REWARDED * size, pulses(rewards));
    var reward = plan.has(DIRECT) ? outcome : circuit.linear("reward", REWARDED * size, 0);
    if (reward != outcome) {
      net.connect(outcome, reward).rule(allToAll()).weight(mV(PredictionCircuit.unitWeight() * PredictionCircuit.CELLS / (REWARDED * size))).delay(ms(1));
    }
    var channels = new ArrayList<PredictionCircuit.Channel>();
    for (double tau : taus) {
      double optimism = plan.has(SYMMETRIC) ? 0.5 : plan.has(REVERSED) ? 1 - tau : tau;
      String name = String.format(Locale.ROOT, " %.1f", tau);
      var predicting = circuit.linear("predicting" + name, size, 0);
      // at most one spike in a step: with this hazard the rate is the tonic one
      double base = -1000 / STEP_MS * Math.log1p(-BASE_HZ * STEP_MS / 1000);
      Population dopaminergic =
          net.population("dopamine neurons" + name, size, PredictionCircuit.DOPAMINE_NEURON)
              .set("tau_m", ms(MEMBRANE_MS)).set("base", Hz(base)).set("up", 2 * optimism).set("down", 2 * (1 - optimism));
      net.connect(predicting, dopaminergic).rule(allToAll()).weight(mV(-circuit.weight(size))).delay(ms(1 + PredictionCircuit.STEP_MS));
      net.connect(reward, dopaminergic).rule(allToAll()).weight(mV(circuit.weight(REWARDED * size))).delay(ms(1));
      var signal = net.modulator(DOPAMINE + name).decay(ms(PredictionCircuit.DOPAMINE_MS));
      signal.releasedBy(dopaminergic).unitArea();
      Projection learning =
          circuit.learning(state, predicting, signal, plan.freezes(WEIGHTS) ? 0 : design.rate(), MOST_MV)
              .weight(mV(plan.get("first") * UNIT_MV));
      channels.add(new PredictionCircuit.Channel(predicting, dopaminergic, signal, List.of(learning)));
    }
    return new PoolNetwork(net, List.copyOf(channels));
  }

  /** What a channel predicts, in units of the reward. */
  double prediction(Simulation simulation, int channel) {
    return simulation.weights(channels.get(channel).learning().getFirst()).mean() / UNIT_MV;
  }

  /** When a trial begins. */
  static double beginsMs(int trial) {
    return FIRST_MS + trial * TRIAL_MS;
  }

  /** A cell's spikes in the step of a state: one in each of the intervals of its rate, at any time of it. */
  private static double[][] regular(int trials, RandomStream random) {
    double interval = 1000 / PredictionCircuit.UNIT_HZ;
    int spikes = (int) Math.round(PredictionCircuit.STEP_MS / interval);
    double[][] times = new double[CELLS][trials * spikes];
    for (double[] cell : times) {
      for (int k = 0; k < cell.length; k++) {
        cell[k] = beginsMs(k / spikes) + Math.ceil((k % spikes + random.nextDouble()) * interval);
      }
    }
    return times;
  }

  /** A step of each trial, after that of its state, with rates that are worth these magnitudes. */
  private static Course<Frequency> pulses(double[] worth) {
    Course<Frequency> course = Course.step(ms(0), Hz(0));
    for (int k = 0; k < worth.length; k++) {
      double on = beginsMs(k) + PredictionCircuit.STEP_MS;
      course = course.then(ms(on), Hz(worth[k] * PredictionCircuit.UNIT_HZ)).then(ms(on + PredictionCircuit.STEP_MS), Hz(0));
    }
    return course;
  }
}
