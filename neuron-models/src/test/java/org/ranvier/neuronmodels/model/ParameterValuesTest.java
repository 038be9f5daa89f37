package org.ranvier.neuronmodels.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

final class ParameterValuesTest {
  private static final List<Parameter> PARAMETERS = Library.model("iaf_psc_exp").parameters();

  private static String refusal(Map<String, double[]> given) {
    return assertThrows(RanvierException.class, () -> ParameterValues.of("population 'exc'", PARAMETERS, 3, given)).getMessage();
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    var values = ParameterValues.of("exc", PARAMETERS, 3, Map.of("tau_m", new double[] {20}, "C_m", new double[] {1, 2, 3}));
    assertEquals(20, values.at("tau_m", 2));
    assertEquals(2, values.at("C_m", 1));
    assertEquals(-70, values.at("E_L", 1));
    assertTrue(values.uniform("tau_m", "E_L"));
    assertFalse(values.uniform("tau_m", "C_m"));
    assertEquals(3, values.size());
  }

  @Test
  void anUnknownParameterIsAnsweredWithTheNearest() {
    String message = refusal(Map.of("tau_n", new double[] {1}));
    assertTrue(message.contains("population 'exc'") && message.contains("'tau_n'"), message);
    assertTrue(message.contains("did you mean 'tau_m'"), message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aTimeConstantIsAboveZero(double bad) {
    String message = refusal(Map.of("tau_m", new double[] {10, bad, 10}));
    assertTrue(message.contains("tau_m = " + TimeGrid.trim(bad) + " ms"), message);
    assertTrue(message.contains("must be above 0, by default it is 10 ms"), message);
  }

  @Test
  void aRefractoryPeriodMayBeZeroButNotBelow() {
    ParameterValues.of("exc", PARAMETERS, 3, Map.of("t_ref", new double[] {0}));
    assertTrue(refusal(Map.of("t_ref", new double[] {-0.1})).contains("0 or above"));
  }

  @Test
  void theNumberOfValuesIsOneOrThatOfTheNeurons() {
    for (int n : new int[] {0, 2, 4}) {
      String message = refusal(Map.of("tau_m", new double[n]));
      assertTrue(message.contains("tau_m has " + n + " values") && message.contains("3 neurons"), message);
    }
  }

  @Test
  void onlyAPeriodThatNeedNotEndMayBeInfinite() {
    var stop = new Parameter("stop", "ms", Double.POSITIVE_INFINITY, Range.NOT_NEGATIVE_OR_INFINITE, "end");
    stop.check(0, "x");
    stop.check(Double.POSITIVE_INFINITY, "x");
    String message = assertThrows(RanvierException.class, () -> stop.check(Double.NaN, "x")).getMessage();
    assertTrue(message.contains("NaN") && message.contains("Infinity"), message);
    assertThrows(RanvierException.class, () -> stop.check(-1, "x"));
  }
}
