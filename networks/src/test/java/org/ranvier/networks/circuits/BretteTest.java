package org.ranvier.networks.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;

/** The benchmark networks of Brette et al. 2007. */
class BretteTest {
  /** Rates of the same networks at 0.1 ms in other simulators: COBA 18 to 20, CUBA 5.5 to 5.8. Single networks scatter more. */
  @ParameterizedTest
  @CsvSource({"coba, 18, 20", "cuba, 5.5, 5.8", "vogels_jump, 9, 10.5"})
  void integrateAndFireNetworksFireAtTheReviewsRates(String name, double low, double high) {
    double rate = LongStream.rangeClosed(1, 6).mapToDouble(seed -> rate(name, seed, 0, 1000)).average().orElseThrow();
    assertTrue(rate >= low && rate <= high, name + ": " + rate + " spikes/s");
  }

  @Test
  void theDelayCanBeSet() {
    Circuit circuit = Circuits.find("cuba");
    var settings = new Settings("cuba", circuit.settings(), Map.of("delay", "0.8 ms"));
    String description = Descriptions.of(circuit.create(settings).network());
    assertTrue(description.contains("delay 0.8 ms") && !description.contains("delay 0.1 ms"), description);
  }

  @Test
  void theHodgkinHuxleyNetworkSustainsItsActivity() {
    double rate = rate("cobahh", 1, 200, 200);
    assertTrue(rate > 25 && rate < 50, rate + " spikes/s");
  }

  @Test
  void eachNeuronReceivesEightyInputsOnAverage() {
    try (var simulation = simulation("coba", 1)) {
      assertEquals(4000, simulation.neurons());
      assertEquals(4000 * 80.0, simulation.synapses(), 4000); // 7 standard deviations
    }
  }

  private static double rate(String name, long seed, double warmupMs, double durationMs) {
    try (var simulation = simulation(name, seed)) {
      simulation.run(Units.ms(warmupMs));
      return simulation.run(Units.ms(durationMs)).spikes() / 4000.0 / durationMs * 1000;
    }
  }

  private static Simulation simulation(String name, long seed) {
    Circuit circuit = Circuits.find(name);
    var settings = new Settings(name, circuit.settings(), Map.of());
    return Simulation.of(circuit.create(settings).network(), Simulation.Options.DEFAULT.threads(2).seed(seed).keepSpikes(false));
  }
}
