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
 * <p>The review names no delay. Its implementations (ModelDB 83319) have none (Brian, MVASpike), 0.1 ms (NEST, PyNN) or 1 ms (NEURON's
 * voltage jumps); here it is 0.1 ms, a step of the resolution and the shortest that the engine has, unless set otherwise. They also
 * connect each pair at random, or give each neuron 64 and 16 inputs (NEST); here pairs are drawn. Initial potentials are drawn; activity
 * that needs a start gets 50 ms of random excitation, as in the review.
 */
final class Brette {
  static final String SOURCE =
      "Brette et al. 2007, doi:10.1007/s10827-007-0038-6, after Vogels & Abbott 2005, doi:10.1523/JNEUROSCI.3508-05.2005";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("scale", "1", 1, 0.02, 100, "factor on the number of neurons; the mean number of inputs of a neuron stays"),
          new Setting("delay", "ms", 0.1, 0.1, 10, "from a spike to its effect, for all synapses"));

  private static final double PROBABILITY = 0.02;

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
    double delayMs = settings.get("delay");
    var rule = pairwiseBernoulli(Math.min(1, PROBABILITY / scale));
    var net = new Network(circuit.name());
    Population e = net.population("E", (int) Math.max(1, Math.round(3200 * scale)), model);
    Population i = net.population("I", (int) Math.max(1, Math.round(800 * scale)), model);
    for (Population target : List.of(e, i)) {
      neurons.accept(target);
      net.connect(e, target).rule(rule).weight(excitation).delay(ms(delayMs));
      net.connect(i, target).rule(rule).weight(inhibition).delay(ms(delayMs));
    }
    if (start.getValue().doubleValue() > 0) {
      net.poisson("start", e).rate(start).weight(excitation).between(ms(0.1), ms(50));
    }
    return Experiment.of(net).warmup(ms(1000)).duration(ms(10_000)).excitatory(e).inhibitory(i);
  }
}
