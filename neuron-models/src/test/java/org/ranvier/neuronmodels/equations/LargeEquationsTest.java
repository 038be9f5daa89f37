package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

/** Equations as programs write them: long, deep, many, and each using the one before. Values are those of their closed forms. */
class LargeEquationsTest {
  private static final double H = 0.1;

  /** The variable of this name after a step, from 0.5 (or the model's own start) in each variable. */
  private static double step(String text, String variable, Map<String, double[]> parameters) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          var model = EquationModel.of("large", text);
          var values = ParameterValues.of("large", model.parameters(), 3, parameters);
          NeuronKernel kernel =
              model.kernel("large", values).create(new SliceContext("large", 0, 3, 16, 1, new TimeGrid(H), new float[0], new int[0], null));
          kernel.state().variables().stream().filter(v -> !v.name().equals("substep")).forEach(v -> Arrays.fill(v.values(), 0.5));
          kernel.advance(1, 0, 3, new SpikeSink());
          return kernel.state().find(variable).orElseThrow().values()[1];
        });
  }

  private static double euler(String expression) {
    return (step("equations:\n  dx/dt = (" + expression + ")/ms : 1\nmethod: euler\n", "x", Map.of()) - 0.5) / H;
  }

  private static String repeat(int n, String separator, IntFunction<String> part) {
    return IntStream.rangeClosed(1, n).mapToObj(part).collect(Collectors.joining(separator));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1000, 5000})
  void sumsProductsAndConditionsOfManyTerms(int n) {
    assertEquals(n * (n + 1) / 2.0 * 0.5, euler(repeat(n, " + ", k -> k + "*x")), 1e-12 * n * n);
    assertEquals(0.5 - (n - 1) * 0.5, euler(repeat(n, " - ", k -> "x")), 1e-9);
    assertEquals(0.5 * Math.pow(1.0001, n - 1), euler("x*" + repeat(n - 1, "*", k -> "1.0001")), 1e-9);
    assertEquals(Math.pow(1.5, 200), euler(repeat(200, "*", k -> "(x + 1)")), 1e-12 * Math.pow(1.5, 200));
    assertEquals(1, euler("if(" + repeat(n, " and ", k -> "x < " + k) + ", 1, 2)"), 1e-12);
    assertEquals(2, euler("if(" + repeat(n, " or ", k -> "x > " + k) + ", 1, 2)"), 1e-12);
    double sines = IntStream.rangeClosed(1, n).mapToDouble(k -> Math.sin(k * 0.5)).sum();
    assertEquals(sines, euler(repeat(n, " + ", k -> "sin(" + k + "*x)")), 1e-9 * n);
    if (n > 1000) {
      return; // so many exponentials are too large for one method
    }
    double exponentials = IntStream.rangeClosed(1, n).mapToDouble(k -> Math.exp(-0.5 / k)).sum();
    assertEquals(exponentials, euler(repeat(n, " + ", k -> "exp(-x/" + k + ")")), 1e-9 * n);
  }

  /** IEEE 754: the root of a negative number is no number, and a number over zero is infinite. */
  @Test
  void constantsThatAreNotFinite() {
    assertTrue(Double.isNaN(euler("x + sqrt(-1)")));
    assertEquals(Double.POSITIVE_INFINITY, euler("x + 1/0"));
    assertEquals(Double.NEGATIVE_INFINITY, euler("x - 1/0"));
    assertEquals(0, euler("x/(1/0)"));
  }

  @Test
  void nestedTwoHundredDeep() {
    int n = 190;
    assertEquals(0.5, euler("(".repeat(n) + "x" + ")".repeat(n)), 1e-12);
    assertEquals(0.5, euler("-".repeat(n) + "x"), 1e-12);
    double sin = 0.5;
    for (int k = 0; k < n / 2; k++) {
      sin = Math.sin(sin) + 1;
    }
    assertEquals(sin, euler("(1 + sin(".repeat(n / 2) + "x" + "))".repeat(n / 2)), 1e-12);
    double choice = euler(repeat(n, "", k -> "x > " + k + " ? 1 : ") + "7");
    assertEquals(7, choice, 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "( ! x ! )", "exp( ! x ! )", "- ! x ! ''", "x^( ! 2 ! )", "x^ ! 2 ! ''", "x > 0 ? 1 :  ! 2 ! ''", "if(x > 0, 1,  ! 2 ! )", "sin(1 +  ! x ! )",
        "min(x,  ! 1 ! )", "(1 +  ! x ! )"
      })
  void nestedDeeperIsRefusedWithLineAndColumn(String open, String core, String close) {
    for (int n : new int[] {1000, 100_000}) {
      String text = "equations:\n  dx/dt = (" + open.repeat(n) + core + close.repeat(n) + ")/ms : 1\nmethod: euler\n";
      var message = assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertThrows(RanvierException.class, () -> EquationModel.of("deep", text)).getMessage());
      assertTrue(
          message.matches("(?s)model 'deep', line 2: column \\d+: brackets, functions, conditions, signs and powers are nested more than 200 deep here;.*"),
          message);
      assertTrue(message.length() < 1000, message);
    }
  }

  @Test
  void aHundredThousandTermsAreRefusedWithLineAndColumn() {
    for (String operator : new String[] {" + ", "*", "\n    + "}) {
      String text = "equations:\n  dx/dt = (" + repeat(100_000, operator, k -> "x") + ")/ms : 1\nmethod: euler\n";
      var message = assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertThrows(RanvierException.class, () -> EquationModel.of("long", text)).getMessage());
      assertTrue(message.matches("(?s)model 'long', line \\d+: column \\d+: the expression has more than 10000 operations;.*"), message);
      assertTrue(message.length() < 1000, message);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 200, 1000})
  void chainsThatUseTheOneBeforeTwiceAreShared(int n) {
    // The longest by two methods only: reading and compiling it takes seconds each time.
    for (String method : n > 500 ? new String[] {"euler", "adaptive"} : new String[] {"euler", "rk4", "exponential_euler", "adaptive"}) {
      String text = "equations:\n  y_0 = x : 1\n" + repeat(n, "\n", k -> "  y_" + k + " = 0.5*sin(y_" + (k - 1) + ") + 0.5*y_" + (k - 1) + " : 1")
          + "\n  dx/dt = -z/ms + 0*y_" + n + "/ms : 1\n  dz/dt = y_" + n + "/ms : 1\nmethod: " + method + "\n";
      double y = 0.5;
      for (int k = 0; k < n; k++) {
        y = 0.5 * Math.sin(y) + 0.5 * y;
      }
      assertEquals(0.5 + H * y, step(text, "z", Map.of()), method.equals("euler") || method.equals("exponential_euler") ? 1e-12 : 3e-3, method);
    }
  }

  @Test
  void chainsOfProductsSumsAndParametersAreShared() {
    int n = 40;
    String products = "parameters: p = 1\nequations:\n  k_0 = p : 1\n" + repeat(n, "\n", k -> "  k_" + k + " = k_" + (k - 1) + "*k_" + (k - 1) + " : 1")
        + "\n  y_0 = x : 1\n" + repeat(n, "\n", k -> "  y_" + k + " = y_" + (k - 1) + "*y_" + (k - 1) + " : 1")
        + "\n  s_0 = x : 1\n" + repeat(n, "\n", k -> "  s_" + k + " = s_" + (k - 1) + " + s_" + (k - 1) + " : 1")
        + "\n  dx/dt = (k_40 + y_40 + s_40)/ms : 1\nmethod: euler\n";
    double expected = 0.5 + H * (1 + Math.pow(0.5, Math.pow(2, n)) + 0.5 * Math.pow(2, n));
    assertEquals(expected, step(products, "x", Map.of()), 1e-12 * expected);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> EquationModel.of("linear", products.replace(" + y_40", "").replace("method: euler", "")).describe());
  }

  @Test
  void initialValuesAndUpdatesInChainsAreShared() {
    int n = 40;
    String text = "equations:\n" + repeat(n, "\n", k -> "  dx_" + k + "/dt = 0/ms : 1") + "\ninitial:\n  x_1 = 1\n"
        + repeat(n - 1, "\n", k -> "  x_" + (k + 1) + " = 0.5*x_" + k + " + 0.5*x_" + k);
    var model = EquationModel.of("m", text);
    var kernel = model.kernel("m", ParameterValues.of("m", model.parameters(), 1, Map.of()))
        .create(new SliceContext("m", 0, 1, 16, 1, new TimeGrid(H), new float[0], new int[0], null));
    assertEquals(1, kernel.state().find("x_40").orElseThrow().values()[0], 1e-12);
    String update = "equations:\n  dx/dt = 0/ms : 1\nupdate:\n" + repeat(200, "\n", k -> "  x = 0.5*x*x + 0.5*x") + "\n";
    double x = 0.5;
    for (int k = 0; k < 200; k++) {
      x = 0.5 * x * x + 0.5 * x;
    }
    assertEquals(x, step(update, "x", Map.of()), 1e-15);
  }

  @Test
  void aLoopOfAThousandSubexpressionsIsToldShort() {
    String text = "equations:\n" + repeat(1000, "\n", k -> "  y_" + k + " = y_" + (k % 1000 + 1) + " : 1") + "\n  dx/dt = y_1/ms : 1\n";
    var message = assertThrows(RanvierException.class, () -> EquationModel.of("loop", text)).getMessage();
    assertTrue(message.startsWith("model 'loop', line 2: algebraic loop: y_1 → y_2 → y_3") && message.contains("980 more"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "rk4", "adaptive", "exponential_euler"})
  void seventyNonlinearVariablesEachCoupledToAll(String method) {
    int n = 70;
    String text = "equations:\n" + repeat(n, "\n", v -> "  dx_" + v + "/dt = (-x_" + v + " + 0.01*tanh("
        + repeat(n - 1, " + ", k -> "0.0" + (v + k) + "*x_" + (k < v ? k : k + 1)) + "))/ms : 1")
        + "\nmethod: " + method + "\n";
    // One step of a variable whose drive hardly changes in it.
    double drive = 0.01 * Math.tanh(IntStream.range(1, n).mapToDouble(k -> Double.parseDouble("0.0" + (3 + k)) * 0.5).sum());
    double exact = drive + (0.5 - drive) * Math.exp(-H);
    double expected = method.equals("euler") ? 0.5 + H * (drive - 0.5) : exact;
    assertEquals(expected, step(text, "x_3", Map.of()), method.equals("euler") ? 1e-12 : 1e-4, method);
  }

  @Test
  void aHundredAndTwentyLinearVariables() {
    int n = 120;
    String chain = "parameters: tau = 10 ms (> 0)\nequations:\n  dx_1/dt = -x_1/tau : 1\n"
        + repeat(n - 1, "\n", k -> "  dx_" + (k + 1) + "/dt = (x_" + k + " - x_" + (k + 1) + ")/tau : 1") + "\n";
    // From 0.5 everywhere: the k-th differs from that by a gamma distribution of order k.
    assertEquals(0.5 * Math.exp(-0.01), step(chain, "x_1", Map.of()), 1e-13);
    assertEquals(0.5 * Math.exp(-0.01) * (1 + 0.01), step(chain, "x_2", Map.of()), 1e-13);
    assertEquals(0.5, step(chain, "x_120", Map.of()), 1e-13);
    double[] various = {5, 10, 20};
    assertEquals(0.5 * Math.exp(-0.01), step(chain, "x_1", Map.of("tau", various)), 1e-13);
    String dense = "equations:\n" + repeat(n, "\n", v -> "  dx_" + v + "/dt = (" + repeat(n, " + ", k -> "0.001*x_" + k) + " - x_" + v + ")/ms : 1") + "\n";
    // The mean grows with 120·0.001 - 1 per ms; all are alike.
    assertEquals(0.5 * Math.exp(-0.88 * H), step(dense, "x_7", Map.of()), 1e-12);
  }

  @Test
  void fourHundredParameters() {
    int n = 400;
    String parameters = "parameters:\n" + repeat(n, "\n", k -> "  p_" + k + " = " + k) + "\n";
    String equation = "equations:\n  dx/dt = (" + repeat(n, " + ", k -> "p_" + k + "*sin(x + " + k + ")") + ")/ms : 1\n";
    double sum = IntStream.rangeClosed(1, n).mapToDouble(k -> k * Math.sin(0.5 + k)).sum();
    assertEquals(0.5 + H * sum, step(parameters + equation + "method: euler\n", "x", Map.of()), 1e-9);
    double[] various = {1, 3, 5};
    assertEquals(0.5 + H * (sum + 2 * Math.sin(1.5)), step(parameters + equation + "method: euler\n", "x", Map.of("p_1", various)), 1e-9);
    String spiking = parameters + equation + "threshold: x + " + repeat(n, " + ", k -> "p_" + k + "*x*x") + " > 1e9\nreset: x = "
        + repeat(n, " + ", k -> "p_" + k + "*x") + "\nmethod: euler\n";
    assertEquals(0.5 + H * sum, step(spiking, "x", Map.of()), 1e-9);
  }

  @Test
  void tooLargeForTheJavaCompilerIsSaid() {
    String text = "equations:\n  dx/dt = (" + repeat(3_000, " + ", k -> k + ".5*exp(x*" + k + ")") + ")/ms : 1\nmethod: euler\n";
    var model = EquationModel.of("huge", text);
    var slice = new SliceContext("huge", 0, 1, 16, 1, new TimeGrid(H), new float[0], new int[0], null);
    var factory = model.kernel("huge", ParameterValues.of("huge", model.parameters(), 1, Map.of()));
    var message = assertThrows(RanvierException.class, () -> factory.create(slice)).getMessage();
    assertTrue(message.startsWith("the model of huge_kernel is too large to be compiled (code too large"), message);
  }
}
