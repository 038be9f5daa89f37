package org.ranvier.networks.circuits;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pF;

import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;

/**
 * The sparsely connected network of excitatory and inhibitory neurons of Brunel 2000 (model A), doi:10.1023/A:1008925309027:
 * {@code iaf_psc_delta} neurons, each with {@code ε·N_E} excitatory and {@code ε·N_I} inhibitory inputs from the network and as
 * many excitatory ones from outside, Poisson with {@code η} times the rate that would bring the mean potential to threshold.
 * g = 5, η = 2 is the asynchronous irregular state.
 */
final class Brunel implements Circuit {
  private static final double EPSILON = 0.1;
  private static final double TAU_M_MS = 20;
  private static final double THETA_MV = 20;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("scale", "1", 1, 1e-3, 100, "factor on the number of neurons; the number of inputs of a neuron follows"),
          new Setting("g", "1", 5, 0, 100, "strength of inhibition relative to excitation"),
          new Setting("eta", "1", 2, 0, 100, "external rate relative to the threshold rate"),
          new Setting("J", "mV", 0.1, 0, 20, "excitatory weight"),
          new Setting("delay", "ms", 1.5, 0.1, 100, "synaptic delay"));

  @Override
  public String name() {
    return "brunel";
  }

  @Override
  public String summary() {
    return "Random network of 10,000 excitatory and 2,500 inhibitory neurons with delta synapses";
  }

  @Override
  public String source() {
    return "Brunel 2000, doi:10.1023/A:1008925309027 (model A)";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public Experiment create(Settings settings) {
    double scale = settings.get("scale");
    double weight = settings.get("J");
    var delay = ms(settings.get("delay"));
    int excitatory = (int) Math.max(1, Math.round(10_000 * scale));
    int inhibitory = (int) Math.max(1, Math.round(2_500 * scale));
    int fromExcitatory = (int) Math.max(1, Math.round(EPSILON * excitatory));
    int fromInhibitory = (int) Math.max(1, Math.round(EPSILON * inhibitory));
    double external = settings.get("eta") * THETA_MV / (weight * TAU_M_MS) * 1000; // spikes/s that a neuron receives

    var net = new Network(name());
    Population e = population(net, "E", excitatory);
    Population i = population(net, "I", inhibitory);
    for (Population target : List.of(e, i)) {
      net.connect(e, target).rule(fixedInDegree(fromExcitatory)).weight(mV(weight)).delay(delay);
      net.connect(i, target).rule(fixedInDegree(fromInhibitory)).weight(mV(-settings.get("g") * weight)).delay(delay);
      net.poisson("external", target).rate(Hz(external)).weight(mV(weight));
    }
    return Experiment.of(net).warmup(ms(200)).duration(ms(1000)).excitatory(e).inhibitory(i);
  }

  private static Population population(Network net, String name, int size) {
    return net.population(name, size, "iaf_psc_delta")
        .set("tau_m", ms(TAU_M_MS))
        .set("C_m", pF(1))
        .set("E_L", mV(0))
        .set("V_reset", mV(10))
        .set("V_th", mV(THETA_MV))
        .set("t_ref", ms(2));
  }
}
