package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;

import java.util.List;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.neuronmodels.equations.EquationModel;

/**
 * CUBA: integrate-and-fire neurons with exponentially decaying synaptic drives, which the review gives as voltages: a drive of 1 mV
 * that stayed would raise the potential by 1 mV.
 */
final class Cuba implements Circuit {
  private static final EquationModel NEURON =
      EquationModel.of(
          "cuba_neuron",
          """
          summary: Leaky integrate-and-fire neuron with exponentially decaying synaptic drives
          source: Brette et al. 2007, doi:10.1007/s10827-007-0038-6
          parameters:
            tau_m      =  20 ms  (> 0)    # membrane time constant
            E_L        = -49 mV           # resting potential, above threshold
            V_th       = -50 mV           # spike threshold
            V_reset    = -60 mV           # potential after a spike
            t_ref      =   5 ms  (>= 0)   # refractory period
            tau_syn_ex =   5 ms  (> 0)    # time constant of excitation
            tau_syn_in =  10 ms  (> 0)    # time constant of inhibition
          equations:
            dV_m/dt  = (E_L - V_m + g_ex + g_in)/tau_m : mV   # membrane potential
            dg_ex/dt = -g_ex/tau_syn_ex : mV                  # excitatory drive
            dg_in/dt = -g_in/tau_syn_in : mV                  # inhibitory drive
          initial: V_m = V_reset
          receptors:
            excitatory: g_ex += w : mV
            inhibitory: g_in += w : mV
          threshold:  V_m > V_th
          reset:      V_m = V_reset
          refractory: t_ref, hold V_m
          """);

  @Override
  public String name() {
    return "cuba";
  }

  @Override
  public String summary() {
    return "Benchmark 2 of Brette et al. 2007: integrate-and-fire neurons with current synapses";
  }

  @Override
  public String source() {
    return Brette.SOURCE;
  }

  @Override
  public List<Setting> settings() {
    return Brette.SETTINGS;
  }

  @Override
  public Experiment create(Settings settings) {
    return Brette.experiment(this, settings, NEURON, Cuba::neurons, mV(1.62), mV(-9), Hz(0));
  }

  private static void neurons(Population neurons) {
    neurons
        .initial("V_m", uniform(mV(-60), mV(-50)));
  }
}
