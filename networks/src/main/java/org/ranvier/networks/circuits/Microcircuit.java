package org.ranvier.networks.circuits;

import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.analysis.PublishedActivity;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.values.Distribution;

/**
 * The cortical microcircuit of Potjans & Diesmann 2014, doi:10.1093/cercor/bhs358: the neurons under 1 mm² of early sensory
 * cortex in four layers, 77,169 in eight populations with 299 million synapses, driven by Poisson background.
 *
 * <p>Parameters are those of tables 4 and 5 of the paper. Synapses of a projection are drawn as a fixed total number, {@code K =
 * ln(1 - p) / ln(1 - 1/(N_pre·N_post))}. Weights and delays are normal, drawn again where they would change sign or fall below
 * half a step. Initial potentials are the population-specific ones of van Albada et al. 2018, doi:10.3389/fnins.2018.00291, which
 * shorten the initial transient.
 *
 * <p>At a scale below 1 the numbers of neurons and of inputs per neuron shrink by it, weights grow by {@code 1/√scale}, and a
 * constant current makes up for the lost mean input (van Albada et al. 2015, doi:10.1371/journal.pcbi.1004490), so that rates stay
 * close to those of the full network.
 */
final class Microcircuit implements Circuit {
  private static final List<String> NAMES = List.of("L2/3E", "L2/3I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I");
  private static final int[] NEURONS = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
  private static final int[] EXTERNAL_INPUTS = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};

  /** Connection probability; rows: target, columns: source. */
  private static final double[][] PROBABILITY = {
    {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
    {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
    {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
    {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
    {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
    {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
    {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
    {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}
  };

  private static final double[] INITIAL_MEAN_MV = {-68.28, -63.16, -63.33, -63.45, -63.11, -61.66, -66.72, -61.43};
  private static final double[] INITIAL_SD_MV = {5.36, 4.57, 4.74, 4.94, 4.94, 4.55, 5.46, 4.48};

  /** Rates of the full-scale network in spikes/s: NEST's reference, which the paper's table 6 agrees with within 6 %. */
  private static final double[] RATE_HZ = {0.90, 2.97, 4.41, 5.88, 7.57, 8.63, 1.11, 7.83};

  private static final double WEIGHT_PA = 87.8;
  private static final double RELATIVE_SD = 0.1;
  private static final double DELAY_E_MS = 1.5;
  private static final double DELAY_I_MS = 0.75;
  private static final double RELATIVE_DELAY_SD = 0.5;
  private static final double TAU_SYN_MS = 0.5;
  private static final double HALF_STEP_MS = 0.05;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("scale", "1", 1, 1e-3, 1, "factor on the numbers of neurons and of inputs per neuron"),
          new Setting("g", "1", 4, 0, 100, "strength of inhibition relative to excitation"),
          new Setting("background_rate", "Hz", 8, 0, 1000, "rate of each background input"));

  @Override
  public String name() {
    return "microcircuit";
  }

  @Override
  public String summary() {
    return "Cortical microcircuit: 77,169 neurons in four layers, 299 million synapses";
  }

  @Override
  public String source() {
    return "Potjans & Diesmann 2014, doi:10.1093/cercor/bhs358";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public Experiment create(Settings settings) {
    double scale = settings.get("scale");
    double backgroundHz = settings.get("background_rate");
    double g = settings.get("g");
    double weight = WEIGHT_PA / Math.sqrt(scale);

    var net = new Network(name());
    var populations = new ArrayList<Population>();
    for (int p = 0; p < NEURONS.length; p++) {
      populations.add(population(net, p, scale, lostCurrent(p, scale, g, backgroundHz)));
    }
    for (int target = 0; target < NEURONS.length; target++) {
      for (int source = 0; source < NEURONS.length; source++) {
        if (PROBABILITY[target][source] > 0) {
          boolean excitatory = source % 2 == 0;
          double delay = excitatory ? DELAY_E_MS : DELAY_I_MS;
          net.connect(populations.get(source), populations.get(target))
              .rule(fixedTotalNumber(Math.round(fullSynapses(target, source) * scale * scale)))
              .weight(weights(relativeWeight(target, source, g) * weight))
              .delay(delays(delay));
        }
      }
      double rate = backgroundHz * EXTERNAL_INPUTS[target] * scale;
      net.poisson("background", populations.get(target)).rate(Hz(rate)).weight(pA(weight));
    }

    Map<String, Double> published = new LinkedHashMap<>();
    for (int p = 0; p < NEURONS.length; p++) {
      published.put(NAMES.get(p), RATE_HZ[p]);
    }
    var experiment = Experiment.of(net).warmup(ms(500)).duration(ms(1000)).published(new PublishedActivity(published, scale == 1 ? "NEST reference"
        : "NEST reference, full scale"));
    for (int p = 0; p < NEURONS.length; p++) {
      var unused = p % 2 == 0 ? experiment.excitatory(populations.get(p)) : experiment.inhibitory(populations.get(p));
    }
    return experiment;
  }

  private static Population population(Network net, int p, double scale, double currentPa) {
    return net.population(NAMES.get(p), (int) Math.max(1, Math.round(NEURONS[p] * scale)), "iaf_psc_exp")
        .set("tau_m", ms(10))
        .set("E_L", mV(-65))
        .set("V_reset", mV(-65))
        .set("V_th", mV(-50))
        .set("tau_syn_ex", ms(TAU_SYN_MS))
        .set("tau_syn_in", ms(TAU_SYN_MS))
        .set("I_e", pA(currentPa))
        .initial("V_m", normal(mV(INITIAL_MEAN_MV[p]), mV(INITIAL_SD_MV[p])));
  }

  /** Synapses of a projection in the full network. */
  private static double fullSynapses(int target, int source) {
    double pairs = (double) NEURONS[target] * NEURONS[source];
    return Math.rint(Math.log(1 - PROBABILITY[target][source]) / Math.log1p(-1 / pairs));
  }

  /** Mean weight relative to that of an excitatory synapse; those from L4E to L2/3E are twice as strong. */
  private static double relativeWeight(int target, int source, double g) {
    return source % 2 == 0 ? (target == 0 && source == 2 ? 2 : 1) : -g;
  }

  /** Mean current that a neuron of the scaled network lacks: its variance is kept, so the mean falls short by {@code 1 - √scale}. */
  private static double lostCurrent(int target, double scale, double g, double backgroundHz) {
    double sum = EXTERNAL_INPUTS[target] * backgroundHz;
    for (int source = 0; source < NEURONS.length; source++) {
      if (PROBABILITY[target][source] > 0) {
        sum += fullSynapses(target, source) / NEURONS[target] * relativeWeight(target, source, g) * RATE_HZ[source];
      }
    }
    return (1 - Math.sqrt(scale)) * TAU_SYN_MS / 1000 * WEIGHT_PA * sum;
  }

  private static Distribution<ElectricCurrent> weights(double mean) {
    double far = 20 * Math.abs(mean);
    // The upper bound keeps inhibitory weights below zero, however little: zero counts as excitatory.
    return normal(pA(mean), pA(RELATIVE_SD * Math.abs(mean)))
        .redraw(pA(mean >= 0 ? 0 : -far), pA(mean >= 0 ? far : -1e-6));
  }

  private static Distribution<Time> delays(double mean) {
    return normal(ms(mean), ms(RELATIVE_DELAY_SD * mean)).redraw(ms(HALF_STEP_MS), ms(20 * mean));
  }
}
