package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * What hard bounds mean to a weight that a modulator moves between the events of its synapse: it is read and recorded within them at any time, but
 * has met them at its events only.
 */
final class ThreeFactorBoundsTest {
  private static final double LEAST = 5;
  private static final double MOST = 20;

  private record Net(Network net, Projection synapse) {}

  /** A pairing at 21 ms, dopamine above its baseline until 100 ms and below from then on, and perhaps a source's spike at 120 ms. */
  private static Net network(Bounds bounds, double gain, boolean late) {
    var net = new Network("bounds").resolution(ms(0.5));
    var pre = net.spikeSource("pre", new double[][] {late ? new double[] {18, 120} : new double[] {18}});
    var drive = net.spikeSource("drive", new double[][] {{20}});
    var post = net.population("post", 1, "iaf_psc_delta").set("V_th", mV(0));
    net.connect(drive, post).rule(oneToOne()).weight(mV(100)).delay(ms(1));
    var dopamine = net.modulator("dopamine").decay(ms(50));
    dopamine.clamp(ms(0), ms(100), 2).clamp(ms(100), ms(400), 0);
    var synapse =
        net.connect(pre, post).rule(oneToOne()).weight(mV(10)).delay(ms(1)).doubleWeights()
            .plastic(
                ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(1)).tauEligibilityMs(200).dependence(WeightDependence.additive(gain, 0)).bounds(bounds));
    return new Net(net, synapse);
  }

  private static double[] read(Net n, int threads) {
    double[] weights = new double[200];
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads))) {
      for (int t = 0; t < weights.length; t++) {
        sim.run(ms(2));
        weights[t] = sim.weights(n.synapse).values()[0];
      }
      assertEquals(1, Arrays.stream(sim.spikes().ids()).filter(id -> id == 2).count());
    }
    return weights;
  }

  private static double clipped(double w) {
    return Math.clamp(w, LEAST, MOST);
  }

  @ParameterizedTest
  @CsvSource({"0.4,1", "-0.4,1", "0.4,2"})
  void whatIsReadIsClippedAndWhatComesBackWasNotStopped(double gain, int threads) {
    double[] free = read(network(Bounds.NONE, gain, false), threads);
    double[] bounded = read(network(new Bounds(LEAST, MOST), gain, false), threads);
    boolean above = gain > 0;
    assertTrue(Arrays.stream(free).anyMatch(w -> above ? w > MOST : w < LEAST) && (above ? free[199] < MOST : free[199] > LEAST), Arrays.toString(free));
    assertArrayEquals(Arrays.stream(free).map(ThreeFactorBoundsTest::clipped).toArray(), bounded, 1e-9);
  }

  @Test
  void anEventKeepsTheWeightAtTheBound() {
    double[] free = read(network(Bounds.NONE, 0.4, true), 1);
    double[] bounded = read(network(new Bounds(LEAST, MOST), 0.4, true), 1);
    int event = 60; // read at 122 ms, after the spike at 120
    assertTrue(free[event - 1] > MOST);
    for (int t = 0; t < bounded.length; t++) {
      double expected = t < event ? clipped(free[t]) : clipped(MOST + free[t] - free[event - 1]);
      assertEquals(expected, bounded[t], t < event ? 1e-9 : 0.2, "at " + 2 * (t + 1) + " ms"); // the event came a little before what was read
    }
  }

  /** Recording sees what reading sees, and neither changes anything. */
  @Test
  void recordedWeightsAreWithinTheBoundsAndRecordingChangesNothing() {
    double[] read = read(network(new Bounds(LEAST, MOST), 0.4, true), 1);
    Net n = network(new Bounds(LEAST, MOST), 0.4, true);
    n.net.recordWeights(n.synapse).every(ms(2));
    try (var sim = Simulation.of(n.net)) {
      sim.run(ms(400));
      assertEquals(read[199], sim.weights(n.synapse).values()[0]);
      double[] recorded = sim.weightTraces().getFirst().values()[0];
      assertArrayEquals(read, Arrays.copyOfRange(recorded, recorded.length - 200, recorded.length), 0);
    }
  }
}
