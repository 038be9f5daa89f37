package org.ranvier.networks.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;

/** The benchmark networks of Brette et al. 2007. */
class BretteTest {
  /** Rates of the same networks at 0.1 ms in other simulators: COBA 18 to 20, CUBA 5.5 to 5.8; a second of one draw scatters. */
  @ParameterizedTest
  @CsvSource({"coba, 15, 22", "cuba, 4.8, 6.3", "vogels_jump, 8, 12"})
  void integrateAndFireNetworksFireAtTheReviewsRates(String name, double low, double high) {
    double rate = rate(name, 500, 1000);
    assertTrue(rate >= low && rate <= high, name + ": " + rate + " spikes/s");
  }

  @Test
  void theHodgkinHuxleyNetworkSustainsItsActivity() {
    double rate = rate("cobahh", 200, 200);
    assertTrue(rate > 25 && rate < 50, rate + " spikes/s");
  }

  @Test
  void eachNeuronReceivesEightyInputsOnAverage() {
    try (var simulation = simulation("coba")) {
      assertEquals(4000, simulation.neurons());
      assertEquals(4000 * 80.0, simulation.synapses(), 4000); // 7 standard deviations
    }
  }

  private static double rate(String name, double warmupMs, double durationMs) {
    try (var simulation = simulation(name)) {
      simulation.run(Units.ms(warmupMs));
      return simulation.run(Units.ms(durationMs)).spikes() / 4000.0 / durationMs * 1000;
    }
  }

  private static Simulation simulation(String name) {
    Circuit circuit = Circuits.find(name);
    var settings = new Settings(name, circuit.settings(), Map.of());
    return Simulation.of(circuit.create(settings).network(), Simulation.Options.DEFAULT.threads(2).keepSpikes(false));
  }
}
