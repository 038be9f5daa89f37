package org.ranvier.networks.systems.nmrnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Shown;
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Weights;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** What is shown and asked for, what counts as right, and the gradient with inputs that change and with other time constants. */
final class RampTaskTest {
  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(8, purpose));
  }

  @ParameterizedTest
  @CsvSource({"10, 4", "13, 16", "20, 26"})
  void aRampTakesTheIntervalBetweenTwoPulses(int measure, int interval) {
    var task = new RampTask(measure, interval, interval);
    Shown shown = task.shown();
    int[] at = new int[RampTask.INPUTS];
    for (int t = 0; t < shown.input().length; t++) {
      for (int k = 0; k < at.length; k++) {
        at[k] = shown.input()[t][k] > 0 ? t : at[k];
      }
    }
    assertEquals(interval, at[1] - at[0]);
    assertEquals(15, at[2] - at[1]);
    assertEquals(-0.5, shown.target()[at[2]][0]);
    assertEquals(0, shown.target()[at[2] + interval / 2][0], 1e-12);
    assertEquals(0.5, shown.target()[at[2] + interval][0]);
    assertEquals(0, task.error(shown.target()));
    assertEquals(interval, task.given(shown.target()), 1e-9);
  }

  /** Of a ramp that takes twice as long, and of an output that stays at -0.5: closed forms. */
  @Test
  void anotherRampIsWrong() {
    var task = new RampTask(10, 12, 12);
    assertEquals(24, task.given(new RampTask(10, 12, 24).shown().target()), 1e-9);
    double[][] flat = new double[110][1];
    Arrays.fill(flat, new double[] {-0.5});
    double squares = 10; // after the ramp it is off by 1
    for (int t = 0; t < 12; t++) {
      squares += t / 12.0 * (t / 12.0);
    }
    assertEquals(Math.sqrt(squares / 22), task.error(flat), 1e-12);
    assertTrue(Double.isNaN(task.given(flat)));
  }

  @Test
  void gradientIsThatOfCentralDifferences() {
    var size = new ModulatedNet.Size(5, 2, 3, RampTask.INPUTS, RampTask.INPUTS, 1, 0.1, 0.05);
    var net = new ModulatedNet(size, random("weights"));
    Shown shown = new RampTask(11, 12, 12).shown();
    ModulatedNetTest.assertGradient(net, size, shown);
  }

  /** Weights that do not learn stay as they are; a gradient that is longer than 1 is made as long as 1, which Adam's first step of the size of its rate does not show. */
  @Test
  void someWeightsStayAsTheyAre() {
    var size = new ModulatedNet.Size(5, 2, 3, RampTask.INPUTS, RampTask.INPUTS, 1);
    var net = new ModulatedNet(size, random("weights"));
    double[][] before = Arrays.stream(net.w.all()).map(double[]::clone).toArray(double[][]::new);
    boolean[][] which = NetDescent.all(net, false);
    which[0][3] = true;
    var gradient = Weights.zeros(size);
    Arrays.stream(gradient.all()).forEach(g -> Arrays.fill(g, 100));
    new NetDescent(net, 0.01).step(gradient, which, 4);
    for (int part = 0; part < before.length; part++) {
      for (int k = 0; k < before[part].length; k++) {
        assertEquals(part == 0 && k == 3 ? before[part][k] - 0.01 : before[part][k], net.w.all()[part][k], 1e-9);
      }
    }
    assertEquals(1, gradient.all()[0][3], 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tau=5 | tau = 5 is out of range; tau (of the main network) must lie within 10 … 10000 ms, by default it is 100",
        "modulating=2.5 | modulating = 2.5 is no whole number; give one",
        "iterations=3 | iterations = 3 is out of range; iterations (of 16 trials) must lie within 25 … 10000000, by default it is 2000"
      })
  void settingsThatDoNotFitAreRefused(String setting, String message) {
    var study = new MeasureWaitGo();
    String[] parts = setting.split("=");
    var e =
        assertThrows(
            RanvierException.class,
            () -> study.network(new Plan(new Settings(study.name(), study.settings(), Map.of(parts[0], parts[1])), 0, 1, study.conditions().getFirst(), Map.of())));
    assertEquals(message, e.getMessage());
  }
}
