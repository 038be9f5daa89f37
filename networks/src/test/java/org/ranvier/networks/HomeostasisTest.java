package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.pF;
import static org.ranvier.networks.values.Units.s;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.StateTrace;

/** Scaling, normalisation and intrinsic plasticity, against closed forms and in networks that need them. */
final class HomeostasisTest {
  private static final Simulation.Options TWO = Simulation.Options.DEFAULT.threads(2);

  private static double[][] regular(int neurons, double intervalMs, double untilMs) {
    double[] times = IntStream.iterate(1, k -> k * intervalMs <= untilMs, k -> k + 1).mapToDouble(k -> k * intervalMs).toArray();
    double[][] trains = new double[neurons][];
    Arrays.fill(trains, times);
    return trains;
  }

  @Test
  void theSumOfEachNeuronsWeightsIsThatOfTheNormalisation() {
    var net = new Network("norms");
    var e = net.population("E", 150, "iaf_psc_exp");
    var quiet = net.spikeSource("quiet", regular(100, 1000, 500)); // no spike at all
    var a = net.connect(quiet, e).rule(fixedInDegree(20)).weight(normal(pA(50), pA(20)).redraw(pA(1),
        pA(150))).delay(ms(1.5)).doubleWeights().plastic(LearningRule.none());
    var b = net.connect(quiet, e).rule(fixedInDegree(10)).weight(normal(pA(-50), pA(20)).redraw(pA(-150),
        pA(-1))).delay(ms(1.5)).doubleWeights().plastic(LearningRule.none());
    var c = net.connect(quiet, e).rule(fixedInDegree(10)).weight(uniform(pA(1), pA(50))).delay(ms(1.5)).doubleWeights().plastic(LearningRule.none());
    var soft = net.connect(quiet, e).rule(fixedInDegree(10)).weight(pA(30)).delay(ms(1.5)).doubleWeights().plastic(LearningRule.none());
    net.normalise(a, c).sum(pA(1200)).every(ms(50));
    net.normalise(b).euclidean(pA(70)).every(ms(50));
    net.normalise(soft).sum(pA(100)).partially(0.25).every(ms(20));
    try (var sim = Simulation.of(net, TWO)) {
      double[] before = sim.weights(a).values().clone();
      sim.run(ms(49.9));
      assertArrayEquals(before, sim.weights(a).values());
      sim.run(ms(0.1));
      double[] sums = sim.weights(a).sumByTarget(150);
      double[] others = sim.weights(c).sumByTarget(150);
      double[] squares = new double[150];
      Weights inhibitory = sim.weights(b);
      for (int k = 0; k < inhibitory.size(); k++) {
        assertTrue(inhibitory.values()[k] < 0);
        squares[inhibitory.targets()[k]] += inhibitory.values()[k] * inhibitory.values()[k];
      }
      double[] softly = sim.weights(soft).sumByTarget(150); // 300 → 250 → 212.5
      for (int i = 0; i < 150; i++) {
        assertEquals(1200, sums[i] + others[i], 1e-9);
        assertEquals(70, Math.sqrt(squares[i]), 1e-9);
        assertEquals(212.5, softly[i], 1e-9);
      }
      Weights after = sim.weights(a);
      double[] ratio = new double[150];
      for (int k = 0; k < after.size(); k++) { // each keeps its share
        double r = after.values()[k] / before[k];
        assertEquals(ratio[after.targets()[k]] == 0 ? r : ratio[after.targets()[k]], r, 1e-12);
        ratio[after.targets()[k]] = r;
      }
    }
  }

  /** A neuron that repeats given spikes, with a silent synapse that is scaled by its rate. */
  @Test
  void scalingFollowsItsClosedForm() {
    double[] times = {12.3, 77.7, 78.1, 90, 151, 152, 199.9, 260};
    var net = new Network("one");
    var drive = net.spikeSource("drive", new double[][] {times});
    var silent = net.spikeSource("silent", new double[][] {{}});
    var n = net.population("N", 1, "iaf_psc_exp");
    net.connect(drive, n).rule(oneToOne()).weight(pA(3000)).delay(ms(1));
    var plain = net.connect(silent, n).rule(oneToOne()).weight(pA(10)).delay(ms(1)).doubleWeights().plastic(LearningRule.none());
    var both = net.connect(silent, n).rule(oneToOne()).weight(pA(-10)).delay(ms(1)).doubleWeights().plastic(LearningRule.none());
    var bounded = net.connect(silent, n).rule(oneToOne()).weight(pA(10)).delay(ms(1)).doubleWeights().plastic(LearningRule.none());
    net.scale(plain).toRate(Hz(20)).strength(0.1).averaging(ms(80)).every(ms(50));
    net.scale(both).toRate(Hz(20)).strength(-0.1).integral(0.5).averaging(ms(80)).every(ms(50));
    net.scale(bounded).toRate(Hz(50)).strength(0.1).averaging(ms(80)).upTo(pA(10.5)).every(ms(50));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(300));
      double[] fired = sim.spikes().trainsMs(sim.spikes().population("N"))[0];
      assertTrue(fired.length >= 5);
      double missing = 0;
      double log = 0;
      double logBoth = 0;
      double before = 0;
      for (double end = 50; end <= 300; end += 50) {
        double integral = 0.02 * 80 * (1 - Math.exp(-end / 80)); // the rate that it begins with, and each spike's part
        for (double t : fired) {
          integral += t <= end ? 1 - Math.exp(-(end - t) / 80) : 0;
        }
        double few = 0.02 * 50 - (integral - before);
        before = integral;
        missing += few;
        log += 0.1 * few;
        logBoth += -0.1 * few + 0.5 * 0.05 * missing;
      }
      assertEquals(10 * Math.exp(log), sim.weights(plain).values()[0], 1e-11);
      assertEquals(-10 * Math.exp(logBoth), sim.weights(both).values()[0], 1e-11);
      assertEquals(10.5, sim.weights(bounded).values()[0], 1e-12);
    }
  }

  /** One neuron that never fires, with a receptor in nA and one in pA. */
  @Test
  void theLargestWeightIsConvertedToTheUnitOfEachProjection() {
    var model =
        EquationModel.of(
            "two_units",
            """
            parameters:
              tau = 10 ms (> 0)  # time constant
            equations:
              dV_m/dt = (a + b)/(100 pF) - V_m/tau : mV  # potential
              da/dt = -a/tau : nA  # current
              db/dt = -b/tau : pA  # current
            receptors:
              large: a += w : nA
              small: b += w : pA
            threshold: V_m >= 1 V
            reset: V_m = 0 mV
            """);
    var net = new Network("units");
    var silent = net.spikeSource("silent", new double[][] {{}});
    var n = net.population("N", 1, model);
    var large = net.connect(silent, n).receptor("large").rule(oneToOne()).weight(pA(400)).delay(ms(1)).doubleWeights().plastic(LearningRule.none());
    var small = net.connect(silent, n).receptor("small").rule(oneToOne()).weight(pA(400)).delay(ms(1)).doubleWeights().plastic(LearningRule.none());
    net.scale(large, small).toRate(Hz(50)).strength(10).upTo(pA(500)).every(ms(50));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(300));
      assertEquals(0.5, sim.weights(large).values()[0], 1e-12);
      assertEquals(500, sim.weights(small).values()[0], 1e-12);
    }
  }

  /** Neurons that are driven by Poisson trains, each by as many as it has been dealt. */
  private static Network driven(boolean scaled) {
    var net = new Network("driven").resolution(ms(0.5));
    var sources = net.population("S", 200, "poisson_generator").set("rate", Hz(20));
    double[] currents = IntStream.range(0, 100).mapToDouble(i -> 1.5 * i).toArray();
    var e = net.population("E", 100, "iaf_psc_exp").set("I_e", each(Units::pA, currents));
    var se = net.connect(sources, e).rule(fixedInDegree(100)).weight(normal(pA(50), pA(25)).redraw(pA(0), pA(200))).delay(ms(1));
    net.poisson("noise", e).rate(Hz(500)).weight(pA(50));
    if (scaled) {
      net.scale(se.plastic(LearningRule.none())).toRate(Hz(6)).strength(0.01).averaging(s(1)).every(ms(200));
    }
    return net;
  }

  private static double[] lateRates(Network net, double warmUpMs, double ms) {
    try (var sim = Simulation.of(net, TWO.threads(1))) {
      sim.run(ms(warmUpMs));
      sim.discardRecordings();
      sim.run(ms(ms));
      return Arrays.stream(sim.spikes().trainsMs(sim.spikes().population("E"))).mapToDouble(t -> 1000.0 * t.length / ms).toArray();
    }
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double sd(double[] x) {
    double mean = mean(x);
    return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void scalingBringsNeuronsToTheirRateAndItsTwinStaysElsewhere() {
    double[] scaled = lateRates(driven(true), 8000, 4000);
    double[] twin = lateRates(driven(false), 500, 3000);
    assertEquals(6, mean(scaled), 0.5);
    assertTrue(mean(twin) > 8 && sd(twin) > 3 * sd(scaled), mean(twin) + " ± " + sd(twin) + ", scaled ± " + sd(scaled));
  }

  /** Each neuron gets another current. */
  private static Network excitable(int which) {
    var net = new Network("excitable").resolution(ms(0.5));
    double[] currents = IntStream.range(0, 100).mapToDouble(i -> 380 + 3 * i).toArray();
    var e = net.population("E", 100, "iaf_psc_exp").set("I_e", each(Units::pA, currents));
    net.poisson("noise", e).rate(Hz(2000)).weight(pA(20));
    switch (which) {
      case 1 -> net.adapt(e, "V_th").toRate(Hz(8)).by(mV(0.1)).every(ms(10)).within(mV(-65), mV(-20));
      case 2 -> net.adapt(e, "C_m").toRate(Hz(8)).byPart(0.01).averaging(ms(500)).every(ms(50)).within(pF(50), pF(3000));
      default -> {}
    }
    return net;
  }

  @Test
  void thresholdsAndGainsBringNeuronsToTheirRate() {
    double[] twin = lateRates(excitable(0), 500, 3000);
    assertTrue(sd(twin) > 4, "without it rates differ: " + sd(twin));
    for (int which = 1; which <= 2; which++) {
      double[] rates = lateRates(excitable(which), 7000, 5000);
      assertEquals(8, mean(rates), 0.3);
      assertTrue(sd(rates) < 0.6, which + ": " + sd(rates));
    }
  }

  @Test
  void aThresholdRisesWithEachSpikeAndFallsBetween() {
    var net = new Network("one");
    var drive = net.spikeSource("drive", new double[][] {{10.5, 11, 55, 72}, {}});
    var n = net.population("N", 2, "iaf_psc_exp").set("V_th", mV(-55));
    net.connect(drive, n).rule(oneToOne()).weight(pA(100_000)).delay(ms(1));
    net.adapt(n.range(0, 1), "V_th").toRate(Hz(10)).by(mV(0.2)).every(ms(10)).within(mV(-70), mV(-54.7));
    net.recordParameter(n, "V_th").every(ms(10));
    try (var sim = Simulation.of(net, TWO)) {
      sim.run(ms(25));
      sim.run(ms(75));
      double[] times = sim.spikes().trainsMs(sim.spikes().population("N"))[0];
      StateTrace trace = sim.traces().getFirst();
      assertEquals("V_th", trace.variable());
      assertEquals(10, trace.timesMs().length);
      double expected = -55;
      for (int k = 0; k < 10; k++) {
        double end = 10.0 * (k + 1);
        long spikes = Arrays.stream(times).filter(t -> t > end - 10 && t <= end).count();
        expected = Math.min(-54.7, expected + 0.2 * (spikes - 0.1));
        assertEquals(expected, trace.values()[0][k], 1e-12);
        assertEquals(-55, trace.values()[1][k]);
      }
      assertTrue(times.length >= 3);
      assertEquals(expected, sim.parameter(n, "V_th")[0], 1e-12);
      sim.set(n, "V_th", mV(-60)); // it goes on from there
      sim.run(ms(10));
      assertEquals(-60 - 0.02, sim.parameter(n, "V_th")[0], 1e-12);
    }
  }

  /** Everything at once, with learning. */
  static Network lively() {
    var net = new Network("lively");
    var e = net.population("E", 200, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("noise", e).rate(Hz(9000)).weight(pA(80));
    var ee =
        net.connect(e, e).rule(fixedInDegree(40)).weight(normal(pA(60), pA(20)).redraw(pA(1), pA(150))).delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.8), ms(3)))
            .plastic(Stdp.pair().dependence(WeightDependence.multiplicative(0.05, 1.05, 200)));
    net.normalise(ee).sum(pA(2400)).every(ms(30));
    net.scale(ee).toRate(Hz(10)).strength(0.01).averaging(ms(50)).every(ms(7.5));
    net.adapt(e, "V_th").toRate(Hz(20)).by(mV(0.05)).every(ms(5));
    return net;
  }

  @Test
  void neitherThreadsNorPausesChangeABit() {
    var one = outcome(lively(), 1, 150);
    var four = outcome(lively(), 4, 150);
    var divided = outcome(lively(), 2, 33.3, 0.1, 26.6, 30, 60);
    assertEquals(one.digest(), four.digest());
    assertArrayEquals(one.weights(), four.weights());
    assertArrayEquals(one.thresholds(), four.thresholds());
    assertEquals(one.digest(), divided.digest());
    assertArrayEquals(one.weights(), divided.weights());
    assertArrayEquals(one.thresholds(), divided.thresholds());
    assertTrue(Arrays.stream(one.thresholds()).distinct().count() > 1);
  }

  private record Outcome(String digest, double[] weights, double[] thresholds) {}

  private static Outcome outcome(Network net, int threads, double... partsMs) {
    var digest = new SpikeDigest();
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(5))) {
      sim.addListener(digest);
      for (double part : partsMs) {
        sim.run(ms(part));
      }
      assertTrue(sim.spikes().size() > 300, "the network is alive");
      return new Outcome(digest.hex(), sim.weights(net.projections().getFirst()).values(), sim.parameter(net.population("E"), "V_th"));
    }
  }
}
