package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;

/** The variable of an exponential receptor follows an Ornstein–Uhlenbeck process. Seeds are fixed. */
final class OrnsteinUhlenbeckDriveTest {
  private static final int NEURONS = 300;

  private static double[] taus() {
    double[] taus = new double[NEURONS];
    Arrays.setAll(taus, i -> 0.5 + 0.05 * i);
    return taus;
  }

  private static KernelFactory target(NeuronModel model, Map<String, double[]> parameters) {
    return (KernelFactory) model.kernel("n", ParameterValues.of("n", model.parameters(), NEURONS, parameters));
  }

  private static Rig rig(double mean, double sd, double tau, boolean rectified) {
    Map<String, double[]> parameters = Rig.parameters("V_th", 1e9, "tau_syn_ex", taus());
    var model = Library.model("iaf_psc_exp");
    return new Rig()
        .population("n", model, NEURONS, parameters)
        .stimulus(
            "n",
            new OrnsteinUhlenbeckDrive(
                "ou", NEURONS, OrnsteinUhlenbeck.of(mean, sd, tau), rectified, 0, target(model, parameters), 0, Long.MAX_VALUE))
        .sample("n", "I_syn_ex");
  }

  @Test
  void theVariableHasTheMeanVarianceAndAutocorrelationOfTheProcess() {
    int steps = 4000;
    double tau = 4;
    double[][] g = rig(12, 3, tau, false).run(steps).traces().getFirst();
    double mean = 0;
    double[] sums = new double[2];
    int pairs = 0;
    double first = 0;
    for (double[] all : g) {
      double[] x = Arrays.stream(all).map(v -> (v - 12) / 3).toArray();
      mean += Arrays.stream(x).average().orElseThrow() / NEURONS;
      first += x[0] * x[0] / NEURONS;
      for (int k = 0; k + 40 < steps; k++) {
        sums[0] += x[k] * x[k];
        sums[1] += x[k] * x[k + 40];
        pairs++;
      }
    }
    double independent = NEURONS * steps * 0.1 / (2 * tau);
    assertEquals(0, mean, 4 / Math.sqrt(independent));
    assertEquals(1, first, 4 * Math.sqrt(2.0 / NEURONS), "stationary from the first step on");
    assertEquals(1, sums[0] / pairs, 4 * Math.sqrt(2 / independent));
    assertEquals(Math.exp(-1), sums[1] / pairs, 4 * Math.sqrt(1 / independent));
  }

  @Test
  void theProcessIsTheSameWhateverTheTimeConstantOfTheReceptor() {
    double[][] own = rig(12, 3, 4, false).run(500).traces().getFirst();
    Map<String, double[]> parameters = Rig.parameters("V_th", 1e9, "tau_syn_ex", 4);
    var model = Library.model("iaf_psc_exp");
    var drive =
        new OrnsteinUhlenbeckDrive(
            "ou", NEURONS, OrnsteinUhlenbeck.of(12, 3, 4), false, 0, target(model, parameters), 0, Long.MAX_VALUE);
    double[][] same = new Rig().population("n", model, NEURONS, parameters).stimulus("n", drive).sample("n", "I_syn_ex").run(500).traces().getFirst();
    for (int i = 0; i < NEURONS; i++) {
      assertArrayEquals(same[i], own[i], 1e-5);
    }
  }

  @Test
  void spikesAddToIt() {
    double[][] alone = rig(12, 3, 4, false).run(300).traces().getFirst();
    var both = rig(12, 3, 4, false).neuron("s", SpikeTimes.of(new double[][] {{5}})).connect("s", "n", 0, 50, 1).run(300);
    for (int k = 0; k < 300; k++) {
      double spike = k < 50 ? 0 : 50 * Math.exp(-0.1 * (k - 50) / 0.5);
      assertEquals(alone[0][k] + spike, both.traces().getFirst()[0][k], 1e-5);
    }
  }

  @Test
  void aConductanceIsNeverBelowZero() {
    double[][] free = rig(1, 3, 4, false).run(500).traces().getFirst();
    double[][] rectified = rig(1, 3, 4, true).run(500).traces().getFirst();
    for (int i = 0; i < NEURONS; i++) {
      for (int k = 0; k < 500; k++) {
        assertEquals(Math.max(0, free[i][k]), rectified[i][k], 1e-5);
      }
    }
  }

  @Test
  void itDependsNeitherOnThePartitionNorOnTheDivisionOfTheRun() {
    double[][] once = rig(12, 3, 4, true).run(300).traces().getFirst();
    for (int threads = 1; threads <= 4; threads++) {
      double[][] again = rig(12, 3, 4, true).threads(threads).run(1, 102, 197).traces().getFirst();
      for (int i = 0; i < NEURONS; i++) {
        assertArrayEquals(once[i], again[i], 0);
      }
    }
  }

  @Test
  void receptorsThatDoNotDecayExponentiallyAreRefused() {
    var model = Library.model("iaf_psc_alpha");
    var drive =
        new OrnsteinUhlenbeckDrive(
            "ou", NEURONS, OrnsteinUhlenbeck.of(12, 3, 4), true, 0, target(model, Map.of()), 0, Long.MAX_VALUE);
    var rig = new Rig().population("n", model, NEURONS, Map.of()).stimulus("n", drive);
    String message = assertThrows(RanvierException.class, () -> rig.run(1)).getMessage();
    assertTrue(message.contains("'ou'") && message.contains("exponential"), message);
  }
}
