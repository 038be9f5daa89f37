package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.space.Kernel.exponential;
import static org.ranvier.networks.space.Kernel.gaussian;
import static org.ranvier.networks.space.Layout.grid;
import static org.ranvier.networks.space.Layout.ring;
import static org.ranvier.networks.space.Layout.scattered;
import static org.ranvier.networks.space.Mask.disc;
import static org.ranvier.networks.space.Profile.conduction;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.metresPerSecond;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.space.Connected.Plan;
import org.ranvier.networks.space.Connected.Synapse;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.simulator.random.RandomStream;

/** Connections, weights and delays have the dependence on displacement that was asked for. All draws are from fixed seeds. */
class DisplacementRulesTest {
  private static final int N = 4000;
  private static final Positions TORUS = scattered(mm(1), mm(1)).periodic().place("E", N);

  private static Connected connect(ConnectionRule rule, Positions positions) {
    return connect(rule, positions, constant(pA(1)), constant(ms(1)));
  }

  private static Connected connect(ConnectionRule rule, Positions positions, SynapticValue<?> weight, SynapticValue<?> delay) {
    return Connected.of(Plan.of(rule, positions, weight, delay, 1));
  }

  @Test
  void theMeanInDegreeIsTheIntegralOfTheKernel() {
    double density = N / 1e6; // neurons per µm²
    double expected = density * 0.8 * 2 * Math.PI * 60 * 60; // all but 1e-15 of the Gaussian lies on the sheet
    var connected = connect(pairwiseBernoulli(gaussian(um(60)).times(0.8)), TORUS);
    double mean = Arrays.stream(connected.inDegrees()).average().orElseThrow();
    assertEquals(expected, mean, 4 * Math.sqrt(expected / N) + 0.01 * expected);
  }

  @Test
  void aDiscHoldsTheShareOfNeuronsThatItsAreaIs() {
    var connected = connect(pairwiseBernoulli(0.5).within(disc(um(200))).withoutAutapses(), TORUS);
    double expected = 0.5 * (N - 1) / 1e6 * Math.PI * 200 * 200;
    assertEquals(expected, Arrays.stream(connected.inDegrees()).average().orElseThrow(), 0.01 * expected);
    assertTrue(Arrays.stream(connected.distances()).allMatch(d -> d > 0 && d <= 200));
  }

  /** Counts in rings of distance against {@code p(d)} summed over the pairs in each, which has a binomial spread. */
  @Test
  void distancesFollowTheKernel() {
    var kernel = exponential(um(100)).times(0.4).cutoff(um(450));
    var connected = connect(pairwiseBernoulli(kernel), TORUS);
    double[] observed = new double[50];
    for (double d : connected.distances()) {
      observed[(int) (d / 10)]++;
    }
    double[] expected = new double[50];
    double[] variance = new double[50];
    double[] p = new double[1];
    for (int s = 0; s < N; s++) {
      for (int t = 0; t < N; t++) {
        var d = connected.displacement(s, t);
        if (d.distance[0] < 500) {
          kernel.evaluate(d, p);
          expected[(int) (d.distance[0] / 10)] += p[0];
          variance[(int) (d.distance[0] / 10)] += p[0] * (1 - p[0]);
        }
      }
    }
    double chiSquare = 0;
    for (int r = 0; r < 45; r++) {
      chiSquare += (observed[r] - expected[r]) * (observed[r] - expected[r]) / variance[r];
    }
    assertTrue(chiSquare < 45 + 4 * Math.sqrt(2 * 45), "χ² of 45 rings is " + chiSquare);
    assertEquals(0, IntStream.range(45, 50).mapToDouble(r -> observed[r]).sum());
  }

  @Test
  void sourcesOfAFixedInDegreeFollowTheKernel() {
    var connected = connect(fixedInDegree(20, gaussian(um(100)).cutoff(um(400))), TORUS);
    assertTrue(Arrays.stream(connected.inDegrees()).allMatch(k -> k == 20));
    // The distance of a two-dimensional Gaussian has the mean σ·√(π/2).
    double expected = 100 * Math.sqrt(Math.PI / 2);
    assertEquals(expected, Arrays.stream(connected.distances()).average().orElseThrow(), 0.01 * expected);
  }

  /** So many sources that those near are used up, against drawing them one after the other. */
  @Test
  void withoutMultapsesSourcesAreDrawnOneAfterTheOther() {
    int n = 200;
    var kernel = gaussian(um(100)).cutoff(um(400));
    var connected = connect(fixedInDegree(n, kernel).withoutMultapses(), TORUS);
    assertEquals(n * N, new HashSet<>(connected.synapses()).size());
    var random = new RandomStream(1);
    double sum = 0;
    int targets = 100;
    double[] weight = new double[N];
    double[] value = new double[1];
    for (int t = 0; t < targets; t++) {
      double total = 0;
      for (int s = 0; s < N; s++) {
        kernel.evaluate(connected.displacement(s, t), value);
        weight[s] = value[0];
        total += value[0];
      }
      for (int k = 0; k < n; k++) {
        int s = 0;
        for (double x = random.nextDouble() * total; s < N - 1 && (x -= weight[s]) >= 0; ) {
          s++;
        }
        sum += connected.displacement(s, t).distance[0];
        total -= weight[s];
        weight[s] = 0;
      }
    }
    double expected = sum / targets / n;
    double withRepetition = 100 * Math.sqrt(Math.PI / 2);
    assertTrue(expected > withRepetition + 5, "the near sources are not used up: mean distance " + expected);
    var those = connected.synapses().stream().filter(s -> s.target() < targets).toList();
    double mean = Arrays.stream(new Connected(connected.geometry(), those).distances()).average().orElseThrow();
    assertEquals(expected, mean, 2);
  }

  @Test
  void periodicSheetsHaveNoEdge() {
    var rule = pairwiseBernoulli(1).within(disc(um(100)));
    var torus = connect(rule, grid(40, 40).extent(mm(1), mm(1)).periodic().place("E", 1600));
    assertEquals(1, Arrays.stream(torus.inDegrees()).distinct().count());
    assertTrue(torus.synapses().stream().anyMatch(s -> s.source() == 39 && s.target() == 0), "not joined along x");
    assertTrue(torus.synapses().stream().anyMatch(s -> s.source() == 39 * 40 && s.target() == 0), "not joined along y");
    var tube = connect(rule, grid(40, 40).extent(mm(1), mm(1)).periodic(true, false).place("E", 1600));
    assertTrue(tube.synapses().stream().anyMatch(s -> s.source() == 39 && s.target() == 0), "not joined along x");
    assertTrue(tube.synapses().stream().noneMatch(s -> s.source() == 39 * 40 && s.target() == 0), "joined along y");
    var sheet = connect(rule, grid(40, 40).extent(mm(1), mm(1)).place("E", 1600));
    int center = 20 * 40 + 20;
    assertEquals(torus.inDegrees()[0], sheet.inDegrees()[center]);
    assertTrue(sheet.inDegrees()[0] < 0.4 * sheet.inDegrees()[center], "a corner has as many neighbours as the middle");
  }

  @Test
  void onARingTheNearestNeighboursAreConnected() {
    var connected = connect(pairwiseBernoulli(1).within(disc(um(10.5))).withoutAutapses(), ring(um(1000)).place("E", 100));
    for (Synapse s : connected.synapses()) {
      assertEquals(1, Math.min(Math.floorMod(s.source() - s.target(), 100), Math.floorMod(s.target() - s.source(), 100)));
    }
    assertEquals(200, connected.synapses().size());
  }

  @Test
  void anisotropicKernelsAreLongerThanWide() {
    double[] alongX = secondMoments(gaussian(um(90), um(30)));
    assertEquals(90, alongX[0], 2);
    assertEquals(30, alongX[1], 1);
    double[] turned = secondMoments(gaussian(um(90), um(30)).rotated(90));
    assertEquals(30, turned[0], 1);
    assertEquals(90, turned[1], 2);
    // Turned by 45° anticlockwise, x and y go together.
    double[] diagonal = secondMoments(gaussian(um(90), um(30)).rotated(45));
    assertEquals((90 * 90 - 30 * 30) / 2.0, diagonal[2], 150);
  }

  /** Standard deviations of the displacements along x and y, and their covariance. */
  private static double[] secondMoments(Kernel kernel) {
    var connected = connect(pairwiseBernoulli(kernel), TORUS);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (Synapse s : connected.synapses()) {
      var d = connected.displacement(s.source(), s.target());
      xx += d.x[0] * d.x[0];
      yy += d.y[0] * d.y[0];
      xy += d.x[0] * d.y[0];
    }
    int n = connected.synapses().size();
    return new double[] {Math.sqrt(xx / n), Math.sqrt(yy / n), xy / n};
  }

  /** The displacement goes from the source to the target: a mask ahead of the source holds targets at larger x. */
  @Test
  void shiftedMasksLieAheadOfTheSource() {
    var connected = connect(allToAll().within(disc(um(50)).shifted(um(100), um(0))), TORUS);
    assertTrue(connected.synapses().size() > 1000);
    for (Synapse s : connected.synapses()) {
      var d = connected.displacement(s.source(), s.target());
      assertTrue(Math.hypot(d.x[0] - 100, d.y[0]) <= 50 + 1e-9);
    }
  }

  @Test
  void delaysGrowLinearlyWithDistance() {
    var delay = conduction(ms(0.5), metresPerSecond(0.2));
    var connected = connect(pairwiseBernoulli(0.05), TORUS, constant(pA(1)), delay);
    for (Synapse s : connected.synapses()) {
      double exact = 0.5 + connected.displacement(s.source(), s.target()).distance[0] / 200;
      assertEquals(exact, s.delay() * Connected.RESOLUTION_MS, 0.05 + 1e-9);
    }
    var jittered = connect(pairwiseBernoulli(0.05), TORUS, constant(pA(1)), delay.plus(uniform(ms(0), ms(1))));
    double mean = jittered.synapses().stream().mapToInt(Synapse::delay).average().orElseThrow();
    double without = connected.synapses().stream().mapToInt(Synapse::delay).average().orElseThrow();
    assertEquals(5, mean - without, 0.1);
  }

  @Test
  void weightsFallOffWithDistance() {
    var connected = connect(pairwiseBernoulli(0.02), TORUS, gaussian(um(150)).times(pA(-40)).plus(pA(-2)), constant(ms(1)));
    for (Synapse s : connected.synapses()) {
      double d = connected.displacement(s.source(), s.target()).distance[0];
      assertEquals(-2 - 40 * Math.exp(-d * d / (2 * 150 * 150)), s.weight(), 1e-5);
    }
  }

  @Test
  void theCellsSpareLookingAtNeuronsFarAway() {
    var positions = scattered(mm(1), mm(1)).periodic().place("E", 20_000);
    var neighbours = new Neighbours(Geometry.between("p", positions, positions), IntStream.range(0, 20_000).toArray(), Box.around(50));
    long[] candidates = {0};
    for (int t = 0; t < 100; t++) {
      neighbours.forEach(t, new Displacements(), d -> candidates[0] += d.size);
    }
    double inBox = 100 * 20_000 * 0.1 * 0.1;
    assertTrue(candidates[0] > inBox * 0.95 && candidates[0] < 2 * inBox, candidates[0] + " candidates, " + inBox + " in the box");
  }
}
