package org.ranvier.networks.systems.modulateddistalreward;

import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;

/**
 * The network of {@link ModulatedRun}: 800 excitatory and 200 inhibitory neurons of Izhikevich, 100 synapses each.
 *
 * @param plastic the synapses of excitatory neurons; the first of them is the designated one
 * @param reward whose spikes are rewards: they release dopamine
 */
record ModulatedNetwork(
    Network net, Projection plastic, Population reward, Modulator dopamine, Modulator noradrenaline, Modulator acetylcholine) {
  static final String ON_NORADRENALINE = "acetylcholine-on-noradrenaline";
  static final String ON_DOPAMINE = "acetylcholine-on-dopamine";
  static final String SLOW_INHIBITION = "slow-inhibition";

  static final int NEURONS = 1000;
  static final double BOUND_MV = 4;

  /** What noradrenaline comes to while the locus coeruleus fires; the publication's value. */
  static final double BURSTING = 0.5;

  private static final int EXCITATORY = 800;
  private static final int SYNAPSES = 100; // of each neuron
  private static final double COERULEUS_HZ = 20;
  private static final double UPTAKE_MS = 1000; // of noradrenaline

  /** Izhikevich's neuron with the recovery's time constant in place of its rate; integrated as he does, in two half steps. */
  private static final NeuronModel NEURON =
      EquationModel.of(
          "regular_or_bursting",
          """
          parameters:
            tau_u =  50 ms (> 0)   # of the recovery variable
            c     = -65 mV         # potential after a spike
            d     =   8 mV         # recovery added by a spike
          constants:
            k     = 0.04 1/(mV*ms)
            r     = 1 mV/(pA*ms)   # what a current of 1 pA does; the model has no capacitance
          equations:
            F       = k*V_m*V_m + (5/ms)*V_m + 140 mV/ms - U_m/ms + r*I_stim : mV/ms
            dV_m/dt = F : mV                        # membrane potential
            dU_m/dt = (0.2*V_m - U_m)/tau_u : mV    # recovery variable
          initial:
            V_m = -65 mV
            U_m = 0.2*V_m
          receptors:
            synapse: mV   # a current during one step
          update:
            V_m = V_m + dt/2*(F + synapse/ms)
            V_m = V_m + dt/2*(F + synapse/ms)
            U_m = U_m + dt*(0.2*V_m - U_m)/tau_u
          threshold: V_m >= 30 mV
          reset:     V_m = c, U_m += d
          """);

  static ModulatedNetwork of(Plan plan) {
    boolean fast = !plan.has(SLOW_INHIBITION);
    double durationMs = 1000 * (plan.get("search") + plan.get("watch"));
    var net = new Network("neuromodulated-distal-reward").resolution(ms(1));
    double[] tau = new double[NEURONS];
    double[] d = new double[NEURONS];
    Arrays.setAll(tau, i -> i < EXCITATORY || !fast ? 50 : 10);
    Arrays.setAll(d, i -> i < EXCITATORY || !fast ? 8 : 2);
    var neurons = net.population("N", NEURONS, NEURON).set("tau_u", each(Units::ms, tau)).set("d", each(Units::mV, d));
    var excitatory = neurons.range(0, EXCITATORY);
    var inhibitory = neurons.range(EXCITATORY, NEURONS);
    net.current("noise", neurons).noise(pA(0), pA(13 / Math.sqrt(12)), ms(1)); // the standard deviation of 13·(U - 0.5)

    var acetylcholine = net.modulator("acetylcholine"); // once there, it stays
    var reward = net.spikeSource("ventral tegmental area", new double[1][0]);
    var dopamine = net.modulator("dopamine").decay(ms(100));
    var given = dopamine.releasedBy(reward).amount(0.5);
    var coeruleus = net.spikeSource("locus coeruleus", new double[][] {tonic(durationMs)});
    var noradrenaline = net.modulator("noradrenaline").decay(ms(UPTAKE_MS));
    var tonic = noradrenaline.releasedBy(coeruleus).amount(BURSTING / (COERULEUS_HZ * UPTAKE_MS / 1000));
    if (!plan.knocksOut(ON_DOPAMINE)) {
      given.gain(acetylcholine, new Response.Proportional(1), new Effect.Between(1, 0));
    }
    if (!plan.knocksOut(ON_NORADRENALINE)) {
      tonic.gain(acetylcholine, new Response.Proportional(1), new Effect.Between(1, 0));
    }
    noradrenaline
        .receptor("bursting", new Response.Proportional(1))
        .every(ms(10))
        .changes(excitatory, "c", new Effect.Shifted(30))
        .changes(excitatory, "d", new Effect.Shifted(-12));

    var rule =
        ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(-0.002))
            .tauEligibilityMs(plan.get("tau_c"))
            .rate(0.1) // what was a change in 10 ms
            .bounds(Bounds.upTo(BOUND_MV));
    var plastic =
        net.connect(excitatory, neurons)
            .rule(fixedOutDegree(SYNAPSES).withoutMultapses())
            .weight(mV(1))
            .delay(uniform(ms(0.501), ms(5.499)))
            .dendriticDelay(ms(1))
            .plastic(rule);
    net.connect(inhibitory, excitatory).rule(fixedOutDegree(SYNAPSES).withoutMultapses()).weight(mV(-1)).delay(ms(1));
    return new ModulatedNetwork(net, plastic, reward, dopamine, noradrenaline, acetylcholine);
  }

  private static double[] tonic(double durationMs) {
    double interval = 1000 / COERULEUS_HZ;
    double[] times = new double[(int) (durationMs / interval)];
    Arrays.setAll(times, k -> (k + 1) * interval);
    return times;
  }
}
