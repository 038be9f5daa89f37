package org.ranvier.networks.circuits;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.pF;

import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * The balanced random network with plastic excitation of Morrison, Aertsen & Diesmann 2007 (doi:10.1162/neco.2007.19.6.1437), as
 * NEST's {@code hpc_benchmark} scales it: {@code iaf_psc_alpha} neurons, each with 9,000 excitatory and 2,250 inhibitory inputs
 * whatever the number of neurons, power-law STDP from excitatory to excitatory neurons.
 */
final class Hpc implements Circuit {
  private static final int EXCITATORY_INPUTS = 9000;
  private static final int INHIBITORY_INPUTS = 2250;
  private static final double TAU_M_MS = 10;
  private static final double C_M_PF = 250;
  private static final double THRESHOLD_MV = 20;
  private static final double TAU_SYN_MS = 0.32582722403722841; // its alpha current rises as that of Fetz et al. 1991
  private static final double PSP_MV = 0.14;
  private static final double G = 5;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("scale", "1", 1, 1e-3, 100, "factor on the number of neurons"),
          new Setting("inputs", "1", 1, 1e-3, 1, "factor on the number of inputs of a neuron; weights grow as they get fewer"),
          new Setting("eta", "1", 1.685, 0, 100, "external rate relative to the threshold rate"),
          new Setting("plastic", "1", 1, 0, 1, "1 for plastic excitation of excitatory neurons, 0 for frozen weights"));

  @Override
  public String name() {
    return "hpc";
  }

  @Override
  public String summary() {
    return "Balanced network of 11,250 neurons with 127 million synapses, 81 million of them plastic";
  }

  @Override
  public String source() {
    return "Morrison, Aertsen & Diesmann 2007, doi:10.1162/neco.2007.19.6.1437; NEST's hpc_benchmark";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public Experiment create(Settings settings) {
    double scale = settings.get("scale");
    double inputs = settings.get("inputs");
    int fromExcitatory = (int) Math.max(1, Math.round(EXCITATORY_INPUTS * inputs));
    int fromInhibitory = (int) Math.max(1, Math.round(INHIBITORY_INPUTS * inputs));
    double weight = PSP_MV / peak() / inputs;
    // spikes/ms of each input
    double threshold = THRESHOLD_MV / (fromExcitatory * TAU_M_MS / C_M_PF * weight * Math.E * TAU_SYN_MS);

    var net = new Network(name());
    Population e = population(net, "E", (int) Math.max(1, Math.round(9000 * scale)));
    Population i = population(net, "I", (int) Math.max(1, Math.round(2250 * scale)));
    for (Population target : List.of(e, i)) {
      var fromE = fixedInDegree(fromExcitatory).withoutAutapses();
      Projection excitation = net.connect(e, target).rule(fromE).weight(pA(weight)).delay(ms(1.5));
      if (target == e && settings.get("plastic") >= 0.5) {
        // The published weights are in units of 1 pA.
        excitation.plastic(
            Stdp.pair().tauPlusMs(15).tauMinusMs(30).dependence(WeightDependence.powerLaw(0.1, 0.0513, 0.4)));
      }
      net.connect(i, target).rule(fixedInDegree(fromInhibitory).withoutAutapses()).weight(pA(-G * weight)).delay(ms(1.5));
      net.poisson("external", target).rate(Hz(settings.get("eta") * threshold * fromExcitatory * 1000)).weight(pA(weight));
    }
    return Experiment.of(net).warmup(ms(50)).duration(ms(250)).excitatory(e).inhibitory(i);
  }

  private static Population population(Network net, String name, int size) {
    return net.population(name, size, "iaf_psc_alpha")
        .set("tau_m", ms(TAU_M_MS))
        .set("C_m", pF(C_M_PF))
        .set("t_ref", ms(0.5))
        .set("E_L", mV(0))
        .set("V_reset", mV(0))
        .set("V_th", mV(THRESHOLD_MV))
        .set("tau_syn_ex", ms(TAU_SYN_MS))
        .set("tau_syn_in", ms(TAU_SYN_MS))
        .initial("V_m", normal(mV(5.7), mV(7.2)));
  }

  /** The peak in mV of the potential after one spike with a weight of 1 pA, found where its slope is 0. */
  private static double peak() {
    double low = 0;
    double high = TAU_M_MS;
    for (int k = 0; k < 100; k++) {
      double t = (low + high) / 2;
      if (potential(t + 1e-9) > potential(t)) {
        low = t;
      } else {
        high = t;
      }
    }
    return potential(low);
  }

  private static double potential(double ms) {
    double rate = 1 / TAU_SYN_MS - 1 / TAU_M_MS;
    double decay = Math.exp(-ms / TAU_SYN_MS);
    return Math.E / (TAU_SYN_MS * C_M_PF * rate) * ((Math.exp(-ms / TAU_M_MS) - decay) / rate - ms * decay);
  }
}
