package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.measure.Quantity;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.recording.SpikeDigest;

/** What holds for each model that Ranvier knows. */
final class EveryModelTest {
  private static final int SIZE = 200; // four blocks: three workers get parts of different sizes

  /** Parameters without which a model is silent, and weights of its own size. */
  private static final Map<String, Map<String, Double>> PARAMETERS =
      Map.of(
          "poisson_generator", Map.of("rate", 100.0),
          "poisson_generator_ps", Map.of("rate", 100.0),
          "sinusoidal_poisson_generator", Map.of("rate", 100.0, "amplitude", 50.0, "frequency", 40.0),
          "gamma_generator", Map.of("rate", 100.0, "order", 2.5),
          "poisson_dead_time_generator", Map.of("rate", 100.0, "dead_time", 2.0),
          "fitzhugh_nagumo", Map.of("I_e", 0.4),
          "iaf_cond_exp_ps", Map.of("tau_syn_ex", 2.0),
          "pp_psc_delta", Map.of("I_e", 300.0));

  private static final Map<String, Double> WEIGHTS =
      Map.of("fitzhugh_nagumo", 0.3, "wang_buzsaki", 0.1, "morris_lecar", 3.0, "mat2_psc_exp", 600.0, "aeif_cond_exp", 100.0, "aeif_psc_exp", 6000.0);

  static Stream<Arguments> models() {
    return NeuronModels.all().stream().filter(EveryModelTest::isComplete).map(m -> Arguments.of(Named.of(m.name(), m)));
  }

  /** Sources whose spikes a user lists are tested where they are made, and so are neurons without spikes. */
  private static boolean isComplete(NeuronModel model) {
    boolean silent = model.receptors().isEmpty() && !model.couplings().isEmpty();
    return !silent && !List.of("spike_generator", "inhomogeneous_poisson_generator", "pulsepacket_generator").contains(model.name());
  }

  private static Quantity<?> weight(NeuronModel model, Receptor receptor, double factor) {
    double size = switch (receptor.unit()) {
      case "pA" -> 300;
      case "nS" -> 20;
      case "mV" -> 4;
      default -> 1;
    };
    double weight = factor * WEIGHTS.getOrDefault(model.name(), size);
    return switch (receptor.unit()) {
      case "pA" -> Units.pA(weight);
      case "nS" -> Units.nS(weight);
      case "mV" -> Units.mV(weight);
      default -> Units.number(weight);
    };
  }

  static Network network(NeuronModel model) {
    var net = new Network("every");
    Population neurons = net.population("neurons", SIZE, model);
    PARAMETERS.getOrDefault(model.name(), Map.of()).forEach((name, value) -> set(neurons, model, name, value));
    if (!model.receptors().isEmpty()) {
      Receptor receptor = model.receptors().getFirst();
      net.poisson("drive", neurons).receptor(receptor.name()).rate(Units.Hz(1500)).weight(weight(model, receptor, 1));
      recurrent(net, neurons, receptor.name(), weight(model, receptor, receptor.unit().equals("1") ? 0.1 : 0.3));
    }
    return net;
  }

  private static <Q extends Quantity<Q>> void recurrent(Network net, Population neurons, String receptor, Quantity<?> weight) {
    @SuppressWarnings("unchecked")
    var typed = (Quantity<Q>) weight;
    net.connect(neurons, neurons).rule(ConnectionRule.fixedInDegree(6)).receptor(receptor).weight(typed).delay(Units.ms(0.7));
  }

  private static void set(Population neurons, NeuronModel model, String name, double value) {
    String unit = model.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().unit();
    switch (unit) {
      case "pA" -> neurons.set(name, Units.pA(value));
      case "Hz" -> neurons.set(name, Units.Hz(value));
      case "ms" -> neurons.set(name, Units.ms(value));
      default -> neurons.set(name, value);
    }
  }

  private record Run(String digest, int spikes) {}

  private static Run run(Network net, int threads) {
    var digest = new SpikeDigest();
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(5))) {
      simulation.addListener(digest);
      simulation.run(Units.ms(20));
      simulation.run(Units.ms(5));
      return new Run(digest.hex(), simulation.spikes().size());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void spikesDoNotDependOnTheNumberOfThreads(NeuronModel model) {
    Network net = network(model);
    Run one = run(net, 1);
    assertTrue(one.spikes > 5, () -> model.name() + " must fire more often for the test: " + one.spikes);
    assertEquals(one, run(net, 3));
  }
}
