package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.recording.SpikeDigest;

/** Structural plasticity: what goes, what comes, and what stays. */
final class RewiringTest {
  private static final Simulation.Options TWO = Simulation.Options.DEFAULT.threads(2).seed(4);

  /** 200 silent neurons with weights from 0 to 100. */
  private static Network silent() {
    var net = new Network("silent");
    var e = net.population("E", 200, "iaf_psc_exp");
    net.connect(e, e).rule(fixedInDegree(20).withoutMultapses().withoutAutapses()).weight(uniform(pA(0), pA(100))).delay(uniform(ms(1), ms(3)));
    return net;
  }

  private static int[] degrees(int[] ends) {
    int[] degree = new int[200];
    for (int i : ends) {
      degree[i]++;
    }
    return degree;
  }

  @ParameterizedTest
  @EnumSource(Keeping.class)
  void weakSynapsesGoAndAreReplacedKeepingDegrees(Keeping keeping) {
    var net = silent();
    var ee = net.projections().getFirst();
    net.rewire(ee).pruneUpTo(pA(30)).keeping(keeping).weight(pA(40)).every(ms(10));
    try (var sim = Simulation.of(net, TWO)) {
      Weights before = sim.weights(ee);
      sim.run(ms(9.9));
      assertArrayEquals(before.values(), sim.weights(ee).values());
      sim.run(ms(0.1));
      Weights after = sim.weights(ee);
      int weak = (int) Arrays.stream(before.values()).filter(w -> w <= 30).count();
      assertTrue(weak > 1000 && weak < 1400);
      assertEquals(List.of(new Rewiring.Turn("E→E", 10, weak, keeping == Keeping.NOTHING ? 0 : weak)), sim.rewirings());
      assertEquals(4000 - (keeping == Keeping.NOTHING ? weak : 0), after.size());
      assertTrue(Arrays.stream(after.values()).allMatch(w -> w > 30));
      double[] strong = Arrays.stream(before.values()).filter(w -> w > 30).sorted().toArray();
      assertArrayEquals(strong, Arrays.stream(after.values()).filter(w -> w != 40).sorted().toArray());
      assertEquals(Arrays.equals(degrees(before.targets()), degrees(after.targets())), keeping == Keeping.IN_DEGREE);
      assertEquals(Arrays.equals(degrees(before.sources()), degrees(after.sources())), keeping == Keeping.OUT_DEGREE);
      var pairs = new HashSet<Integer>();
      for (int k = 0; k < after.size(); k++) {
        assertTrue(after.sources()[k] != after.targets()[k] && pairs.add(after.sources()[k] * 200 + after.targets()[k]));
        assertTrue(after.delaysMs()[k] >= 1 && after.delaysMs()[k] <= 3);
      }
      sim.run(ms(20));
      assertEquals(3, sim.rewirings().size());
      assertEquals(0, sim.rewirings().getLast().pruned());
      sim.discardRecordings();
      assertEquals(List.of(), sim.rewirings());
    }
  }

  @Test
  void theWallTimeOfRewiringIsPartOfThatOfTheRun() {
    for (boolean rewired : new boolean[] {true, false}) {
      var net = silent();
      if (rewired) {
        net.rewire(net.projections().getFirst()).sprouting(10).weight(pA(1)).every(ms(1));
      }
      try (var sim = Simulation.of(net, TWO)) {
        var result = sim.run(ms(20));
        assertEquals(rewired, result.phaseSeconds().containsKey("pauses"));
        double phases = result.phaseSeconds().values().stream().mapToDouble(s -> s).sum();
        assertTrue(phases > 0 && phases <= result.seconds() * (1 + 1e-9), result.toString());
        assertTrue(!rewired || result.phaseSeconds().get("pauses") > 0, result.toString());
      }
    }
  }

  @Test
  void theWeakestPartOfEachTargetGoes() {
    var net = silent();
    var ee = net.projections().getFirst();
    net.rewire(ee).pruneWeakest(0.25).keeping(Keeping.NOTHING).every(ms(10));
    try (var sim = Simulation.of(net, TWO)) {
      Weights before = sim.weights(ee);
      sim.run(ms(10));
      Weights after = sim.weights(ee);
      assertEquals(3000, after.size());
      for (int i = 0; i < 200; i++) {
        int target = i;
        double[] expected = of(before, target);
        assertArrayEquals(Arrays.copyOfRange(expected, 5, 20), of(after, target));
      }
    }
  }

  private static double[] of(Weights weights, int target) {
    return IntStream.range(0, weights.size()).filter(k -> weights.targets()[k] == target).mapToDouble(k -> weights.values()[k]).sorted().toArray();
  }

  @Test
  void growthIsUniformAmongFreePairsAndDiffersFromTimeToTime() {
    var net = silent();
    var ee = net.projections().getFirst();
    net.rewire(ee).sprouting(300.5).weight(pA(500)).every(ms(1));
    try (var sim = Simulation.of(net, TWO)) {
      sim.run(ms(40));
      Weights after = sim.weights(ee);
      int grown = after.size() - 4000;
      assertEquals(40 * 300.5, grown, 20);
      int[] fresh = IntStream.range(0, after.size()).filter(k -> after.values()[k] == 500).toArray();
      assertEquals(grown, fresh.length);
      for (boolean source : new boolean[] {true, false}) {
        int[] degree = degrees(Arrays.stream(fresh).map(k -> source ? after.sources()[k] : after.targets()[k]).toArray());
        double mean = grown / 200.0;
        double chi = Arrays.stream(degree).mapToDouble(d -> (d - mean) * (d - mean) / mean).sum();
        assertTrue(chi > 199 - 5 * 20 && chi < 199 + 5 * 20, "χ² = " + chi); // sd √(2·199)
      }
      assertTrue(sim.rewirings().stream().map(Rewiring.Turn::grown).distinct().count() > 1);
    }
  }

  @Test
  void whereAllPairsAreTakenNothingGrows() {
    var net = new Network("full");
    var e = net.population("E", 5, "iaf_psc_exp");
    var all = net.connect(e, e).rule(fixedInDegree(4).withoutMultapses().withoutAutapses()).weight(pA(1)).delay(ms(1));
    var multi = net.connect(e, e).rule(fixedInDegree(4).withoutMultapses().withoutAutapses()).weight(pA(1)).delay(ms(1));
    net.rewire(all).sprouting(3).weight(pA(5)).every(ms(1));
    net.rewire(multi).sprouting(3).weight(pA(5)).withMultapses().withAutapses().every(ms(1));
    try (var sim = Simulation.of(net, TWO)) {
      sim.run(ms(2));
      assertEquals(20, sim.weights(all).size());
      assertEquals(26, sim.weights(multi).size());
    }
  }

  /** Neurons that fire too little by themselves. */
  private static Network growing(boolean grows, int inDegree) {
    var net = new Network("growing").resolution(ms(0.5));
    var e = net.population("E", 100, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
    net.poisson("noise", e).rate(Hz(3800)).weight(pA(40));
    var ee = net.connect(e, e).rule(fixedInDegree(inDegree).withoutAutapses()).weight(pA(200)).delay(ms(1));
    if (grows) {
      var curve = new GrowthCurve.Gaussian(0, 8, 4);
      net.rewire(ee).elements(curve, curve).averaging(ms(500)).every(ms(50)).withMultapses();
    }
    return net;
  }

  @Test
  void neuronsGrowSynapsesUntilTheyFireAtTheirRate() {
    double[] late = new double[3];
    for (int k = 0; k < 3; k++) {
      var net = growing(k > 0, k < 2 ? 1 : 30);
      var ee = net.projections().getFirst();
      try (var sim = Simulation.of(net, TWO.threads(1))) {
        sim.run(ms(k == 0 ? 1000 : 9000));
        int pruned = sim.rewirings().stream().mapToInt(Rewiring.Turn::pruned).sum();
        sim.discardRecordings();
        sim.run(ms(3000));
        late[k] = sim.spikes().size() / 100.0 / 3;
        if (k > 0) {
          Weights w = sim.weights(ee);
          double[] axonal = sim.axonalElements(ee);
          double[] dendritic = sim.dendriticElements(ee);
          int[] out = Arrays.copyOf(degrees(w.sources()), 100);
          int[] in = Arrays.copyOf(degrees(w.targets()), 100);
          for (int i = 0; i < 100; i++) {
            assertTrue(out[i] <= axonal[i] && in[i] <= dendritic[i]);
          }
          assertTrue(k == 1 || pruned > 500, "pruned " + pruned);
        }
      }
    }
    assertTrue(late[0] < 5, "without growth " + late[0]);
    assertEquals(8, late[1], 0.8, "with growth");
    assertEquals(8, late[2], 0.8, "from too many synapses");
  }

  /** The closed form of elements whose neurons fire given spikes. */
  @Test
  void elementsFollowTheirCurves() {
    double[] times = {10, 30, 33.5, 70, 120};
    var net = new Network("elements");
    var sources = net.spikeSource("S", new double[][] {times, {}});
    var e = net.population("E", 2, "iaf_psc_exp");
    var se = net.connect(sources, e).rule(fixedInDegree(2).withoutMultapses()).weight(pA(1)).delay(ms(1));
    net.rewire(se).elements(new GrowthCurve.Linear(25, 10), new GrowthCurve.Gaussian(2, 20, 10)).vacant(3).averaging(ms(60)).every(ms(20));
    try (var sim = Simulation.of(net, TWO)) {
      sim.run(ms(200));
      double integral = 0;
      for (double t : times) {
        integral += 1 - Math.exp(-(200 - t) / 60);
      }
      assertEquals(5 + 10 * (0.2 - integral / 25), sim.axonalElements(se)[0], 1e-12);
      assertEquals(5 + 10 * 0.2, sim.axonalElements(se)[1], 1e-12);
      double xi = 11;
      double zeta = 18 / (2 * Math.sqrt(Math.log(2)));
      assertEquals(5 + 2 * (2 * Math.exp(-Math.pow(xi / zeta, 2)) - 1), sim.dendriticElements(se)[0], 1e-12);
    }
  }

  /** A live network with learning, short-term plasticity, modulation and, if asked for, rewiring. */
  static Network lively(int which, Boolean rewired) {
    var net = new Network("lively");
    var e = net.population("E", 200, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("noise", e).rate(Hz(9000)).weight(pA(80));
    var dopamine = net.modulator("dopamine").unit("nM").baseline(1).decay(ms(20));
    dopamine.releasedBy(e).amount(0.1).delay(ms(1));
    LearningRule[] rules = {
      Stdp.pair().dependence(WeightDependence.multiplicative(0.05, 1.05, 200)), Calcium.between(0, 200).rates(200, 320, 10_000),
      ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).dependence(WeightDependence.additive(0.1, 0.2)).bounds(Bounds.upTo(200)), LearningRule.none()
    };
    Transmission[] transmissions = {Transmission.PLAIN, ShortTerm.of(0.5, 100, 50), Transmission.bernoulli(0.7)};
    var ee =
        net.connect(e, e).rule(fixedInDegree(30)).weight(normal(pA(60), pA(20)).redraw(pA(1), pA(150)))
            .delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.8), ms(3))).dendriticDelay(uniform(ms(0.1), ms(0.7)))
            .plastic(rules[which % 4]);
    if (which % 4 != 2) {
      ee.shortTerm(transmissions[which % 3]);
    }
    if (rewired != null) {
      net.rewire(ee).sprouting(1e-9).weight(pA(20)).every(ms(10));
    }
    if (Boolean.TRUE.equals(rewired)) {
      net.rewire(ee).elements(new GrowthCurve.Linear(5, 5), new GrowthCurve.Gaussian(2, 60, 100)).weight(pA(10)).every(ms(17.5));
      net.rewire(ee).pruneWeakest(0.08).weight(pA(30)).every(ms(12.5));
      net.normalise(ee).sum(pA(1800)).every(ms(25));
    }
    return net;
  }

  private record Outcome(String digest, double[] weights, int[] sources, int[] targets) {}

  private static Outcome run(Network net, int threads, double... partsMs) {
    var digest = new SpikeDigest();
    try (var sim = Simulation.of(net, TWO.threads(threads))) {
      sim.addListener(digest);
      for (double part : partsMs) {
        sim.run(ms(part));
      }
      assertTrue(sim.spikes().size() > 300, "the network is alive");
      Weights w = sim.weights(net.projections().getFirst());
      return new Outcome(digest.hex(), w.values(), w.sources(), w.targets());
    }
  }

  private static void same(Outcome a, Outcome b) {
    assertEquals(a.digest, b.digest);
    assertArrayEquals(a.weights, b.weights);
    assertArrayEquals(a.sources, b.sources);
    assertArrayEquals(a.targets, b.targets);
  }

  @Property(tries = 8)
  void threadsAndPausesChangeNeitherASpikeNorASynapse(@ForAll @IntRange(min = 0, max = 11) int which, @ForAll @IntRange(min = 2, max = 4) int threads) {
    Outcome one = run(lively(which, true), 1, 110);
    same(one, run(lively(which, true), threads, 110));
    same(one, run(lively(which, true), threads, 33.3, 0.1, 66.6, 10));
  }

  @Property(tries = 4)
  void aRewiringThatChangesNothingIsNotNoticed(@ForAll @IntRange(min = 0, max = 11) int which) {
    Outcome expected = run(lively(which, null), 2, 60);
    same(expected, run(lively(which, false), 2, 60));
    assertNotEquals(expected.digest, run(lively(which, true), 2, 60).digest);
  }
}
