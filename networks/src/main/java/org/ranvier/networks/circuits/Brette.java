package org.ranvier.networks.circuits;

import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Units.ms;

import java.util.List;
import java.util.function.Consumer;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * What the benchmark networks of Brette et al. 2007, doi:10.1007/s10827-007-0038-6 (appendix B), share: 3,200 excitatory and 800
 * inhibitory neurons of one kind, each pair connected with probability 2 %. They follow Vogels & Abbott 2005,
 * doi:10.1523/JNEUROSCI.3508-05.2005.
 *
 * <p>The review's networks have no delay; here it is one step of the resolution, 0.1 ms, the shortest that the engine has, as in the
 * review's NEST version. Initial potentials are drawn; activity that needs
 * a start gets 50 ms of random excitation, as in the review.
 */
final class Brette {
  static final String SOURCE =
      "Brette et al. 2007, doi:10.1007/s10827-007-0038-6, after Vogels & Abbott 2005, doi:10.1523/JNEUROSCI.3508-05.2005";

  static final List<Setting> SETTINGS =
      List.of(new Setting("scale", "1", 1, 0.02, 100, "factor on the number of neurons; the mean number of inputs of a neuron stays"));

  private static final double PROBABILITY = 0.02;
  private static final double DELAY_MS = 0.1;

  private Brette() {}

  /**
   * @param neurons sets parameters and initial values of a population
   * @param excitation weight of excitatory synapses
   * @param inhibition weight of inhibitory ones, negative
   * @param start rate of Poisson spikes that each excitatory neuron receives in the first 50 ms; 0 where activity starts by itself
   */
  static <Q extends Quantity<Q>> Experiment experiment(
      Circuit circuit, Settings settings, NeuronModel model, Consumer<Population> neurons, Quantity<Q> excitation, Quantity<Q> inhibition,
      Quantity<Frequency> start) {
    double scale = settings.get("scale");
    var rule = pairwiseBernoulli(Math.min(1, PROBABILITY / scale));
    var net = new Network(circuit.name());
    Population e = net.population("E", (int) Math.max(1, Math.round(3200 * scale)), model);
    Population i = net.population("I", (int) Math.max(1, Math.round(800 * scale)), model);
    for (Population target : List.of(e, i)) {
      neurons.accept(target);
      net.connect(e, target).rule(rule).weight(excitation).delay(ms(DELAY_MS));
      net.connect(i, target).rule(rule).weight(inhibition).delay(ms(DELAY_MS));
    }
    if (start.getValue().doubleValue() > 0) {
      net.poisson("start", e).rate(start).weight(excitation).between(ms(DELAY_MS), ms(50));
    }
    return Experiment.of(net).warmup(ms(1000)).duration(ms(10_000)).excitatory(e).inhibitory(i);
  }
}
