package org.ranvier.networks.systems.xor;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.ModulatorSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The network of {@link RateXor}.
 *
 * @param reward null where nothing is learnt
 */
record XorNetwork(Network net, Population output, @Nullable ModulatorSource reward) {
  static final String WITHOUT_TRACE = "no-trace";
  static final String WEIGHTS = "all";

  private static final int INPUTS = 15; // of each bit and sign
  private static final int HIDDEN = 60;
  private static final double PUBLISHED_TAU_Z_MS = 25;

  static XorNetwork of(Plan plan, XorSchedule schedule) {
    var net = new Network("xor").resolution(ms(1));
    var excitatory = List.of(
        net.poissonSource("first bit, E", INPUTS, schedule.rate(1)), net.poissonSource("second bit, E", INPUTS, schedule.rate(0)));
    var inhibitory = List.of(
        net.poissonSource("first bit, I", INPUTS, schedule.rate(1)), net.poissonSource("second bit, I", INPUTS, schedule.rate(0)));
    var hidden = neurons(net, "hidden", HIDDEN);
    var output = neurons(net, "output", 1);
    ModulatorSource reward = null;
    if (!plan.freezes(WEIGHTS)) {
      reward = net.modulator("r").momentary().signed().releasedBy(output).amount(1).delay(ms(rewardDelayMs(plan)));
    }
    excitatory.forEach(bit -> connect(net, bit, hidden, 1, plan));
    inhibitory.forEach(bit -> connect(net, bit, hidden, -1, plan));
    connect(net, hidden, output, 1, plan);
    return new XorNetwork(net, output, reward);
  }

  /** From a spike of the output to its reward: after 1 ms the spike reaches the output's synapses itself. */
  static double rewardDelayMs(Plan plan) {
    double latency = plan.get("reward_latency");
    if (latency != Math.rint(latency)) {
      throw new RanvierException("xor: reward_latency = " + TimeGrid.trim(latency) + " ms must be a whole number of steps of 1 ms");
    }
    return 1 + latency;
  }

  private static Population neurons(Network net, String name, int size) {
    return net.population(name, size, "iaf_psc_delta")
        .set("tau_m", ms(20))
        .set("E_L", mV(-70))
        .set("V_reset", mV(-70))
        .set("V_th", mV(-54))
        .set("t_ref", ms(0));
  }

  /** Rules act on magnitudes: what raises a negative weight lowers its magnitude. */
  private static void connect(Network net, Population from, Population to, int sign, Plan plan) {
    double most = plan.get("w_max");
    var weight = sign > 0 ? uniform(mV(0), mV(most)) : uniform(mV(-most), mV(-1e-6)); // 0 would be a positive weight
    var projection = net.connect(from, to).rule(allToAll()).weight(weight).delay(ms(1));
    var bounds = Bounds.upTo(most);
    if (plan.freezes(WEIGHTS)) {
      return;
    }
    if (plan.has(WITHOUT_TRACE)) {
      projection.plastic(ThreeFactor.mstdp("r", sign * plan.get("gamma_mstdp")).bounds(bounds));
      return;
    }
    double tau = plan.get("tau_z");
    // The trace has tau_z in its denominator.
    var rule = ThreeFactor.mstdpet("r", sign * plan.get("gamma")).rate(PUBLISHED_TAU_Z_MS / tau).tauEligibilityMs(tau);
    projection.plastic(rule.bounds(bounds));
  }

  /** What each reward that comes from now on is worth. */
  void rewards(Simulation simulation, double worth) {
    if (reward != null) {
      simulation.setGain(reward, worth);
    }
  }
}
