package org.ranvier.networks.systems.distalreward;

import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** The network of the {@link DistalReward}. */
record DistalRewardNetwork(Network net, Projection plastic, Modulator dopamine) {
  static final String DOPAMINE = "dopamine";

  static final int NEURONS = 1000;

  private static final int EXCITATORY = 800;
  private static final int SYNAPSES = 100; // of each neuron
  private static final double MOST_MV = 4;

  /** Izhikevich's neuron with the recovery's time constant in place of its rate; integrated as he does, in two half steps. */
  private static final NeuronModel NEURON =
      EquationModel.of(
          "regular_or_fast",
          """
          parameters:
            tau_u = 50 ms (> 0)   # of the recovery variable
            d     = 8 mV          # recovery added by a spike
          constants:
            k     = 0.04 1/(mV*ms)
          equations:
            F       = k*V_m*V_m + (5/ms)*V_m + 140 mV/ms - U_m/ms : mV/ms
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
          reset:     V_m = -65 mV, U_m += d
          """);

  static DistalRewardNetwork of(Plan plan) {
    if (plan.get("latest") <= plan.get("soonest")) {
      throw new RanvierException(
          "distal-reward: latest = " + TimeGrid.trim(plan.get("latest")) + " ms must be above soonest = "
              + TimeGrid.trim(plan.get("soonest")) + " ms");
    }
    var net = new Network("distal-reward").resolution(ms(1));
    double[] tau = new double[NEURONS];
    double[] d = new double[NEURONS];
    Arrays.setAll(tau, i -> i < EXCITATORY ? 50 : 10);
    Arrays.setAll(d, i -> i < EXCITATORY ? 8 : 2);
    var neurons = net.population("N", NEURONS, NEURON).set("tau_u", each(Units::ms, tau)).set("d", each(Units::mV, d));
    var excitatory = neurons.range(0, EXCITATORY);
    var inhibitory = neurons.range(EXCITATORY, NEURONS);
    double weight = 13 / Math.sqrt(12) / Math.sqrt(8);
    net.poisson("noise+", neurons).rate(Hz(4000)).weight(mV(weight));
    net.poisson("noise-", neurons).rate(Hz(4000)).weight(mV(-weight));
    var dopamine = net.modulator(DOPAMINE).decay(ms(200));
    var rule =
        ThreeFactor.rewardStdp(ThirdFactor.of(DOPAMINE).minus(-plan.get("baseline")))
            .tauEligibilityMs(plan.get("tau_c"))
            .rate(0.1) // what was a change in 10 ms
            .bounds(Bounds.upTo(MOST_MV));
    var plastic =
        net.connect(excitatory, neurons).rule(fixedOutDegree(SYNAPSES).withoutMultapses()).weight(mV(1)).delay(ms(1)).plastic(rule);
    net.connect(inhibitory, excitatory).rule(fixedOutDegree(SYNAPSES).withoutMultapses()).weight(mV(-1)).delay(ms(1));
    return new DistalRewardNetwork(net, plastic, dopamine);
  }
}
