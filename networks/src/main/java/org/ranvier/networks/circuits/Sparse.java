package org.ranvier.networks.circuits;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;

/**
 * Many neurons with few synapses that hardly ever fire: {@code iaf_psc_exp} with 80 % excitation and balanced inhibition. Each receives strong
 * Poisson spikes of its own, every one of which makes it fire; so the rate is known, and low.
 */
final class Sparse implements Circuit {
  private static final int NEURONS = 1_000_000;
  private static final double EXCITATORY = 0.8;
  private static final double WEIGHT_PA = 20;
  private static final double DRIVE_PA = 4000; // brings the potential to 1.4 times the distance to the threshold

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("scale", "1", 1, 1e-4, 20, "factor on the number of neurons"),
          new Setting("inputs", "1", 100, 5, 10_000, "synapses of a neuron"),
          new Setting("rate", "Hz", 0.1, 0, 50, "mean number of spikes of a neuron in a second"),
          new Setting("delay", "ms", 1.5, 0.1, 100, "synaptic delay"),
          new Setting("exact", "1", 1, 0, 1, "1: in continuous time; 0: on the grid"));

  @Override
  public String name() {
    return "sparse";
  }

  @Override
  public String summary() {
    return "A million neurons with 100 synapses each that fire once in ten seconds, in continuous time";
  }

  @Override
  public String source() {
    return "made for measuring: what event-driven simulation is for";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public Experiment create(Settings settings) {
    int neurons = (int) Math.round(NEURONS * settings.get("scale"));
    int excitatory = Math.max(1, (int) Math.round(EXCITATORY * neurons));
    int inputs = (int) Math.round(settings.get("inputs"));
    int fromExcitatory = (int) Math.round(EXCITATORY * inputs);
    var delay = ms(settings.get("delay"));
    var net = new Network(name());
    Population e = net.population("E", excitatory, "iaf_psc_exp");
    Population i = net.population("I", Math.max(1, neurons - excitatory), "iaf_psc_exp");
    if (settings.get("exact") == 1) {
      e.exact();
      i.exact();
    }
    double balance = EXCITATORY / (1 - EXCITATORY);
    for (Population target : List.of(e, i)) {
      net.connect(e, target).rule(fixedInDegree(fromExcitatory)).weight(pA(WEIGHT_PA)).delay(delay);
      net.connect(i, target).rule(fixedInDegree(inputs - fromExcitatory)).weight(pA(-Math.rint(balance * WEIGHT_PA))).delay(delay);
      net.poisson("drive", target).rate(Hz(settings.get("rate"))).weight(pA(DRIVE_PA));
    }
    return Experiment.of(net).warmup(ms(200)).duration(ms(1000)).excitatory(e).inhibitory(i);
  }
}
