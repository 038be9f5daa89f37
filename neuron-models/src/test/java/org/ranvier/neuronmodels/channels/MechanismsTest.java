package org.ranvier.neuronmodels.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.neuronmodels.equations.runtime.FlatKernel;
import org.ranvier.simulator.RanvierException;

class MechanismsTest {
  static List<String> names() {
    return Mechanisms.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMechanismOfTheLibraryCompilesAndItsStatesStayInBounds(String name) {
    Mechanism mechanism = Mechanisms.find(name);
    var run = new Run(mechanism, 36, 0.1);
    run.kernel.run(Membrane.BEGIN, 0, run.n);
    for (int step = 0; step < 500; step++) {
      run.kernel.run(Membrane.CURRENTS, 0, run.n);
      run.kernel.run(Membrane.ADVANCE, 0, run.n);
    }
    for (MechanismState state : mechanism.states()) {
      double[] values = run.array(name + "$" + state.name());
      for (int i = 0; i < run.n; i++) {
        assertTrue(Double.isFinite(values[i]), name + "." + state.name() + " at " + run.array("v")[i] + " mV: " + values[i]);
        if (state.unit().equals("1")) {
          assertTrue(values[i] >= -1e-9 && values[i] <= 1 + 1e-9, name + "." + state.name() + " = " + values[i]);
        }
      }
    }
  }

  @Test
  void ratesOfHodgkinAndHuxleyAreThoseOfThePublication() {
    double dt = 0.025;
    var run = new Run(Mechanisms.find("hh"), 6.3, dt);
    run.kernel.run(Membrane.BEGIN, 0, run.n);
    for (String gate : List.of("m", "h", "n")) {
      double[] values = run.array("hh$" + gate);
      for (int i = 0; i < run.n; i++) {
        double[] rates = rates(gate, run.array("v")[i]);
        assertEquals(rates[0] / (rates[0] + rates[1]), values[i], 1e-13);
        values[i] = 0.3;
      }
    }
    run.kernel.run(Membrane.ADVANCE, 0, run.n);
    for (String gate : List.of("m", "h", "n")) {
      for (int i = 0; i < run.n; i++) {
        double[] rates = rates(gate, run.array("v")[i]);
        double sum = rates[0] + rates[1];
        double expected = rates[0] / sum + (0.3 - rates[0] / sum) * Math.exp(-sum * dt);
        assertEquals(expected, run.array("hh$" + gate)[i], 2e-12, gate + " at " + run.array("v")[i]);
      }
    }
  }

  private static double[] rates(String gate, double v) {
    return switch (gate) {
      case "m" -> new double[] {ratio((v + 40) / 10), 4 * Math.exp(-(v + 65) / 18)};
      case "h" -> new double[] {0.07 * Math.exp(-(v + 65) / 20), 1 / (1 + Math.exp(-(v + 35) / 10))};
      default -> new double[] {0.1 * ratio((v + 55) / 10), 0.125 * Math.exp(-(v + 65) / 80)};
    };
  }

  private static double ratio(double u) {
    return u == 0 ? 1 : -u / Math.expm1(-u);
  }

  @Test
  void aCurrentThatIsNotOhmicIsLinearisedAtThePotential() {
    var run = new Run(Mechanisms.find("nmda"), 36, 0.1);
    run.kernel.run(Membrane.BEGIN, 0, run.n);
    double[] slow = run.array("nmda$b");
    java.util.Arrays.fill(slow, 1.7);
    run.kernel.run(Membrane.CURRENTS, 0, run.n);
    for (int i = 0; i < run.n; i++) {
      double v = run.array("v")[i];
      double current = nmda(1.7, v);
      double slope = (nmda(1.7, v + 1e-4) - nmda(1.7, v - 1e-4)) / 2e-4;
      assertEquals(slope, run.array("g")[i], 1e-7);
      assertEquals(current, run.array("g")[i] * v - run.array("j")[i], 1e-10);
    }
  }

  private static double nmda(double g, double v) {
    return g / (1 + 1 / 3.57 * Math.exp(-0.062 * v)) * v;
  }

  @Test
  void potassiumThatCalciumActivatesNeedsAPool() {
    var part = new Membrane.Part("K_Ca", Mechanisms.find("K_Ca"), Map.of("g_max", 1.0, "E_K", -85.0, "ca_h", 4e-4, "tau_z", 1.0));
    var error = assertThrows(RanvierException.class, () -> new Membrane("cell", List.of(part), 36, 0.1));
    assertTrue(error.getMessage().contains("'K_Ca' needs the concentration ca_i") && error.getMessage().contains("ca_pool"),
        error.getMessage());
  }

  @Test
  void aPoolIsFedByAllCurrentsOfItsIon() {
    var channel = Mechanism.of("const_ca", "parameters:\n  I_0 = -2 uA/cm^2\nequations:\n  i_ca = I_0 : uA/cm^2\n");
    var pool = Mechanisms.find("ca_pool");
    var parts =
        List.of(
            new Membrane.Part("a", channel, Map.of("I_0", -2.0)), new Membrane.Part("b", channel, Map.of("I_0", -3.0)),
            new Membrane.Part("p", pool, Map.of("gamma", 0.05, "depth", 0.1, "tau", 80.0, "ca_0", 1e-4)));
    var membrane = new Membrane("cell", parts, 36, 0.1);
    Map<String, double[]> arrays = new HashMap<>();
    membrane.arrays().forEach(a -> arrays.put(a, new double[1]));
    FlatKernel kernel = membrane.compile(arrays);
    kernel.run(Membrane.BEGIN, 0, 1);
    for (int step = 0; step < 20_000; step++) {
      kernel.run(Membrane.ADVANCE, 0, 1);
    }
    // Steady state: ca_0 + gamma·tau·I/(2·F·depth); 1 uA/cm² is 1e-6 A/cm², the depth 1e-5 cm, 1 mol/cm³ is 1e6 mM, tau 0.08 s.
    double expected = 1e-4 + 0.05 * 0.08 * 5e-6 / (2 * 96485.33212 * 1e-5) * 1e6;
    assertEquals(expected, arrays.get("p$ca_i")[0], 1e-9 * expected);
  }

  @Test
  void mistakesInAMechanismAreNamedWithTheirLine() {
    refused("equations:\n  dn/dt = -n/(1 ms) : 1\n", "needs a current");
    refused("equations:\n  i = 1 nS*v : nS\n", "in uA/cm^2, a point mechanism's in pA");
    refused("parameters:\n  g = 1 mS/cm^2\nequations:\n  i = g*(v - 1) : uA/cm^2\n", "line 4");
    refused("parameters:\n  g = 1 nS\nequations:\n  i = g*v : pA\nthreshold: v > 0 mV\n", "no threshold");
    refused("parameters:\n  g = 1 mS/cm^2\nequations:\n  i = g*v + I_stim/(1 cm^2) : uA/cm^2\n", "I_stim");
    refused("parameters:\n  g = 1 mS/cm^2\nequations:\n  i = g*(v - 10 mV*xi) : uA/cm^2\n", "xi");
  }

  private static void refused(String text, String part) {
    var error = assertThrows(RanvierException.class, () -> Mechanism.of("test", text));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  /** A mechanism alone, at potentials from -110 to 60 mV, on which singular points of rates lie. */
  private static final class Run {
    final int n = 171;
    final Map<String, double[]> arrays = new HashMap<>();
    final FlatKernel kernel;

    Run(Mechanism mechanism, double celsius, double dt) {
      var parts = new java.util.ArrayList<Membrane.Part>();
      parts.add(part(mechanism));
      if (mechanism.reads().contains("ca_i")) {
        parts.add(part(Mechanisms.find("ca_pool")));
      }
      var membrane = new Membrane(mechanism.name(), parts, celsius, dt);
      membrane.arrays().forEach(a -> arrays.put(a, new double[n]));
      for (int i = 0; i < n; i++) {
        array("v")[i] = i - 110;
      }
      kernel = membrane.compile(arrays);
    }

    private static Membrane.Part part(Mechanism mechanism) {
      Map<String, Double> values = new HashMap<>();
      mechanism.parameters().forEach(p -> values.put(p.name(), mechanism.densities().contains(p.name()) ? 1 : p.defaultValue()));
      return new Membrane.Part(mechanism.name(), mechanism, values);
    }

    double[] array(String name) {
      return arrays.get(name);
    }
  }
}
