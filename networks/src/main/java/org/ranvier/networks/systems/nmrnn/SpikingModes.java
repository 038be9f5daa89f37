package org.ranvier.networks.systems.nmrnn;

import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.stream.IntStream;
import org.ranvier.networks.LowRankProjection;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

/**
 * The same in spikes: 500 integrate-and-fire neurons without leak that fire at 50 spikes/s, whose rate is linear in what drives them, {@code f = d/(θ + d·h/2)} with the
 * drive d (mV/ms), the distance θ from reset to threshold, and half a step's drive that is lost at the threshold. A projection of rank 3 on themselves, low-passed with
 * τ, is their only connection; its weight makes the loop's gain {@code s·ℓᵀr}. A mode is measured in units of 12 spikes/s of each neuron.
 */
final class SpikingModes implements Modes {
  static final String MODULATOR = "gain-";
  static final String RECEPTOR = "receptors";

  static final int NEURONS = 500;
  private static final int QUARTER = NEURONS / 4;
  private static final double STEP_MS = 0.1;
  private static final double THETA_MV = 15;
  private static final double PER_MS = 0.05; // spikes of a neuron
  private static final double UNIT_PER_MS = 0.012;
  private static final double PICOFARAD = 250;
  private static final double WARMUP_MS = 300;

  private final Network net;
  private final LowRankProjection loop;
  private final List<Modulator> modulators;
  private final Simulation simulation;
  private final Plan plan;

  SpikingModes(Plan plan, double tauMs, double[] feedback) {
    this.plan = plan;
    net = network(plan);
    modulators = net.modulators();
    loop = loopOf(net, tauMs, feedback);
    if (!plan.knocksOut(RECEPTOR)) {
      for (int k = 0; k < RANK; k++) {
        modulators.get(k).receptor("receptor" + k, new Response.Proportional(1)).gates(loop, k, new Effect.Between(0, 1));
      }
    }
    simulation = Simulation.of(net, plan.options());
    for (int k = 0; k < RANK; k++) {
      gain(k, 0);
    }
    simulation.run(ms(WARMUP_MS));
  }

  Simulation simulation() {
    return simulation;
  }

  private static Network network(Plan plan) {
    var net = new Network("nm-rnn").resolution(ms(STEP_MS));
    double drive = THETA_MV * PER_MS / (1 - PER_MS * STEP_MS / 2); // so that f = PER_MS
    var n = net.population("neurons", NEURONS, "iaf_psc_delta").set("tau_m", ms(1e7)).set("t_ref", ms(0)).set("I_e", pA(drive * PICOFARAD))
        .initial("V_m", uniform(mV(-70), mV(-55)));
    net.current("noise", n).ornsteinUhlenbeck(pA(0), pA(plan.get("noise")), ms(5));
    for (int k = 0; k < RANK; k++) {
      net.modulator(MODULATOR + k).decay(ms(100));
    }
    return net;
  }

  /** The network that is described, for those who look at it. */
  static Network described(Plan plan, double tauMs, double[] feedback) {
    Network net = network(plan);
    LowRankProjection loop = loopOf(net, tauMs, feedback);
    for (int k = 0; k < RANK; k++) {
      net.modulators().get(k).receptor("receptor" + k, new Response.Proportional(1)).gates(loop, k, new Effect.Between(0, 1));
    }
    return net;
  }

  private static LowRankProjection loopOf(Network net, double tauMs, double[] feedback) {
    double[][] left = new double[RANK][NEURONS];
    double[][] right = new double[RANK][NEURONS];
    for (int k = 0; k < RANK; k++) {
      for (int i = 0; i < NEURONS; i++) {
        right[k][i] = sign(k, i / QUARTER);
        left[k][i] = feedback[k] * right[k][i];
      }
    }
    double drive = THETA_MV * PER_MS / (1 - PER_MS * STEP_MS / 2);
    double slope = THETA_MV / Math.pow(THETA_MV + drive * STEP_MS / 2, 2); // df/dd
    var n = net.population("neurons");
    return net.lowRank("loop", n, n).factors(left, right).weight(mV(1 / (NEURONS * slope))).delay(ms(STEP_MS)).tau(ms(tauMs));
  }

  /** Three patterns over four quarters of the neurons that are orthogonal to each other and to a constant. */
  private static int sign(int mode, int quarter) {
    return Integer.bitCount((mode + 1) & quarter) % 2 == 0 ? 1 : -1;
  }

  @Override
  public void set(double... values) {
    double unit = NEURONS * UNIT_PER_MS * STEP_MS;
    simulation.setModes(loop, IntStream.range(0, RANK).mapToDouble(k -> unit * values[k]).toArray());
  }

  @Override
  public void gain(int mode, double s) {
    Modulator m = modulators.get(mode);
    simulation.clamp(m, plan.clamp(m.name()).orElse(s));
  }

  @Override
  public void step() {
    simulation.run(ms(1));
  }

  @Override
  public double value(int mode) {
    return simulation.modes(loop)[mode] / (NEURONS * UNIT_PER_MS * STEP_MS);
  }

  @Override
  public void close() {
    simulation.close();
  }
}
