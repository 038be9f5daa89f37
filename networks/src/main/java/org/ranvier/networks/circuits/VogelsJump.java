package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pF;

import java.util.List;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.neuronmodels.library.Library;

/**
 * The voltage-jump network: {@code iaf_psc_delta} neurons, jumps of 0.25 and -2.25 mV, as in the review's implementations for NEURON,
 * NEST and MVASpike (ModelDB 83319). It is the benchmark for event-driven simulators, as the potential between two spikes is an exponential.
 */
final class VogelsJump implements Circuit {
  @Override
  public String name() {
    return "vogels_jump";
  }

  @Override
  public String summary() {
    return "Benchmark 4 of Brette et al. 2007: integrate-and-fire neurons whose potential jumps at each arriving spike";
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
    return Brette.experiment(this, settings, Library.model("iaf_psc_delta"), VogelsJump::neurons, mV(0.25), mV(-2.25), Hz(0));
  }

  private static void neurons(Population neurons) {
    neurons
        .set("tau_m", ms(20))
        .set("C_m", pF(200))
        .set("E_L", mV(-49))
        .set("V_th", mV(-50))
        .set("V_reset", mV(-60))
        .set("t_ref", ms(5))
        .initial("V_m", uniform(mV(-60), mV(-50)));
  }
}
