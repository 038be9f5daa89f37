package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pF;

import java.util.List;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.neuronmodels.library.Library;

/**
 * COBA: {@code iaf_cond_exp} neurons whose activity sustains itself. The potential is carried by the midpoint rule (order 2) with the
 * exact conductances of the step's middle, which costs half of the library's default, {@code rk4}: with a conductance of 200 nS a
 * step of 0.1 ms errs by 2e-4 of the distance that the potential has to go.
 */
final class Coba implements Circuit {
  @Override
  public String name() {
    return "coba";
  }

  @Override
  public String summary() {
    return "Benchmark 1 of Brette et al. 2007: integrate-and-fire neurons with conductance synapses, self-sustained irregular activity";
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
    return Brette.experiment(this, settings, Library.model("iaf_cond_exp").withMethod("rk2"), Coba::neurons, nS(6), nS(-67), Hz(300));
  }

  private static void neurons(Population neurons) {
    neurons
        .set("C_m", pF(200))
        .set("g_L", nS(10))
        .set("E_L", mV(-60))
        .set("E_ex", mV(0))
        .set("E_in", mV(-80))
        .set("V_th", mV(-50))
        .set("V_reset", mV(-60))
        .set("t_ref", ms(5))
        .set("tau_syn_ex", ms(5))
        .set("tau_syn_in", ms(10))
        .initial("V_m", uniform(mV(-60), mV(-50)));
  }
}
