package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;

class ModelErrorsTest {
  private static final String GOOD =
      """
      parameters:
        tau_m = 10 ms (> 0)   # membrane time constant
        R_m   = 40 MOhm (> 0) # resistance
        E_L   = -70 mV        # rest
        V_th  = -55 mV        # threshold
      equations:
        dV_m/dt = (E_L - V_m)/tau_m + R_m*I_stim/tau_m : mV
      initial: V_m = E_L
      receptors:
        synapse: V_m += w : mV
      threshold: V_m >= V_th
      reset: V_m = E_L
      requires: E_L < V_th  # or the neuron would fire for ever
      """;

  private static String message(String from, String to) {
    String text = GOOD.replace(from, to);
    assertTrue(!text.equals(GOOD), "nothing was replaced");
    return assertThrows(RanvierException.class, () -> EquationModel.of("lif", text)).getMessage();
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "«" + part + "» is not in:\n" + message);
    }
  }

  @Test
  void aGoodModelIsTaken() {
    assertEquals("lif", EquationModel.of("lif", GOOD).name());
  }

  @Test
  void unknownVariableIsShownWithTheNearestNames() {
    assertEquals(
        """
        model 'lif', line 7: there is no variable or parameter 'tau_n'; did you mean 'tau_m'? known: tau_m, R_m, E_L, V_th, pi, e, dt, V_m, t, I_stim, xi
            dV_m/dt = (E_L - V_m)/tau_n + R_m*I_stim/tau_m : mV
                                  ^^^^^""",
        message("/tau_m + R", "/tau_n + R"));
  }

  @Test
  void unitMismatchPointsAtThePlaceAndNamesBothDimensionsAndTheMend() {
    assertEquals(
        """
        model 'lif', line 7: '(E_L - V_m)/tau_m' is in mV/ms, but 'I_stim/tau_m*R_m/R_m' is in pA/ms; only quantities of one dimension can be \
        added: expected mV/ms; perhaps multiply by R_m
            dV_m/dt = (E_L - V_m)/tau_m + I_stim/tau_m*R_m/R_m : mV
                                          ^^^^^^^^^^^^^^^^^^^^""",
        message("R_m*I_stim/tau_m", "I_stim/tau_m*R_m/R_m"));
  }

  @Test
  void wrongDimensionOfADerivativeIsNamed() {
    assertSays(
        message("(E_L - V_m)/tau_m + R_m*I_stim/tau_m", "E_L - V_m + R_m*I_stim + 0*tau_m*V_m/tau_m"), "dV_m/dt must be in mV/ms, but this is in mV",
        "divide by tau_m", "^^^");
  }

  @Test
  void fusedProductsAreCheckedAsTheSumsThatTheyAre() {
    assertSays(
        message("R_m*I_stim/tau_m", "fma(R_m, I_stim, V_m/tau_m)/tau_m"), "fma(x, y, z) is x*y + z: expected mV, but this is in mV/ms", "multiply by tau_m");
    assertEquals("lif", EquationModel.of("lif", GOOD.replace("R_m*I_stim/tau_m", "fma(R_m, I_stim, 0*V_m)/tau_m")).name());
  }

  @Test
  void aliasesAreNames() {
    var model = EquationModel.of("lif", "aliases: my_lif, LIF2\n" + GOOD);
    assertEquals(List.of("my_lif", "LIF2"), model.aliases());
    String message = assertThrows(RanvierException.class, () -> EquationModel.of("lif", "aliases: my lif\n" + GOOD)).getMessage();
    assertSays(message, "line 1", "a name is made of letters", "my lif");
  }

  @Test
  void functionsOfQuantitiesAreRefused() {
    assertSays(message("(E_L - V_m)", "(E_L - V_m)*exp(V_m)"), "exp wants a pure number, but this is in mV", "divide by E_L");
  }

  @Test
  void missingResetIsRefused() {
    assertSays(message("reset: V_m = E_L\n", ""), "line 11", "a threshold but no reset", "reset: V_m = V_reset", "reset: none");
  }

  @Test
  void unusedParameterIsRefused() {
    assertSays(message("  V_th  =", "  V_x   = 3 mV\n  V_th  ="), "parameter 'V_x' is never used", "V_x   = 3 mV");
  }

  @Test
  void twoEquationsForOneVariableAreRefused() {
    assertSays(message("initial:", "  dV_m/dt = -V_m/tau_m : mV\ninitial:"), "line 8: there are two equations for V_m, the other one in line 7");
  }

  @Test
  void algebraicLoopIsRefused() {
    assertSays(message("initial:", "  a = b + V_m : mV\n  b = 2*a : mV\ninitial:"), "algebraic loop: a → b → a", "line 8");
  }

  @Test
  void reservedNamesAreRefused() {
    assertSays(message("E_L   =", "mV = 3 mV\n  E_L   ="), "'mV' is reserved: it is a unit");
    assertSays(message("E_L   =", "exp = 3 mV\n  E_L   ="), "'exp' is reserved: it is a function");
    assertSays(message("E_L   =", "t = 3 ms\n  E_L   ="), "'t' is reserved: it is the time");
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    String two = assertThrows(
        RanvierException.class, () -> EquationModel.of("lif", GOOD.replace("- V_m)", "- V_n)").replace(">= V_th", ">= V_tt"))).getMessage();
    assertSays(two, "2 mistakes", "line 7", "'V_n'", "line 11", "'V_tt'");
  }

  @Test
  void unknownSectionsUnitsFunctionsAndMethodsAreNamed() {
    assertSays(message("threshold:", "treshold:"), "'treshold' is not a section of a model; did you mean 'threshold'?");
    assertSays(message("-70 mV", "-70 mW2"), "'mW2' is not a unit");
    assertSays(message("(E_L - V_m)", "sgn(E_L - V_m)"), "there is no function 'sgn'");
    assertSays(message("requires:", "method: rk5\nrequires:"), "there is no method 'rk5'; did you mean 'rk2' or 'rk4'");
    assertSays(message("requires:", "method: exact, tolerance 1e-3, foo\nrequires:"), "options of a method");
  }

  @Test
  void weightsMustActInProportion() {
    assertSays(message("V_m += w", "V_m += w^2/mV"), "proportional to its weight w");
    assertSays(message("V_m += w", "V_m = w"), "V_m += …");
    assertSays(message("synapse: V_m += w", "synapse: V_n += w"), "'V_n' is not a state variable; did you mean 'V_m'");
  }

  @Test
  void exactIntegrationOfNonlinearEquationsIsRefused() {
    assertSays(
        message("(E_L - V_m)/tau_m + R_m*I_stim/tau_m : mV", "(E_L - V_m)^2/tau_m/(1 mV) + R_m*I_stim/tau_m : mV\nmethod: exact"),
        "not linear with constant coefficients");
  }

  @Test
  void requirementsAreCheckedForEveryNeuron() {
    var model = EquationModel.of("lif", GOOD);
    var values = ParameterValues.of("p", model.parameters(), 3, Map.of("V_th", new double[] {-50, -80, -50}));
    var e = assertThrows(RanvierException.class, () -> model.kernel("population 'p'", values));
    assertEquals("population 'p': E_L < V_th must hold, or the neuron would fire for ever; here E_L = -70 mV, V_th = -80 mV", e.getMessage());
  }

  @Test
  void numbersAndUnitsBeyondTheirRangeAreNamed() {
    assertSays(message("10 ms", "1٣ ms"), "the digit '٣' is none of 0 to 9, of which numbers are made here; write 3");
    assertSays(message("10 ms", "1e400 ms"), "the number is too large");
    assertSays(message("10 ms (> 0)", "10 ms^100000 (> 0)"), "the exponent 100000.0 of a unit is too large; exponents of dimensions go up to 100");
    assertSays(message("10 ms (> 0)", "10 Gm^90 (> 0)"), "the unit 'Gm^90' is beyond the range of numbers; use smaller exponents, or another prefix");
    assertSays(message("(E_L - V_m)/tau_m", "(E_L - V_m)/(1 Gm^90)"), "beyond the range of numbers");
    assertSays(message("(E_L - V_m)/tau_m", "sqrt(sqrt(sqrt(V_m)))"), "no dimension is the power 0.5 of");
    assertSays(message("(E_L - V_m)/tau_m", "V_m^101"), "the exponent 101.0 of a unit is too large");
    assertSays(message("10 ms (> 0)", "10 " + "(".repeat(5000) + "ms (> 0)"), "a unit has at most 200 characters");
  }

  @Test
  void aToleranceThatIsNoNumberIsNamed() {
    for (String tolerance : List.of("e", "x", "-1", "0", "7", "")) {
      assertSays(
          message("requires:", "method: adaptive, tolerance " + tolerance + "\nrequires:"), "after 'tolerance' a number between 0 and 1 must stand, e.g. 1e-6");
    }
  }

  @Test
  void namesOfTheIntegrationAreReserved() {
    assertSays(message("dV_m/dt", "dsubstep/dt = 0*substep/ms : 1\n  dV_m/dt"), "'substep' is reserved: it is the step of the adaptive integration");
  }

  @Test
  void ofManyMistakesTheFirstAreShown() {
    String message = message("equations:", "equations:\n" + "  bad line\n".repeat(300));
    assertSays(message, "model 'lif' has 300 mistakes", "… and 250 more");
  }

  @Test
  void aLongLineIsShownInPart() {
    String message = message("R_m*I_stim/tau_m", "0*mV/ms + ".repeat(2000) + "nobody");
    assertSays(message, "there is no variable or parameter 'nobody'");
    assertTrue(message.lines().allMatch(l -> l.length() < 300), message);
  }
}
