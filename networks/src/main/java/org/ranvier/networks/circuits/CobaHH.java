package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.nS;

import java.util.List;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.neuronmodels.library.Library;

/**
 * COBAHH: {@code hh_cond_exp_traub} neurons, whose defaults are those of the review. They are integrated by the staggered exponential
 * Euler method (order 2, gates at half steps) and not by the library's default, {@code adaptive}. At 0.1 ms plain exponential Euler
 * (order 1) makes them fire at rates 13 % too low.
 */
final class CobaHH implements Circuit {
  @Override
  public String name() {
    return "cobahh";
  }

  @Override
  public String summary() {
    return "Benchmark 3 of Brette et al. 2007: Hodgkin–Huxley neurons with conductance synapses";
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
    var model = Library.model("hh_cond_exp_traub").withMethod("exponential_staggered");
    return Brette.experiment(this, settings, model, CobaHH::neurons, nS(6), nS(-67), Hz(0));
  }

  private static void neurons(Population neurons) {
    neurons
        .initial("V_m", normal(mV(-65), mV(5)).redraw(mV(-85), mV(-45)))
        .initial("g_ex", normal(nS(40), nS(15)).redraw(nS(0), nS(100)))
        .initial("g_in", normal(nS(200), nS(120)).redraw(nS(0), nS(600)));
  }
}
